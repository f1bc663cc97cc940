"""Dated rules of procedure: which actions they cover, and by whose acts these are decided.

Where several rules cover one action, the higher rank governs, and within a rank the narrower rule.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bureau.core.procedures.kinds import STAND_INS, ActKind, Amended, Capacity, Gate, Need, WhoKind
from bureau.core.references import Reference
from bureau.core.spans import Day

DECIDING = frozenset({Gate.ENTRY_INTO_FORCE, Gate.RELEASE})

type Answers = Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class RoutedAction:
    """What a rule looks at in an action; `above` are the units over `unit`, from the root down.

    `left` is the path to the unit that its subject leaves, where the day moves it elsewhere;
    `undone` the paths to units where decisions for later days put it, be they replaced by the
    action or not, and to the units of what takes it in.
    `amount` is what it costs more in a full year, in minor units of `currency`, less below zero;
    None where that is not known. `audience` is for whom it is, where it is for somebody. `people`
    are those with an interest of their own in it, which no rule looks at.
    """

    id: int
    kind: str
    grade: str | None
    unit: int | None
    day: Day
    above: tuple[int, ...] = ()
    amount: int | None = None
    currency: str = ""
    audience: str | None = None
    left: tuple[int, ...] = ()
    undone: tuple[tuple[int, ...], ...] = ()
    people: tuple[int, ...] = field(default=(), compare=False)

    def path(self) -> tuple[int, ...]:
        return self.above if self.unit is None else (*self.above, self.unit)


@dataclass(frozen=True, slots=True)
class AmountRange:
    """Amounts in minor units of one currency: more than `above`, at most `up_to`; None: no bound.

    What is not known is more than any bound, and so is a sum of another currency; a saving of
    another currency is less than any. Nothing is nothing in every currency.
    """

    currency: str
    above: int | None = None
    up_to: int | None = None

    def holds(self, amount: int | None, currency: str) -> bool:
        if amount is None or (amount > 0 and currency != self.currency):
            return self.up_to is None
        if amount < 0 and currency != self.currency:
            return self.above is None
        return (self.above is None or amount > self.above) and (
            self.up_to is None or amount <= self.up_to
        )

    def is_empty(self) -> bool:
        return self.above is not None and self.up_to is not None and self.up_to <= self.above

    def is_within(self, other: "AmountRange | None") -> bool:
        """Whether all that lies in it lies in the other as well."""
        if other is None:
            return True
        lowest = other.above is None or (self.above is not None and self.above >= other.above)
        highest = other.up_to is None or (self.up_to is not None and self.up_to <= other.up_to)
        return self.currency == other.currency and lowest and highest


@dataclass(frozen=True, slots=True)
class Who:
    """Bodies, offices or posts by their ids, or roles by name; one of them or all of them."""

    kind: WhoKind
    ids: tuple[int | str, ...]
    need: Need = Need.ONE_OF

    def each(self) -> Iterator["Who"]:
        """Who must act, one by one: all of several makes one step for each."""
        if self.need is Need.ONE_OF:
            yield self
        else:
            yield from (Who(self.kind, (one,)) for one in self.ids)

    def __str__(self) -> str:
        return f"{self.kind}:{'+'.join(str(one) for one in self.ids)}"

    @classmethod
    def parse(cls, said: str) -> "Who":
        """Of what `str` says; one of several is enough, as of the step of a route."""
        kind, _, ids = said.partition(":")
        named = (int(one) if one.isdigit() else one for one in ids.split("+"))
        return cls(WhoKind(kind), tuple(named))


@dataclass(frozen=True, slots=True)
class Source:
    """What a rule rests on: a provision or instrument, or, with `is_practice`, a stated practice.

    `reference` names the provision, the instrument, or the paper that states the practice; `note`
    says how the rule follows from it ("by exclusion, inferred").
    """

    reference: Reference | None
    is_practice: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that only an office can answer ("major"), and by which office."""

    key: str
    who: Who
    days: int | None = None


@dataclass(frozen=True, slots=True)
class StepTemplate:
    """One step of a rule: who, which act closes it, what it gates; `days` is the time allowed.

    `order` starts at 1; steps of one order run side by side. `stand_ins` are the capacities that
    may act where the holder does not.
    """

    key: str
    order: int
    who: Who
    act: ActKind
    gates: Gate
    days: int | None = None
    stand_ins: frozenset[Capacity] = STAND_INS
    amended: Amended = Amended.REFUSED


