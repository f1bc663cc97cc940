"""How a body decides by its own dated rule: in session, by correspondence, by its chair alone.

The law of this module is the table `tests/core/procedures/deciding.yaml`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from math import ceil

from bureau.core.procedures.case import Step
from bureau.core.procedures.kinds import ActKind, Capacity, WhoKind
from bureau.core.procedures.rules import Who
from bureau.core.reasons import Reason
from bureau.core.spans import Day


class Way(StrEnum):
    """The ways in which a body may decide."""

    IN_SESSION = "in_session"
    BY_CORRESPONDENCE = "by_correspondence"
    CHAIR_ALONE = "chair_alone"


class Majority(StrEnum):
    """What carries a decision. Unanimity is striven for: where it fails, the body has not decided.

    Abstaining stands in the way of neither unanimity nor consensus; one against it does.
    """

    UNANIMITY = "unanimity"
    CONSENSUS = "consensus"
    SIMPLE = "simple"
    TWO_THIRDS = "two_thirds"


class Base(StrEnum):
    """What a majority is counted of: of the votes for and against, or of all seats that vote."""

    CAST = "cast"
    SEATS = "seats"


class SeatRole(StrEnum):
    """Who sits how: a vice-chair votes as a member does and has no power of the chair; an observer
    attends and the secretary serves the body, neither with a vote."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    MEMBER = "member"
    OBSERVER = "observer"
    SECRETARY = "secretary"

    @property
    def votes(self) -> bool:
        return self not in (SeatRole.OBSERVER, SeatRole.SECRETARY)


class Choice(StrEnum):
    """How a seat votes; with a reservation is in favour, and says in words what it keeps open."""

    FOR = "for"
    RESERVED = "reserved"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Outcome(StrEnum):
    """What follows from a count by the rule; of a ballot, that it was called off uncounted."""

    ADOPTED = "adopted"
    NOT_ADOPTED = "not_adopted"
    NO_QUORUM = "no_quorum"
    UNANIMITY_FAILED = "unanimity_failed"
    CALLED_OFF = "called_off"


UNDECIDED = frozenset({Outcome.NO_QUORUM, Outcome.UNANIMITY_FAILED})
"""By these the body that was asked said neither yes nor no: what its chair may decide alone."""

FREE = frozenset({ActKind.DEFER, ActKind.WITHDRAW, ActKind.LAPSE})
"""Acts by which nothing is decided: no way of deciding is asked of them."""

UNVOTED = frozenset({ActKind.DETERMINE})
"""Acts that say what no ballot has: a question is answered yes or no in session."""


@dataclass(frozen=True, slots=True)
class BodySeat:
    """A seat of a body from day to day; `post` bears it, None where a member is no post."""

    id: int
    role: SeatRole
    valid_from: Day
    valid_until: Day | None = None
    post: int | None = None

    def sits(self, day: Day) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)

    @property
    def votes(self) -> bool:
        return self.role.votes


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many of the seats that vote must take part: a number, a share, or the larger of both;
    one at least, whatever the rule says."""

    number: int = 0
    share: Fraction = Fraction(0)

    def needed(self, seats: int) -> int:
        return max(1, self.number, ceil(seats * self.share))


@dataclass(frozen=True, slots=True)
class DecisionRule:
    """How a body decides from day to day.

    `days` is the time that a ballot by correspondence is open at least. What the chair decides
    alone is reported to the body `reports_to` within `report_days`.
    """

    id: int
    ways: frozenset[Way]
    majority: Majority
    valid_from: Day
    valid_until: Day | None = None
    base: Base = Base.CAST
    quorum: Quorum = Quorum()
    days: int = 0
    reports_to: int | None = None
    report_days: int | None = None

    def is_in_force(self, day: Day) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many seats took part and how they voted; who took part without voting only counts there.

    `supporting` are all in favour, of whom `reserved` kept something open.
    """

    present: int
    supporting: int
    against: int
    abstained: int = 0
    reserved: int = 0

    def is_possible(self, seats: int) -> bool:
        """Whether so many could have voted so."""
        numbers = (self.present, self.supporting, self.against, self.abstained, self.reserved)
        voted = self.supporting + self.against + self.abstained
        return (
            min(numbers) >= 0
            and voted <= self.present <= seats
            and (self.reserved <= self.supporting)
        )

    def is_complete(self) -> bool:
        """Whether it tells of everyone who took part how they voted."""
        return self.supporting + self.against + self.abstained == self.present


