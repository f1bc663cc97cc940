"""Who may act for a step today: the post it names, or who stands in, and never its author.

The law of this module is the table `tests/core/procedures/stand_ins.yaml`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bureau.core.procedures.case import RoutedAmendment, Step
from bureau.core.procedures.kinds import ActKind, Capacity, WhoKind
from bureau.core.procedures.rules import Who
from bureau.core.spans import Day, Span, unbroken_since

OVER_AMOUNT = frozenset({"over_ceiling", "amount_not_known"})
NOT_REACHED = OVER_AMOUNT | {"not_delegated", "subject_not_delegated"}
"""The codes of why a delegation does not reach as far as a step; the first for what it costs."""


@dataclass(frozen=True, slots=True)
class Holding:
    """One incumbency of a post; `manner` is "holder", "acting" or "lien" (no power).

    `valid_from` is the day since which the person has the post without a break.
    """

    person: int
    manner: str
    valid_from: Day
    valid_until: Day | None = None

    def carries_power(self, day: Day) -> bool:
        return self.manner != "lien" and _span_fault(self.valid_from, self.valid_until, day) is None


@dataclass(frozen=True, slots=True)
class Seat:
    """A post as it matters here: its incumbencies, the post it reports to, the day it ended."""

    post: int
    holdings: tuple[Holding, ...] = ()
    reports_to: int | None = None
    ended: Day | None = None

    def stands(self, day: Day) -> bool:
        return self.ended is None or day < self.ended

    def has_power(self, person: int, since: Day, day: Day) -> bool:
        """Whether the person has it on the day and has had it without a break since another."""
        held = (
            Span(one.valid_from, one.valid_until)
            for one in self.holdings
            if one.person == person and one.manner != "lien"
        )
        first = unbroken_since(held, day) if self.stands(day) else None
        return first is not None and first <= since

    def is_vacant(self, day: Day) -> bool:
        return not any(one.carries_power(day) for one in self.holdings)


@dataclass(frozen=True, slots=True)
class Delegation:
    """The power of `post` given by `giver`, who held it, to `person` from day to day.

    Of certain `acts`, and on cases of certain `subjects`, of all where None; up to `ceiling`, in
    minor units of `currency`. `number` is the row that says so, 0 where there is none. `is_used`:
    the person has acted under it on a step.
    """

    post: int
    giver: int
    person: int
    valid_from: Day
    valid_until: Day | None = None
    acts: frozenset[ActKind] | None = None
    number: int = 0
    subjects: frozenset[str] | None = None
    ceiling: int | None = None
    currency: str = ""
    is_used: bool = False

    def reach_fault(self, step: Step, stand: "Stand") -> str | None:
        """Why it does not reach as far as a step: its act, what it is on, or what that costs."""
        if self.acts is not None and step.act not in self.acts:
            return "not_delegated"
        if self.subjects is not None and stand.subject and stand.subject not in self.subjects:
            return "subject_not_delegated"
        if self.ceiling is None:
            return None
        amount = stand.amount_of(step, self.currency)
        if amount is None:
            return "amount_not_known"
        return "over_ceiling" if amount > self.ceiling else None


@dataclass(frozen=True, slots=True)
class Absence:
    """`person`, who holds `post`, is away; `stand_in` has the powers meanwhile, if anybody.

    `said_by` are those who recorded or confirmed it in place of the holder. `is_used`: the stand-in
    has acted so on a step.
    """

    post: int
    person: int
    stand_in: int | None
    valid_from: Day
    valid_until: Day | None = None
    number: int = 0
    said_by: frozenset[int] = frozenset()
    is_used: bool = False


@dataclass(frozen=True, slots=True)
class Stand:
    """The people around a step. `answers` gives for each body, office or role the posts that act.

    A body answers by its secretary's post; a post answers for itself and need not be listed.
    `authors` are all persons with a hand in the case, `conflicted` those with a declared conflict.
    `seats` hold the posts that answer and every post up their lines. `subject` is the kind of case,
    empty where none is asked for; `amounts` what each of its actions costs more, with the currency.
    `amendment` is what the act that is judged changes in the set.
    `within` gives for each role that a post has over units only the actions that lie in them.
    """

    answers: Mapping[tuple[WhoKind, int | str], tuple[int, ...]]
    seats: Mapping[int, Seat]
    delegations: tuple[Delegation, ...] = ()
    absences: tuple[Absence, ...] = ()
    authors: frozenset[int] = frozenset()
    conflicted: frozenset[int] = frozenset()
    subject: str = ""
    amounts: Mapping[int, tuple[int | None, str]] = field(default_factory=dict)
    amendment: RoutedAmendment | None = None
    within: Mapping[tuple[str, int], frozenset[int]] = field(default_factory=dict)

    def amount_of(self, step: Step, currency: str) -> int | None:
        """What the actions of a step cost more, savings not set against it; None: not known. Of an
        act that amends the set, what the set costs as amended."""
        actions, amounts = step.actions(), dict(self.amounts)
        if self.amendment is not None:
            actions = (actions - self.amendment.left_out) | self.amendment.brought()
            amounts |= {one.id: (one.amount, one.currency) for one in self.amendment.actions}
        found = [amounts.get(action, (None, "")) for action in sorted(actions)]
        if any(amount is None or (amount and unit != currency) for amount, unit in found):
            return None
        return sum(max(amount or 0, 0) for amount, _unit in found)

    def posts_named(self, who: Who) -> tuple[int, ...]:
        """The posts that answer for any of the actions."""
        named: list[int] = []
        for one in who.ids:
            own = (one,) if who.kind is WhoKind.POST and isinstance(one, int) else ()
            named.extend(self.answers.get((who.kind, one), own))
        return tuple(dict.fromkeys(post for post in named if post in self.seats))

    def posts_of(self, step: Step) -> tuple[int, ...]:
        """The posts that answer for a step: a role over units does where all its actions lie in
        them."""
        return tuple(post for post in self.posts_named(step.who) if self._reaches(post, step))

    def _reaches(self, post: int, step: Step) -> bool:
        if step.who.kind is not WhoKind.ROLE:
            return True
        posts = {one: self.answers.get((WhoKind.ROLE, one), ()) for one in step.who.ids}
        return any(
            (one, post) not in self.within or step.actions() <= self.within[one, post]
            for one in map(str, step.who.ids)
            if post in posts[one]
        )

    def barred(self, today: Day) -> dict[int, str]:
        """Each person who may not act in any capacity, with the code that says why.

        Whom an author, or one with a conflict, named is barred once they have acted for them: by
        being named alone, without their yes, nobody loses what they have in their own right.
        """
        codes: dict[int, str] = {}
        for person, capacity, of in self._acted_for(today):
            code = self.bar_through(capacity, of)
            if code and (of in self.authors or person not in codes):
                codes[person] = code
        codes |= dict.fromkeys(self.conflicted, "conflict_declared")
        return codes | dict.fromkeys(self.authors, "is_author")

    def _acted_for(self, today: Day) -> Iterator[tuple[int, Capacity, int]]:
        """Who acts for another today and has done so on a step before, in which capacity."""
        for given in self.delegations:
            if given.is_used and self.delegation_fault(given, today) is None:
                yield given.person, Capacity.DELEGATE, given.giver
        for away in self.absences:
            if away.stand_in and away.is_used and self.absence_fault(away, today) is None:
                yield away.stand_in, Capacity.STAND_IN, away.person

    def bar_through(self, capacity: Capacity, of: int | None) -> str | None:
        """Why nothing comes in this capacity from a person: it is that person's own case."""
        if of in self.authors:
            return f"{capacity}_of_author"
        return f"{capacity}_of_conflicted" if of in self.conflicted else None

    def delegation_fault(self, delegation: Delegation, today: Day) -> str | None:
        """Why a delegation gives nothing today; one whose post is not seated counts as given."""
        fault = _span_fault(delegation.valid_from, delegation.valid_until, today)
        if fault:
            return f"delegation_{fault}"
        seat = self.seats.get(delegation.post)
        if seat and not seat.has_power(delegation.giver, delegation.valid_from, today):
            return "delegation_lapsed"
        return None

    def absence_fault(self, absence: Absence, today: Day) -> str | None:
        """Why an absence changes nothing today; one whose post is not seated counts as running."""
        fault = _span_fault(absence.valid_from, absence.valid_until, today)
        if fault:
            return f"absence_{fault}"
        seat = self.seats.get(absence.post)
        if seat and not seat.has_power(absence.person, absence.valid_from, today):
            return "absence_lapsed"
        return None

    def said_absent(self, posts: Collection[int], today: Day) -> dict[int, str]:
        """Each person who recorded or confirmed an absence from one of these posts, and who has
        stood in for them, with the code that says so: what comes through it is not theirs."""
        running = [away for away in self.absences if self.absence_fault(away, today) is None]
        people = {person for away in running if away.post in posts for person in away.said_by}
        used = [away for away in running if away.is_used and away.person in people]
        people |= {away.stand_in for away in used if away.stand_in}
        return dict.fromkeys(people, "said_the_absence")

    def is_away(self, person: int, post: int, today: Day) -> bool:
        return any(
            (one.person, one.post) == (person, post) and self.absence_fault(one, today) is None
            for one in self.absences
        )


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """A person who may act, in which post and capacity (of the post above: `SUPERIOR`)."""

    person: int
    post: int
    capacity: Capacity


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Who was looked at and left out, with the code of the reason; no person: nobody is there."""

    person: int | None
    post: int | None
    code: str


@dataclass(frozen=True, slots=True)
class Judged:
    """Everyone who may act for a step, and everyone left out; no candidate: the step waits."""

    candidates: tuple[Candidate, ...]
    excluded: tuple[Exclusion, ...] = field(default=())

    def admits(self, person: int, post: int) -> bool:
        return any((one.person, one.post) == (person, post) for one in self.candidates)


type _Claim = Candidate | Exclusion


def who_may_act(step: Step, stand: Stand, today: Day) -> Judged:
    """The holders, acting holders and delegates of the posts that answer for the step, for the act
    that closes it.

    Only where none of them may act, the nearest post up the line that can.
    """
    named = stand.posts_of(step)
    if not named:
        return Judged((), (Exclusion(None, None, "nobody_answers"),))
    judged = [one for post in named for one in _judged(stand.seats[post], step, stand, today)]
    if Capacity.SUPERIOR in step.stand_ins and not _candidates(judged):
        for post in named:
            judged.extend(_up_the_line(post, named, step, stand, today))
    excluded = (one for one in judged if isinstance(one, Exclusion))
    return Judged(_candidates(judged), tuple(dict.fromkeys(excluded)))


def who_may_do(act: ActKind, step: Step, stand: Stand, today: Day) -> Judged:
    """The same for an act on the step, be it the one that closes it or another: a delegation of
    certain acts gives no other."""
    return who_may_act(replace(step, act=act), stand, today)


def _candidates(judged: Iterable[_Claim]) -> tuple[Candidate, ...]:
    return tuple(sorted({one for one in judged if isinstance(one, Candidate)}))


def _judged(
    seat: Seat, step: Step, stand: Stand, today: Day, below: Collection[int] = ()
) -> Iterator[_Claim]:
    """Everyone with a claim to act for this post, judged one by one: how far a delegation reaches
    is told last, of whoever might act but for that. It is that of a superior where the posts
    `below` could not act."""
    barred, sending = stand.barred(today), stand.said_absent(below or (seat.post,), today)
    judge = _capacity_above if below else _capacity_in
    for person, claimed, fault, of in _claims(seat, step, stand, today):
        capacity = judge(claimed, step)
        bar = barred.get(person) or stand.bar_through(claimed, of)
        if claimed is Capacity.STAND_IN:
            bar = bar or sending.get(person) or sending.get(of or 0)
        elif below:
            bar = bar or sending.get(person)
        bar = bar or (None if isinstance(capacity, Capacity) else capacity)
        code = (bar or fault) if fault in NOT_REACHED else (fault or bar)
        if code or not isinstance(capacity, Capacity):
            yield Exclusion(person, seat.post, code or capacity)
        else:
            yield Candidate(person, seat.post, capacity)
    if seat.stands(today) and seat.is_vacant(today):
        yield Exclusion(None, seat.post, "vacant")


def _capacity_in(claimed: Capacity, step: Step) -> Capacity | str:
    """In the post the step names: as claimed, where the rule allows it; else why not."""
    needed = Capacity.ACTING if claimed is Capacity.STAND_IN else claimed
    is_allowed = claimed is Capacity.HOLDER or needed in step.stand_ins
    return claimed if is_allowed else "stand_in_not_allowed"


def _capacity_above(claimed: Capacity, step: Step) -> Capacity | str:
    """In a post above: its holder or acting holder in person, never its delegate."""
    return "delegate_of_superior" if claimed is Capacity.DELEGATE else Capacity.SUPERIOR


def _claims(
    seat: Seat, step: Step, stand: Stand, today: Day
) -> Iterator[tuple[int, Capacity, str | None, int | None]]:
    """Who might act for a post and in which capacity, with the fault of the claim itself, and for
    whom where they do so for another."""
    ended = None if seat.stands(today) else "post_ended"
    for holding in seat.holdings:
        capacity = Capacity.ACTING if holding.manner == "acting" else Capacity.HOLDER
        fault = ended or _holding_fault(holding, today)
        if fault is None and stand.is_away(holding.person, seat.post, today):
            fault = None if holding.person in stand.barred(today) else "absent"
        yield holding.person, capacity, fault, None
    for absence in stand.absences:
        if absence.post == seat.post and absence.stand_in:
            fault = ended or stand.absence_fault(absence, today)
            yield absence.stand_in, Capacity.STAND_IN, fault, absence.person
    for delegation in stand.delegations:
        if delegation.post == seat.post:
            fault = ended or stand.delegation_fault(delegation, today)
            fault = fault or delegation.reach_fault(step, stand)
            yield delegation.person, Capacity.DELEGATE, fault, delegation.giver


def _holding_fault(holding: Holding, today: Day) -> str | None:
    fault = _span_fault(holding.valid_from, holding.valid_until, today)
    if fault:
        return f"incumbency_{fault}"
    return "on_lien" if holding.manner == "lien" else None


def _span_fault(valid_from: Day, valid_until: Day | None, today: Day) -> str | None:
    if today < valid_from:
        return "not_begun"
    return "ended" if valid_until is not None and valid_until <= today else None


def _up_the_line(
    post: int, named: Collection[int], step: Step, stand: Stand, today: Day
) -> Sequence[_Claim]:
    """What the posts above one of those named say, up to the first that can act; each post is asked
    once."""
    judged: list[_Claim] = []
    asked = {post}
    above = stand.seats[post].reports_to
    while above is not None and above in stand.seats and above not in asked:
        judged.extend(_judged(stand.seats[above], step, stand, today, {*named, *asked}))
        asked.add(above)
        if _candidates(judged):
            break
        above = stand.seats[above].reports_to
    return judged
