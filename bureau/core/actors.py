"""Who acts: a person as the holder of a post, with what that post may do today."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from enum import StrEnum

from bureau.core.references import Reference


class Role(StrEnum):
    """What a post may do; given to posts by two administrators, never to persons."""

    ORGANISATION_OFFICER = "organisation_officer"
    BODY_SECRETARY = "body_secretary"
    OFFICE_HOLDER = "office_holder"
    HEAD = "head"
    HUMAN_RESOURCES = "human_resources"
    BUDGET = "budget"
    READER = "reader"


class Grant(StrEnum):
    """What a person may hold directly, without a post, until an end day."""

    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class PostRole:
    """A role held through `post`, over `scope`: a unit with all below it, a body, or all (None)."""

    role: Role
    post: int
    scope: Reference | None = None

    @property
    def is_over_a_unit(self) -> bool:
        """Whether it counts for what lies in one unit only: on steps of routes, nowhere else."""
        return self.scope is not None and self.scope.kind == "unit"


@dataclass(frozen=True, slots=True)
class Actor:
    """Immutable; built once a request by `organisation.queries.actor_of` from what holds today, and
    once more inside each act.

    `post` is the post acted in, `organisation` its organisation; `posts` all posts held today,
    `roles` those that posts of that organisation carry. `acts` says whether any power to act
    goes with them or was given: a role beyond reader, an office, a unit headed, a delegation.
    `token` is the number of the api token through which a program acts for the person, None where
    they act themselves; `session` the key of the session in which they do, empty where in none. An
    act goes through only while that token or session holds. `as_of` is the stamp of the record at
    which the actor was built (`web.known`), None where that is not known.

    `prepares` are posts for whose holder the person may prepare. Once they do, `post` is that one,
    `prepares_for` its holder, `prepares_with` its roles; the actor then has no power, and `own` are
    the posts to go back to.
    """

    person: int | None
    name: str = ""
    post: int | None = None
    organisation: int | None = None
    posts: frozenset[int] = frozenset()
    roles: frozenset[PostRole] = frozenset()
    grants: frozenset[Grant] = frozenset()
    acts: bool = False
    prepares: frozenset[int] = frozenset()
    prepares_for: int | None = None
    prepares_with: frozenset[PostRole] = frozenset()
    own: frozenset[int] = frozenset()
    token: int | None = None
    session: str = field(default="", repr=False, compare=False)
    as_of: Hashable = field(default=None, repr=False, compare=False)

    def may_prepare(self, role: Role) -> bool:
        """Whether the person prepares now for who holds a post with this role."""
        return any(held.role is role and not held.is_over_a_unit for held in self.prepares_with)

    def has(self, role: Role) -> bool:
        """Whether the role is held in the organisation of the post acted in, over more than one
        unit."""
        return any(held.role is role and not held.is_over_a_unit for held in self.roles)

    def has_in(self, organisation: int | None, *roles: Role) -> bool:
        """Whether any of these roles is held in that organisation (None: that of the post acted
        in)."""
        is_here = organisation is None or organisation == self.organisation
        return is_here and any(self.has(role) for role in roles)

    def serves(self, body: int, organisation: int) -> bool:
        """Whether the actor is secretary of this body of that organisation, or of all its
        bodies."""
        over = (None, Reference("body", body))
        return self.organisation == organisation and any(
            held.role is Role.BODY_SECRETARY and held.scope in over for held in self.roles
        )

    def is_auditor(self) -> bool:
        return Grant.AUDITOR in self.grants

    def is_administrator(self) -> bool:
        return Grant.ADMINISTRATOR in self.grants


NOBODY = Actor(person=None)
CLOCK = Actor(person=None, name="clock")
NO_PERSON = 0
"""The number of the person in rows about what the clock did, where a number is required."""
