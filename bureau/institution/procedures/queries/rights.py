"""Who could do what on a day, and what gave the right: post, role, scope, delegation or acting.

Incumbencies and lines are read as recorded at a number, now or then; roles, delegations, grants
and rules are dated and have no recorded axis: what is kept of them is what is told, and when of a
day they were ended.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from django.db.models import Q

from bureau.core.procedures.case import Step
from bureau.core.procedures.kinds import STAND_INS, ActKind, Capacity, WhoKind
from bureau.core.procedures.rules import Rule, StepTemplate, Who
from bureau.core.procedures.stand_ins import Candidate, Exclusion, who_may_act
from bureau.core.references import Reference
from bureau.institution.organisation import models as organisation
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.actors import roles_on, was_ended_on
from bureau.institution.organisation.queries.structure import day_there
from bureau.institution.procedures.queries.rules import rules_of
from bureau.institution.procedures.queries.who_answers import GivenRole, People, people_on
from bureau.record.accounts.queries import direct_grants_on, grant_was_ended_on

DAY_ELSEWHERE = timedelta(hours=14)
"""By how much a day begins sooner where it begins first than in UTC."""


class What(StrEnum):
    """What may be asked for: a role, a direct grant, an office, a body's acts, a step of a rule."""

    ROLE = "role"
    GRANT = "grant"
    OFFICE = "office"
    BODY = "body"
    STEP = "step"


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role as a post carried it: `number` is the row that gave it, over `scope` (None: all)."""

    number: int
    role: str
    scope: Reference | None
    valid_from: date
    valid_until: date | None
    given_by: int | None
    confirmed_by: int | None


@dataclass(frozen=True, slots=True)
class Right:
    """One ground on which a person could act: in `post`, as `capacity`, by rows that say so.

    `instead_of` is the post that should have answered, where one above stood in for it.
    `incumbencies`, `delegations` and `absences` number what put the person there; `grant` is a
    direct grant, with its row, and then there is no post. `is_over`: it was ended on the day asked
    for.
    """

    person: int
    post: int | None = None
    capacity: Capacity | None = None
    instead_of: int | None = None
    roles: tuple[RoleHeld, ...] = ()
    offices: tuple[int, ...] = ()
    incumbencies: tuple[int, ...] = ()
    delegations: tuple[int, ...] = ()
    absences: tuple[int, ...] = ()
    grant: str = ""
    grant_number: int | None = None
    is_over: bool = False

    def ground(self) -> tuple[object, ...]:
        return self.person, self.post, self.capacity, self.instead_of, self.grant


@dataclass(frozen=True, slots=True)
class Answer:
    """Who could, each with the ground; who was looked at and could not, with the code why."""

    rights: tuple[Right, ...]
    excluded: tuple[Exclusion, ...] = ()


@dataclass(frozen=True, slots=True)
class _Day:
    """Everything known of a day in one organisation, read once."""

    day: date
    organisation: int
    people: People
    roles: dict[int, tuple[RoleHeld, ...]]
    offices: dict[int, tuple[int, ...]]

    def right(self, candidate: Candidate, answering: int) -> Right:
        """The candidate's right, with the rows behind it."""
        carried = answering if candidate.capacity is Capacity.SUPERIOR else candidate.post
        return Right(
            person=candidate.person,
            post=candidate.post,
            capacity=candidate.capacity,
            instead_of=answering if candidate.post != answering else None,
            roles=self.roles.get(carried, ()),
            offices=self.offices.get(carried, ()),
            incumbencies=tuple(self._incumbencies(candidate)),
            delegations=tuple(self._delegations(candidate)),
            absences=tuple(self._absences(candidate)),
        )

    def _absences(self, candidate: Candidate) -> Iterator[int]:
        for one in self.people.absences:
            if (one.post, one.stand_in) == (candidate.post, candidate.person):
                yield one.number

    def _incumbencies(self, candidate: Candidate) -> Iterator[int]:
        for one in self.people.now.incumbencies_of(candidate.post):
            if one.person == candidate.person and one.manner != "lien":
                yield one.id

    def _delegations(self, candidate: Candidate) -> Iterator[int]:
        if candidate.capacity is Capacity.DELEGATE:
            for one in self.people.delegations:
                if (one.post, one.person) == (candidate.post, candidate.person):
                    yield one.number


def who_could(
    what: What,
    named: int | str,
    day: date,
    *,
    organisation: int,
    step: str = "",
    recorded: int | None = None,
    authors: Collection[int] = (),
) -> Answer:
    """The persons who could do something on a day, in one organisation, be it for a part of it.

    `named` is a role or grant by name, an office, body or rule by number; `step` the key of the
    rule's step. `authors` are left out, as four eyes demands.
    """

    def asked(at: datetime | None) -> Answer:
        if what is What.GRANT:
            return Answer(_granted(direct_grants_on(day, grant=str(named), at=at)))
        known = _known(day, organisation, recorded, at)
        who, allowed, act = _asked_for(what, named, step, organisation)
        return _answer(known, _answering(known, who), allowed, act, authors)

    left = asked(None)
    if not (was_ended_on(day) or grant_was_ended_on(day)):
        return left
    still = {one.ground() for one in left.rights}
    before = asked(datetime.combine(day, time.min, UTC) - DAY_ELSEWHERE).rights
    over = (replace(one, is_over=True) for one in before if one.ground() not in still)
    return replace(left, rights=(*left.rights, *over))


