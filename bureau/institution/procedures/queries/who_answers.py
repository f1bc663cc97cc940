"""The people around a step, as the core asks for them: posts that answer, holders, delegates.

Read once for any number of cases; who may act is always a matter of today.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db.models import Q

from bureau.core.actors import Role
from bureau.core.coordinates import Coordinates
from bureau.core.procedures.kinds import ActKind, Capacity, WhoKind
from bureau.core.procedures.rules import RoutedAction, Who
from bureau.core.procedures.stand_ins import Absence, Delegation, Holding, Seat, Stand
from bureau.core.spans import Day
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Incumbency
from bureau.institution.organisation import models as organisation
from bureau.institution.organisation.queries.actors import (
    absences_on,
    delegations_on,
    held_since,
    roles_on,
)
from bureau.institution.organisation.queries.structure import snapshot
from bureau.institution.procedures.models import ProcedureAct
from bureau.record.journal.queries import record_number_now

type Named = tuple[WhoKind, int | str]
type Acted = dict[tuple[int, int], Day]
"""When a person acted last for a post."""


@dataclass(frozen=True, slots=True)
class GivenRole:
    """A role as a post carries it today, over a unit, a body or the whole."""

    organisation: int
    post: int
    role: str
    scope_kind: str
    scope: int | None

    def is_over_body(self, body: int) -> bool:
        return self.scope is None or (self.scope_kind, self.scope) == ("body", body)

    @property
    def is_of_whole(self) -> bool:
        return self.scope is None

    def is_over(self, action: RoutedAction) -> bool:
        """Whether it reaches where an action ends, and each place that its subject leaves."""
        paths = [path for path in (action.left, *action.undone) if path]
        return self.is_of_whole or all(
            self.scope_kind == "unit" and self.scope in path for path in (action.path(), *paths)
        )


@dataclass(frozen=True, slots=True)
class People:
    """Everyone who may have to act, on one day: made once, asked for each case."""

    day: date
    now: Snapshot
    roles: tuple[GivenRole, ...]
    offices: dict[int, int]
    delegations: tuple[Delegation, ...]
    absences: tuple[Absence, ...]
    left: dict[int, int | None]
    acted: dict[Capacity, Acted] = field(default_factory=dict, compare=False)

    def stand(
        self,
        whos: Iterable[Who],
        actions: Iterable[RoutedAction],
        organisation: int,
        authors: Collection[int],
        conflicted: Collection[int] = (),
        subject: str = "",
    ) -> Stand:
        """The people around the steps that name `whos`, in a case of a kind on `actions`."""
        listed = list(actions)
        named = {(who.kind, one) for who in whos for one in who.ids}
        answers = {one: tuple(self._answering(one, organisation, listed)) for one in named}
        own = {one for kind, one in named if kind is WhoKind.POST and isinstance(one, int)}
        posts = own | {post for found in answers.values() for post in found}
        barred = {*authors, *conflicted}
        return Stand(
            answers={one: found for one, found in answers.items() if one[0] is not WhoKind.POST},
            seats=self._seats(posts),
            delegations=tuple(self._given(barred)),
            absences=tuple(self._away(barred)),
            authors=frozenset(authors),
            conflicted=frozenset(conflicted),
            subject=subject,
            amounts={action.id: (action.amount, action.currency) for action in listed},
            within=self._within(organisation, listed),
        )

    def _within(
        self, organisation: int, actions: Collection[RoutedAction]
    ) -> dict[tuple[str, int], frozenset[int]]:
        """By role and post, for those that have it over units only: the actions it reaches."""
        found: defaultdict[tuple[str, int], list[GivenRole]] = defaultdict(list)
        for role in self.roles:
            if role.organisation == organisation:
                found[role.role, role.post].append(role)
        return {
            named: frozenset(one.id for one in actions if any(role.is_over(one) for role in roles))
            for named, roles in found.items()
            if not any(role.is_of_whole for role in roles)
        }

    def _given(self, givers: Collection[int]) -> Iterator[Delegation]:
        """Each, with whether it was used where one of these gave it."""
        for one in self.delegations:
            is_used = one.giver in givers and self._has_acted(
                Capacity.DELEGATE, one.person, one.post, one.valid_from
            )
            yield replace(one, is_used=is_used)

    def _away(self, away: Collection[int]) -> Iterator[Absence]:
        """Each, with whether its stand-in has acted where one of these is away, or it was said by
        another than who is away."""
        for one in self.absences:
            is_asked = one.stand_in is not None and (one.person in away or self._sent(one.person))
            is_used = is_asked and self._has_acted(
                Capacity.STAND_IN, one.stand_in or 0, one.post, one.valid_from
            )
            yield replace(one, is_used=is_used)

    def _sent(self, person: int) -> bool:
        """Whether the person said of another that they are away."""
        return any(person in one.said_by for one in self.absences)

    def _has_acted(self, capacity: Capacity, person: int, post: int, since: Day) -> bool:
        """Whether the person acted on a step in this capacity for the post, in any case; read
        once."""
        if not self.acted:
            self.acted.update(_acted(self.delegations, self.absences))
        last = self.acted[capacity].get((person, post))
        return last is not None and since <= last

    def stand_of_posts(self, posts: Collection[int], authors: Collection[int] = ()) -> Stand:
        """The people around posts that answer for themselves, in no case."""
        given, away = tuple(self._given(authors)), tuple(self._away(authors))
        return Stand({}, self._seats(posts), given, away, authors=frozenset(authors))

    def holding_above(self, post: int) -> list[int]:
        """Who holds the post to which this one reports."""
        seats = self._seats([post])
        above = seats.get(seats[post].reports_to or 0)
        day = self.day.toordinal()
        return [one.person for one in above.holdings if one.carries_power(day)] if above else []

    def _answering(
        self, named: Named, organisation: int, actions: Collection[RoutedAction]
    ) -> Iterator[int]:
        kind, one = named
        of_here = (role for role in self.roles if role.organisation == organisation)
        match kind, one:
            case WhoKind.BODY, int():
                for role in of_here:
                    if role.role == Role.BODY_SECRETARY and role.is_over_body(one):
                        yield role.post
            case WhoKind.OFFICE, int() if one in self.offices:
                yield self.offices[one]
            case WhoKind.ROLE, str():
                for role in of_here:
                    is_of_whole = role.is_of_whole
                    if role.role == one and (is_of_whole or any(map(role.is_over, actions))):
                        yield role.post

    def _seats(self, posts: Iterable[int]) -> dict[int, Seat]:
        """The posts and every post up their lines."""
        seats: dict[int, Seat] = {}
        waiting = list(posts)
        while waiting:
            post = waiting.pop()
            if post not in seats:
                seats[post] = self._seat(post)
                above = seats[post].reports_to
                waiting += [above] if above is not None else []
        return seats

    def _seat(self, post: int) -> Seat:
        if self.now.post(post) is None:
            return Seat(post, reports_to=self.left.get(post), ended=self.day.toordinal())
        above = self.now.superior(post)
        holdings = tuple(
            Holding(one.person, one.manner, self._since(one), one.valid_until)
            for one in self.now.incumbencies_of(post)
        )
        return Seat(post, holdings, above.id if above else None)

    def _since(self, held: Incumbency) -> Day:
        """Since when the person has the post; asked of those alone who gave of it or are away."""
        gave = any((one.post, one.giver) == (held.post, held.person) for one in self.delegations)
        away = any((one.post, one.person) == (held.post, held.person) for one in self.absences)
        since = held_since(self.now, held.post, held.person) if gave or away else None
        return held.valid_from if since is None or held.manner == "lien" else since


def people_on(
    day: date,
    organisations: Collection[int],
    recorded: int | None = None,
    at: datetime | None = None,
) -> People:
    """Everyone around the cases of these organisations, in a constant number of reads.

    As known now, or at the record number; `at` an instant of the day, or as the day left it.
    """
    number = record_number_now() if recorded is None else recorded
    now = snapshot(Coordinates(day.toordinal(), number))
    roles = roles_on(day, at).filter(post__organisation__in=organisations).select_related("post")
    given = tuple(
        GivenRole(row.post.organisation_id, row.post_id, row.role, row.scope_kind, row.scope)
        for row in roles.order_by("post_id", "pk")
    )
    still = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    rows = organisation.Office.objects.filter(still, organisation__in=organisations)
    offices = dict(rows.values_list("pk", "post_id"))
    ended = {post for post in (*offices.values(), *(one.post for one in given))}
    left = _left({post for post in ended if now.post(post) is None}, now)
    return People(
        day,
        now,
        given,
        offices,
        tuple(_delegations(day, organisations, at)),
        tuple(_absences(day, organisations, at)),
        left,
    )


def _delegations(
    day: date, organisations: Collection[int], at: datetime | None
) -> Iterator[Delegation]:
    found = delegations_on(day, at)
    rows = found.filter(capacity="delegate", post__organisation__in=organisations)
    for row in rows.order_by("pk"):
        yield Delegation(
            row.post_id,
            row.giver_id,
            row.person_id,
            *_span(row, day),
            None if row.acts is None else frozenset(map(ActKind, row.acts)),
            number=row.pk,
            subjects=None if row.subjects is None else frozenset(row.subjects),
            ceiling=row.ceiling_minor,
            currency=row.currency,
        )


def _absences(day: date, organisations: Collection[int], at: datetime | None) -> Iterator[Absence]:
    rows = absences_on(day, at).filter(post__organisation__in=organisations)
    for row in rows.order_by("pk"):
        yield Absence(
            row.post_id,
            row.person_id,
            row.stand_in_id,
            *_span(row, day),
            number=row.pk,
            said_by=frozenset(
                person
                for person in (row.proposed_by_id, row.confirmed_by_id)
                if person not in (None, row.person_id)
            ),
        )


def _acted(delegations: Iterable[Delegation], absences: Iterable[Absence]) -> dict[Capacity, Acted]:
    """When each of those named acted last on a step as whom they were named."""
    named = {(one.person, one.post) for one in delegations}
    named |= {(one.stand_in, one.post) for one in absences if one.stand_in}
    people, posts = ({pair[place] for pair in named} for place in (0, 1))
    found: dict[Capacity, Acted] = {Capacity.DELEGATE: {}, Capacity.STAND_IN: {}}
    rows = ProcedureAct.objects.filter(capacity__in=found, person__in=people, post__in=posts)
    for capacity, person, post, day in rows.order_by("day").values_list(
        "capacity", "person", "post", "day"
    ):
        found[Capacity(capacity)][person, post or 0] = day.toordinal()
    return found


def _span(row: organisation.Delegation | organisation.Absence, day: date) -> tuple[int, int | None]:
    """The day asked for is within it, also where it was ended later on that day."""
    until = max(row.valid_until.toordinal(), day.toordinal() + 1) if row.valid_until else None
    return row.valid_from.toordinal(), until


def _left(posts: Collection[int], now: Snapshot) -> dict[int, int | None]:
    """For posts that ended: the post each reported to on its last day."""
    if not posts:
        return {}
    at = now.coordinates
    rows = organisation.PostVersion.objects.filter(
        subject__in=posts, recorded_until__isnull=True, valid_until__lte=at.valid
    )
    last: defaultdict[int, int] = defaultdict(int)
    for post, until in rows.values_list("subject_id", "valid_until"):
        last[post] = max(last[post], (until or 0) - 1)
    found = {}
    for post, day in last.items():
        above = snapshot(Coordinates(day, at.recorded)).superior(post)
        found[post] = above.id if above else None
    return found