@dataclass(frozen=True, slots=True)
class Rule:
    """One version of a rule; a changed rule is a new row, and the old one gets its end.

    `actions`, `grades`, `units`, `amounts` and `audiences` are what it names, None where it covers
    all; a unit stands for itself and what is below it. A rule that asks applies where the answer is
    what it presupposes. What is `demanded` must be done before its subject may go on.
    """

    id: int
    organisation: int
    subjects: frozenset[str]
    actions: frozenset[str] | None
    grades: frozenset[str] | None
    steps: tuple[StepTemplate, ...]
    source: Source
    valid_from: Day
    valid_until: Day | None = None
    units: frozenset[int] | None = None
    asks: Question | None = None
    presupposes: bool = True
    rank: int = 0
    amounts: AmountRange | None = None
    audiences: frozenset[str] | None = None
    demanded: bool = False

    def is_in_force(self, day: Day) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)

    def covers(self, action: RoutedAction) -> bool:
        return (
            (self.actions is None or action.kind in self.actions)
            and (self.grades is None or action.grade in self.grades)
            and (self.units is None or self.reach(action) >= 0)
            and (self.amounts is None or self.amounts.holds(action.amount, action.currency))
            and (self.audiences is None or action.audience in self.audiences)
        )

    def reach(self, action: RoutedAction) -> int:
        """How deep the nearest unit named stands, where the action ends, on the path that its
        subject leaves or on one that it undoes; -1 where none is named."""
        named, paths = self.units or frozenset(), (action.path(), action.left, *action.undone)
        depths = (depth for path in paths for depth, unit in enumerate(path) if unit in named)
        return max(depths, default=-1)

    def is_open_to(self, answers: Answers) -> bool:
        """Whether no answer given speaks against what this rule presupposes."""
        return self.asks is None or answers.get(self.asks.key, self.presupposes) is self.presupposes

    def awaits(self, answers: Answers) -> bool:
        return self.asks is not None and self.asks.key not in answers

    def is_left_to_offices(self) -> bool:
        """Whether something is decided by it and no body has a part in that."""
        deciding = [step for step in self.steps if step.gates in DECIDING]
        return bool(deciding) and all(step.who.kind is not WhoKind.BODY for step in deciding)

    def course(self) -> frozenset[tuple[int, Who, ActKind, Gate]]:
        """What it demands; two rules with the same course do not conflict."""
        return frozenset((step.order, step.who, step.act, step.gates) for step in self.steps)


def faults(rule: Rule) -> tuple[str, ...]:
    """The codes of what makes a rule unfit to route by.

    It must decide something, be it entry into force or release, and whatever holds back must come
    before the deciding step: after a decision nothing is left but to take note. Only what is
    released is demanded, and of whatever audience: for whom it is, is said when it is asked for.
    """
    deciding = [step for step in rule.steps if step.gates in DECIDING]
    last = max((step.order for step in deciding), default=0)
    late = [step for step in rule.steps if step.gates is Gate.NEXT and step.order >= last]
    named = [(step.order, step.act, who) for step in rule.steps for who in step.who.each()]
    releases = any(step.gates is Gate.RELEASE for step in rule.steps)
    found = {
        "decides_nothing": not deciding,
        "decides_two_things": len({step.gates for step in deciding}) > 1,
        "holds_back_after_deciding": bool(deciding and late),
        "order_below_one": any(step.order < 1 for step in rule.steps),
        "step_twice": len(set(named)) < len(named),
        "amounts_of_nothing": rule.amounts is not None and rule.amounts.is_empty(),
        "demanded_without_release": rule.demanded and not releases,
        "demanded_for_audience": rule.demanded and rule.audiences is not None,
    }
    return tuple(code for code, is_so in found.items() if is_so)


_ANY = AmountRange("")


def _within(one: frozenset[str] | None, other: frozenset[str] | None) -> bool:
    return other is None or (one is not None and one <= other)


def _is_no_wider(one: Rule, other: Rule, action: RoutedAction) -> bool:
    return (
        _within(one.actions, other.actions)
        and _within(one.grades, other.grades)
        and _within(one.audiences, other.audiences)
        and (other.amounts is None or (one.amounts or _ANY).is_within(other.amounts))
        and one.reach(action) >= other.reach(action)
        and (one.asks is not None or other.asks is None)
    )


def _precedes(one: Rule, other: Rule, action: RoutedAction) -> bool:
    if one.rank != other.rank:
        return one.rank > other.rank
    return _is_no_wider(one, other, action) and not _is_no_wider(other, one, action)


def governing(action: RoutedAction, rules: Sequence[Rule], answers: Answers) -> tuple[Rule, ...]:
    """The rules that no other precedes for this action: several where they overlap, by id.

    A rule whose question is still open is among them, so that the question is asked.
    """
    covering = [rule for rule in rules if rule.covers(action) and rule.is_open_to(answers)]
    return tuple(
        sorted(
            (
                rule
                for rule in covering
                if not any(_precedes(other, rule, action) for other in covering)
            ),
            key=lambda rule: rule.id,
        )
    )


def comes_under(
    now: RoutedAction, before: RoutedAction, rules: Sequence[Rule], answers: Answers
) -> bool:
    """Whether an action as it is read now is governed by a rule with another course than those that
    governed it as it was read before; one that gave way to these before does not count."""
    was = governing(before, rules, answers)
    courses = {rule.course() for rule in was}
    return any(
        rule.course() not in courses and not any(_precedes(one, rule, before) for one in was)
        for rule in governing(now, rules, answers)
    )


def preceded(
    action: RoutedAction, rules: Sequence[Rule], answers: Answers
) -> Iterator[tuple[Rule, Rule]]:
    """The rule that governs an action, with each that covers it too, demands something else and
    gives way to it; nothing where several govern."""
    found = governing(action, rules, answers)
    if len(found) != 1:
        return
    (first,) = found
    for rule in rules:
        covers = rule is not first and rule.covers(action) and rule.is_open_to(answers)
        if covers and rule.course() != first.course():
            yield first, rule


def rules_for(
    rules: Iterable[Rule], organisation: int, subject: str, today: Day
) -> tuple[Rule, ...]:
    """The rules of one root organisation in force for one kind of subject."""
    return tuple(
        rule
        for rule in rules
        if rule.organisation == organisation
        and subject in rule.subjects
        and rule.is_in_force(today)
    )