def rights_of(
    person: int,
    day: date,
    *,
    recorded: int | None = None,
    organisation: int | None = None,
    at: datetime | None = None,
) -> tuple[Right, ...]:
    """Every right of a person on a day: in posts, by delegation or stand-in, and direct grants.

    In all organisations where none is named; `at` an instant, or as the day left it. At an instant
    each right is of the day that it was then where it counts.
    """
    rows = Organisation.objects.order_by("pk")
    found: list[Right] = []
    for there in rows if organisation is None else rows.filter(pk=organisation):
        one = there.pk
        known = _known(day_there(at, there) if at else day, one, recorded, at)
        held = {each.post for each in known.people.now.incumbencies_of_person(person)}
        given = {each.post for each in known.people.delegations if each.person == person}
        given |= {each.post for each in known.people.absences if each.stand_in == person}
        posts = _of_organisation(held | given, one) | known.roles.keys() | known.offices.keys()
        answer = _answer(known, sorted(posts), STAND_INS, None, ())
        found += [right for right in answer.rights if right.person == person]
    granted_on = at.astimezone(UTC).date() if at else day
    return (*found, *_granted(direct_grants_on(granted_on, person=person, at=at)))


def _granted(rows: Iterable[tuple[int, int, str]]) -> tuple[Right, ...]:
    return tuple(Right(person, grant=grant, grant_number=row) for row, person, grant in rows)


def steps_in_force(organisation: int, day: date) -> list[tuple[Rule, StepTemplate]]:
    """Every step that a rule in force on the day asks for, the questions among them left out."""
    rules = [rule for rule in rules_of([organisation]) if rule.is_in_force(day.toordinal())]
    return [(rule, step) for rule in rules for step in rule.steps]


def _known(day: date, number: int, recorded: int | None, at: datetime | None) -> _Day:
    people = people_on(day, [number], recorded, at)
    roles: defaultdict[int, list[RoleHeld]] = defaultdict(list)
    for row in roles_on(day, at).filter(post__organisation=number).order_by("pk"):
        roles[row.post_id].append(_role_held(row))
    offices: defaultdict[int, list[int]] = defaultdict(list)
    for office, post in people.offices.items():
        offices[post].append(office)
    return _Day(
        day,
        number,
        people,
        {post: tuple(held) for post, held in roles.items()},
        {post: tuple(held) for post, held in offices.items()},
    )


def _role_held(row: organisation.PostRole) -> RoleHeld:
    scope = Reference(row.scope_kind, row.scope) if row.scope is not None else None
    return RoleHeld(
        row.pk,
        row.role,
        scope,
        row.valid_from,
        row.valid_until,
        row.given_by_id,
        row.confirmed_by_id,
    )


def _asked_for(
    what: What, named: int | str, step: str, number: int
) -> tuple[Who, frozenset[Capacity], ActKind | None]:
    """Whom a question names, in which capacities they may act, and by which act."""
    if what is not What.STEP:
        return Who(WhoKind(what.value), (named,)), STAND_INS, None
    for rule in rules_of([number]):
        for template in rule.steps:
            if (rule.id, template.key) == (named, step):
                return template.who, template.stand_ins, template.act
    return Who(WhoKind.POST, ()), STAND_INS, None


def _answering(known: _Day, who: Who) -> list[int]:
    """The posts that answer for a body, office, role or post, whatever unit the case is about."""
    if who.kind is WhoKind.POST:
        return [int(one) for one in who.ids]
    if who.kind is WhoKind.OFFICE:
        offices = known.people.offices
        return [offices[int(one)] for one in who.ids if int(one) in offices]
    return sorted({role.post for role in known.people.roles if _is_asked(role, who)})


def _is_asked(role: GivenRole, who: Who) -> bool:
    if who.kind is WhoKind.BODY:
        bodies = (int(one) for one in who.ids)
        return role.role == "body_secretary" and any(map(role.is_over_body, bodies))
    return role.role in who.ids


def _answer(
    known: _Day,
    posts: Iterable[int],
    allowed: frozenset[Capacity],
    act: ActKind | None,
    authors: Collection[int],
) -> Answer:
    """Each post asked by itself, so that every right says which post it answers for."""
    rights: list[Right] = []
    excluded: list[Exclusion] = []
    listed = list(posts)
    stand = known.people.stand_of_posts(listed, authors)
    for post in listed:
        standing = who_may_act(_step(post, allowed, act), stand, known.day.toordinal())
        rights += [known.right(one, post) for one in standing.candidates]
        excluded += standing.excluded
    return Answer(tuple(rights), tuple(dict.fromkeys(excluded)))


def _step(post: int, allowed: frozenset[Capacity], act: ActKind | None) -> Step:
    who = Who(WhoKind.POST, (post,))
    return Step("asked", 1, who, act or ActKind.CONFIRM, (), (), stand_ins=allowed)


def _of_organisation(posts: Collection[int], number: int) -> set[int]:
    rows = organisation.Post.objects.filter(Q(pk__in=posts), organisation=number)
    return set(rows.values_list("pk", flat=True))
