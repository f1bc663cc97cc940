"""Ballots as they stand: who has a vote, who may cast it today, and who has cast it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from bureau.core.actors import NO_PERSON, Actor
from bureau.core.changes.amendments import difference_from
from bureau.core.procedures.case import Step
from bureau.core.procedures.deadlines import Deadline
from bureau.core.procedures.deciding import UNDECIDED, Outcome
from bureau.core.procedures.kinds import ActKind
from bureau.core.procedures.stand_ins import Candidate, Judged, who_may_act
from bureau.institution.governance import models
from bureau.institution.governance.queries.deciding import (
    deciding_today,
    is_called_off,
    is_open,
    judged_alone,
    judged_for,
    last_votes,
    left_out_of,
    stands_aside,
    voting_seats,
)
from bureau.institution.governance.queries.interests import people_touched
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.procedures.permissions import may_record_act
from bureau.institution.procedures.queries.cases import (
    OnRecord,
    cases_of,
    days_of,
    stand_of,
)
from bureau.institution.procedures.queries.who_answers import People, people_on


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat that has a vote: who may cast it today, and how it was cast; a vote that
    `is_left_out` does not count."""

    row: models.Seat
    judged: Judged
    vote: models.Vote | None
    is_left_out: bool = False

    @property
    def stands_aside(self) -> bool:
        return stands_aside(self.judged)

    @property
    def voted_in_person(self) -> bool:
        """Whether the vote that stands was cast for the seat, and not recorded by a paper."""
        return self.vote is not None and not self.vote.document

    def candidate(self, actor: Actor) -> Candidate | None:
        """In which capacity the actor may vote for it."""
        return may_record_act(actor, self.judged, self.row.post) if self.row.post else None

    def because(self, actor: Actor) -> list[str]:
        """The codes of why the actor may not."""
        left_out = self.judged.excluded
        return sorted({one.code for one in left_out if one.person == actor.person})


@dataclass(frozen=True)
class Polled:
    """A ballot with the seats that vote; `step` is none where its step is not open any more."""

    row: models.Ballot
    lines: Sequence[SeatLine]
    step: Step | None
    on_record: OnRecord
    keepers: Judged

    @property
    def is_open(self) -> bool:
        return is_open(self.row)

    @property
    def is_current(self) -> bool:
        """Whether what it is on is still as it was put to the vote."""
        is_same = self.row.round_id == self.on_record.round.pk
        return is_same and self.row.seen == self.on_record.seen() and self.step is not None

    @property
    def is_counted(self) -> bool:
        return not self.is_open and not is_called_off(self.row)

    @property
    def is_undecided(self) -> bool:
        """Whether it was counted and the body said neither yes nor no."""
        return self.is_counted and self.row.end.outcome in UNDECIDED

    @property
    def takes_votes(self) -> bool:
        """Whether a vote may still be cast."""
        return self.is_open and self.is_current and timezone.now() < self.row.cut_off

    @cached_property
    def votes(self) -> list[models.Vote]:
        return [line.vote for line in self.lines if line.vote is not None]

    @cached_property
    def counting(self) -> list[models.Vote]:
        """The votes that count: of nobody who has a hand in the matter by now, or had when it was
        counted."""
        return [line.vote for line in self.lines if line.vote is not None and not line.is_left_out]

    @cached_property
    def missing(self) -> list[SeatLine]:
        """Who has not voted and may yet."""
        cast = {vote.seat_id for vote in self.counting}
        return [one for one in self.lines if one.row.pk not in cast and not one.stands_aside]

    @property
    def all_voted(self) -> bool:
        return not self.missing

    def votes_of(self, actor: Actor, beside: int) -> int:
        """For how many seats other than `beside` the actor voted in person."""
        others = [vote for vote in self.votes if vote.seat_id != beside and not vote.document]
        return sum(vote.person == actor.person for vote in others)

    def replaced(self, line: SeatLine) -> models.Vote | None:
        """The vote that was recorded for a seat by a paper before the one that stands."""
        former = [one for one in self.row.votes.all() if one.seat_id == line.row.pk][:-1]
        return next((one for one in reversed(former) if one.document), None)

    def line(self, seat: int) -> SeatLine | None:
        return next((one for one in self.lines if one.row.pk == seat), None)

    def secretary(self, actor: Actor) -> Candidate | None:
        """In which capacity the actor may keep it for the body."""
        return may_record_act(actor, self.keepers)


def why_called_off(row: models.Ballot) -> str:
    """What was said then; "" where it was not called off, or its words are gone."""
    has_words = not is_open(row) and hasattr(row.end, "called_off")
    return row.end.called_off.said if has_words else ""


def deadline_of(row: models.Ballot) -> Deadline:
    """Its last day, and the hour at which the body closed then, as its cut-off says them."""
    return Deadline.over_at(row.cut_off, row.zone)