@dataclass(frozen=True, slots=True)
class Ballot:
    """What a body votes on: an act on some actions of a step; open while `outcome` is None.

    `amendment` is the hash of what it would change in them, where that is put to the vote. `votes`
    are those of each seat, where the rule lets them be known; `ended` the day of its end.
    """

    id: int
    body: int
    act: ActKind
    parts: frozenset[int]
    tally: Tally | None = None
    outcome: Outcome | None = None
    votes: tuple[tuple[int, Choice], ...] = ()
    ended: Day = 0
    amendment: str = ""

    def is_on(self, act: ActKind, parts: frozenset[int], amendment: str) -> bool:
        """Whether it is on that act, for some of these actions."""
        return (self.act, self.amendment) == (act, amendment) and bool(self.parts & parts)


@dataclass(frozen=True, slots=True)
class Manner:
    """How an act of a body is said to have been decided: counted in session, or by a ballot."""

    way: Way
    tally: Tally | None = None
    ballot: int | None = None


@dataclass(frozen=True, slots=True)
class Deciding:
    """How a body may decide on a step: its rule, who sits on that day, the ballots held on it, and
    the seats that stand `aside`: who would vote for them had a hand in the matter."""

    body: int
    rule: DecisionRule
    seats: tuple[BodySeat, ...] = ()
    ballots: tuple[Ballot, ...] = ()
    aside: frozenset[int] = frozenset()

    def voting(self) -> tuple[BodySeat, ...]:
        return tuple(seat for seat in self.seats if seat.votes)

    def taking_part(self) -> int:
        """How many seats may take part in deciding."""
        return len([seat for seat in self.voting() if seat.id not in self.aside])

    def chair(self) -> BodySeat | None:
        """The one seat of the chair; nobody where none sits, or more than one."""
        found = [seat for seat in self.seats if seat.role is SeatRole.CHAIR]
        return found[0] if len(found) == 1 else None

    def own_ballots(self) -> tuple[Ballot, ...]:
        return tuple(one for one in self.ballots if one.body == self.body)

    def ballot(self, id: int | None) -> Ballot | None:
        return next((one for one in self.own_ballots() if one.id == id), None)

    def open_ballot(self) -> Ballot | None:
        return next((one for one in self.own_ballots() if one.outcome is None), None)

    def counted(self, manner: Manner) -> Tally | None:
        """The count that it rests on."""
        found = self.ballot(manner.ballot)
        return found.tally if found else manner.tally

    def outcome(self, manner: Manner) -> Outcome | None:
        """What the body decided by it; None where it was not asked."""
        found = self.ballot(manner.ballot)
        if found is not None:
            return found.outcome
        if manner.tally is None or (is_alone(manner) and not manner.tally.present):
            return None
        return outcome_of(self.rule, len(self.voting()), manner.tally)


def faults(rule: DecisionRule) -> tuple[str, ...]:
    """The codes of what makes a rule unfit to decide by."""
    found = {
        "no_way_open": not rule.ways,
        "only_the_chair": rule.ways == {Way.CHAIR_ALONE},
        "no_days_for_ballots": Way.BY_CORRESPONDENCE in rule.ways and rule.days < 1,
        "quorum_over_all": not 0 <= rule.quorum.share <= 1 or rule.quorum.number < 0,
        "report_to_nobody": (rule.reports_to is None) != (rule.report_days is None),
        "report_of_nothing": rule.reports_to is not None and Way.CHAIR_ALONE not in rule.ways,
    }
    return tuple(code for code, is_so in found.items() if is_so)


def tally_of(votes: Iterable[Choice]) -> Tally:
    """The count of votes, one a seat."""
    cast = list(votes)
    reserved = cast.count(Choice.RESERVED)
    return Tally(
        present=len(cast),
        supporting=cast.count(Choice.FOR) + reserved,
        against=cast.count(Choice.AGAINST),
        abstained=cast.count(Choice.ABSTAIN),
        reserved=reserved,
    )


def outcome_of(rule: DecisionRule, seats: int, tally: Tally) -> Outcome:
    """What follows by the rule where `seats` have a vote."""
    if tally.present < rule.quorum.needed(seats):
        return Outcome.NO_QUORUM
    of_all = rule.base is Base.SEATS
    base = seats if of_all else tally.supporting + tally.against
    match rule.majority:
        case Majority.CONSENSUS:
            is_adopted = tally.against == 0
        case Majority.UNANIMITY if tally.against or (of_all and tally.supporting < seats):
            return Outcome.UNANIMITY_FAILED
        case Majority.UNANIMITY:
            is_adopted = tally.supporting > 0
        case Majority.SIMPLE:
            is_adopted = 2 * tally.supporting > base
        case Majority.TWO_THIRDS:
            is_adopted = tally.supporting > 0 and 3 * tally.supporting >= 2 * base
    return Outcome.ADOPTED if is_adopted else Outcome.NOT_ADOPTED