def polled(row: models.Ballot) -> Polled:
    """One ballot as it stands today."""
    return polls([row])[0]


def polls(rows: Iterable[models.Ballot]) -> list[Polled]:
    """Ballots as they stand today: in a constant number of reads for cases, people and votes."""
    listed = list(rows)
    cases = cases_of(KIND, {row.reorganisation_id for row in listed})
    days = days_of({one.case.organisation for one in cases.values()})
    people = {day: people_on(day, _of_day(days, day)) for day in set(days.values())}
    seats, found = voting_seats(listed), []
    for row in listed:
        on_record = cases.get(row.reorganisation_id)
        if on_record is not None:
            day = days[on_record.case.organisation]
            found.append(_poll(row, seats[row.pk], on_record, people[day], day))
    return found


def _of_day(days: dict[int, date], day: date) -> list[int]:
    return [organisation for organisation, one in days.items() if one == day]


def _poll(
    row: models.Ballot,
    seats: Sequence[models.Seat],
    on_record: OnRecord,
    people: People,
    day: date,
) -> Polled:
    votes = {vote.seat_id: vote for vote in last_votes(row)}
    if hasattr(row, "amendment"):
        frozen = difference_from(row.amendment.difference)
        on_record = on_record.touching(people_touched(frozen, day))
    open_step = on_record.route.open_step(row.step)
    step = open_step.of_body(row.body_id) if open_step else None
    nobody = Judged(())
    posts = [seat.post for seat in seats if seat.post is not None]
    voted = replace(step, act=ActKind(row.kind)) if step else None
    judged = judged_for(posts, on_record, voted, people, day) if voted else {}
    keepers = nobody
    if voted:
        keepers = who_may_act(voted, stand_of(on_record, people), day.toordinal())
    barred = stand_of(on_record, people).barred(day.toordinal())
    lines = []
    for seat in seats:
        own, vote = judged.get(seat.post or 0, nobody), votes.get(seat.pk)
        is_left_out = vote is not None and _is_left_out(row, vote, own, barred)
        lines.append(SeatLine(seat, own, vote, is_left_out))
    return Polled(row, lines, step, on_record, keepers)


def _is_left_out(
    row: models.Ballot, vote: models.Vote, judged: Judged, barred: Collection[int]
) -> bool:
    """Whether a vote does not count: of a seat that stands aside by now, or cast by a person who
    has got a hand in the matter since. Once it is counted, as it was then."""
    if not is_open(row):
        return vote.pk in left_out_of(row)
    return stands_aside(judged) or (not vote.document and vote.person in barred)


@dataclass(frozen=True, slots=True)
class Alone:
    """What a ballot did not adopt, as the chair may decide it alone: who may, and to which body
    that is reported within how many days."""

    judged: Judged
    reports_to: int | None
    report_days: int | None


def alone_after(poll: Polled) -> Alone | None:
    """None where it goes on, adopted what it is on or voted it down, was called off or is past,
    another is open, or the rule of the body or its chair leave nobody to decide alone."""
    step, case = poll.step, poll.on_record
    if step is None or not poll.is_current or not poll.is_undecided:
        return None
    organisation = case.case.organisation
    day = days_of({organisation})[organisation]
    deciding = deciding_today(case, step, day)
    judged = judged_alone(deciding, case, step, ActKind(poll.row.kind), day)
    if deciding is None or deciding.open_ballot() or not judged.candidates:
        return None
    return Alone(judged, deciding.rule.reports_to, deciding.rule.report_days)


def open_ballots(ids: Collection[int] | None = None) -> list[models.Ballot]:
    """Those that are not counted yet, of these or of all."""
    rows = models.Ballot.objects.filter(end__isnull=True).select_related(
        "end", "rule", "body", "amendment"
    )
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    return list(rows.prefetch_related("votes__words").order_by("cut_off", "pk"))


def ended_to_tell(since: datetime, ids: Collection[int] | None = None) -> list[models.Ballot]:
    """Those that the clock counted since an instant, or that adopted nothing, and that no later one
    on the step replaced."""
    later = models.Ballot.objects.filter(
        round=OuterRef("round"), step=OuterRef("step"), pk__gt=OuterRef("pk")
    )
    tells = Q(end__person=NO_PERSON) | ~Q(end__outcome=Outcome.ADOPTED)
    rows = models.Ballot.objects.filter(~Exists(later), tells, end__at__gte=since)
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    found = rows.select_related("end", "rule", "body", "amendment")
    return list(found.prefetch_related("votes__words").order_by("pk"))


def ballots_of(reorganisation: int) -> list[models.Ballot]:
    """All that were held on a case, newest first."""
    rows = models.Ballot.objects.filter(reorganisation=reorganisation)
    return list(
        rows.select_related("end__called_off", "rule", "body", "amendment")
        .prefetch_related("votes__words")
        .order_by("-pk")
    )