def is_alone(manner: Manner | None) -> bool:
    """Whether the chair is said to have decided alone."""
    return manner is not None and manner.way is Way.CHAIR_ALONE


def step_as_decided(step: Step, deciding: Deciding | None, manner: Manner | None) -> Step:
    """The step as its act is judged: what the chair decides alone is recorded in the chair's own
    post, by who holds it or acts in it, never by a delegate."""
    chair = deciding.chair() if deciding else None
    if not is_alone(manner) or chair is None or chair.post is None:
        return step
    return replace(
        step, who=Who(WhoKind.POST, (chair.post,)), stand_ins=frozenset({Capacity.ACTING})
    )


def reasons_of_manner(
    deciding: Deciding | None,
    manner: Manner | None,
    kind: ActKind,
    parts: frozenset[int],
    day: Day,
    today: Day,
    *,
    is_reasoned: bool,
    is_conditional: bool = False,
    amendment: str = "",
) -> Iterator[Reason]:
    """What speaks against an act of a body by the rule by which it decides.

    A body without a rule says nothing of how it decided; `is_reasoned` says that reasons are given,
    `is_conditional` that it has conditions, `amendment` is the hash of what it adopts as amended.
    """
    if deciding is None:
        if manner is not None:
            yield Reason("no_decision_rule")
        return
    if manner is None:
        if kind not in FREE:
            yield Reason("manner_missing", {"body": deciding.body})
        return
    if manner.way not in deciding.rule.ways:
        yield Reason("way_not_open", {"way": manner.way})
    if deciding.open_ballot() is not None and kind not in FREE:
        yield Reason("ballot_open")
    yield from _reasons_of_count(deciding, manner, kind, parts, amendment)
    yield from _reasons_of_ballot(deciding, manner, kind, day, today, is_conditional=is_conditional)
    outcome = deciding.outcome(manner)
    if manner.way is Way.CHAIR_ALONE:
        held = [one for one in deciding.own_ballots() if one.is_on(kind, parts, amendment)]
        said = [outcome, *(one.outcome for one in held)]
        yield from _reasons_of_chair(deciding, said, is_reasoned=is_reasoned)
    elif outcome is not None and outcome is not Outcome.ADOPTED:
        yield Reason(outcome.value)


def _reasons_of_count(
    deciding: Deciding, manner: Manner, kind: ActKind, parts: frozenset[int], amendment: str
) -> Iterator[Reason]:
    """A ballot is held on this very act; a count in session can have been so, and tells how each
    who took part voted. By consensus nobody need be counted."""
    by_consensus = deciding.rule.majority is Majority.CONSENSUS
    if manner.way is Way.BY_CORRESPONDENCE and manner.ballot is None:
        yield Reason("ballot_missing")
    if manner.way is Way.IN_SESSION and manner.tally is None:
        yield Reason("tally_missing")
    if manner.ballot is not None:
        found = deciding.ballot(manner.ballot)
        is_same = found and (found.act, found.parts, found.amendment) == (kind, parts, amendment)
        if manner.way is Way.IN_SESSION or not is_same:
            yield Reason("ballot_on_another_act")
    elif manner.tally and not manner.tally.is_possible(deciding.taking_part()):
        yield Reason("tally_impossible", {"seats": deciding.taking_part()})
    elif manner.tally and not (by_consensus or manner.tally.is_complete()):
        yield Reason("tally_incomplete", {"present": manner.tally.present})


def _reasons_of_ballot(
    deciding: Deciding, manner: Manner, kind: ActKind, day: Day, today: Day, *, is_conditional: bool
) -> Iterator[Reason]:
    """What the act says that was no part of its ballot, and a day before that ended."""
    if manner.way is Way.BY_CORRESPONDENCE and is_conditional:
        yield Reason("condition_not_voted")
    if manner.way is Way.BY_CORRESPONDENCE and kind in UNVOTED:
        yield Reason("answer_not_voted")
    if (found := deciding.ballot(manner.ballot)) and day < found.ended <= today:
        yield Reason("before_ballot_ended", {"day": day, "ended": found.ended})


def _reasons_of_chair(
    deciding: Deciding, said: Sequence[Outcome | None], *, is_reasoned: bool
) -> Iterator[Reason]:
    """Alone only where the body was asked and did not decide, neither then, by the first that it
    `said`, nor in any ballot on the act; and it is urgent for reasons."""
    chair = deciding.chair()
    if chair is None or chair.post is None:
        yield Reason("chair_missing", {"body": deciding.body})
    if not is_reasoned:
        yield Reason("urgency_missing")
    if said[0] is None:
        yield Reason("body_not_asked")
    if Outcome.ADOPTED in said:
        yield Reason("body_decided")
    elif Outcome.NOT_ADOPTED in said:
        yield Reason("body_refused")
