"""A draft of rules tried: on every case of the past, and on a year of typical ones.

A case is tried from its beginning, with the answers that were given in it: what way it takes by
the rules as they are, what way by the rules as drafted, and in which steps the two differ.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from bureau.core.procedures.case import Case, Route, Step
from bureau.core.procedures.ceilings import rules_of_actions
from bureau.core.procedures.kinds import Gate, Severity
from bureau.core.procedures.route import route
from bureau.core.procedures.rules import RoutedAction, Rule, governing, rules_for
from bureau.core.procedures.samples import NOTHING, Amount
from bureau.core.spans import Day

DAYS = 365


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which a route is another: a code, and the step `before` and `after`.

    Codes: `step_gone`, `step_added`, `other_body`, `other_order`, `other_gate`, `other_terms` (its
    days, who may stand in, or amending), `no_route` and `route_found`.
    """

    code: str
    before: Step | None = None
    after: Step | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """A case by its key, and how its route differs: not at all where nothing is listed.

    `governed` gives for each action the rule by which it went, and that by which it would; neither
    has one where the case `is_left_out`.
    """

    case: str
    differences: tuple[Difference, ...]
    governed: tuple[tuple[int, int | None, int | None], ...] = ()

    @property
    def is_left_out(self) -> bool:
        return not any(before or after for _action, before, after in self.governed)

    @property
    def is_other(self) -> bool:
        return bool(self.differences)


@dataclass(frozen=True, slots=True)
class Past:
    """A case as it was put forward: `case` is that of a round, whatever was done on it since.

    Where it `leaves_out`, an action that no rule covers is no part of it.
    """

    key: str
    case: Case
    leaves_out: bool = False

    def fresh(self) -> Case:
        """The same, before any act on it but the answers that were given."""
        said = self.case
        return Case(
            said.organisation, said.subject, said.actions, said.submitted, said.determinations
        )


@dataclass(frozen=True, slots=True)
class Typical:
    """A kind of case that may come: an action in grades of one class, in a kind of unit, of an
    amount that stands for its like, for an audience; in or under `units`, which rules name.

    `grades` and `paths` are what it is drawn from, of which no rule tells one from another; `often`
    is how many such there were on record.
    """

    subject: str
    action: str
    grade_class: str
    unit_kind: str
    grades: tuple[str | None, ...]
    paths: tuple[tuple[int, ...], ...]
    often: int = 0
    amount: Amount = NOTHING
    audience: str | None = None
    leaves_out: bool = False
    units: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """All simulated cases of one kind: how many, how many would go another way, and how."""

    typical: Typical
    cases: int
    other: int
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A simulated year, which the seed makes again."""

    seed: int
    first: Day
    rows: tuple[Row, ...]

    @property
    def cases(self) -> int:
        return sum(row.cases for row in self.rows)

    @property
    def other(self) -> int:
        return sum(row.other for row in self.rows)


@dataclass(slots=True)
class _Count:
    cases: int = 0
    other: int = 0
    differences: dict[tuple[object, ...], Difference] = field(default_factory=dict)


def tried(past: Past, rules: Sequence[Rule], drafted: Sequence[Rule], day: Day) -> Tried:
    """By the rules of the day on which it was put forward, against those of the draft's day."""
    case = past.fresh()
    before = _way(case, rules, case.submitted, leaves_out=past.leaves_out)
    after = _way(case, drafted, day, leaves_out=past.leaves_out)
    was, now = rules_of_actions(before), rules_of_actions(after)
    governed = tuple((one.id, was.get(one.id), now.get(one.id)) for one in case.actions)
    return Tried(past.key, _between(before, after), governed)


def differences(
    case: Case,
    rules: Sequence[Rule],
    on: Day,
    drafted: Sequence[Rule],
    day: Day,
    *,
    leaves_out: bool = False,
) -> tuple[Difference, ...]:
    """What differs between the route by `rules` on one day and that by `drafted` on another.

    Where one of them waits for an answer, only what is asked is compared.
    """
    before = _way(case, rules, on, leaves_out=leaves_out)
    return _between(before, _way(case, drafted, day, leaves_out=leaves_out))


def _way(case: Case, rules: Sequence[Rule], day: Day, *, leaves_out: bool) -> Route:
    """The route of a case, where asked without the actions that no rule covers."""
    if leaves_out:
        standing = rules_for(rules, case.organisation, case.subject, day)
        covered = (one for one in case.actions if governing(one, standing, case.determinations))
        case = replace(case, actions=tuple(covered))
    return route(case, rules, day)


def _between(before: Route, after: Route) -> tuple[Difference, ...]:
    is_barred, is_open = (
        [any(one.severity is severity for one in each.findings) for each in (before, after)]
        for severity in (Severity.BARS, Severity.ASKS)
    )
    steps = [
        [step for step in each.steps if step.question or not any(is_open)]
        for each in (before, after)
    ]
    found = list(_of_steps(*steps))
    if is_barred == [False, True]:
        found.insert(0, Difference("no_route"))
    if is_barred == [True, False]:
        found.insert(0, Difference("route_found"))
    return tuple(found)


def simulated_year(
    typical: Sequence[Typical],
    rules: Sequence[Rule],
    drafted: Sequence[Rule],
    *,
    organisation: int,
    first: Day,
    seed: int,
    answers: Mapping[str, tuple[int, int]],
) -> Year:
    """One case of each kind, and one more for each day, drawn by how often such came on record.

    `answers` gives for a question how often it was answered no and yes; each counts once more.
    """
    draw, counts = _Draw(seed), [_Count() for _each in typical]
    weights = [1 + each.often for each in typical]
    more = [draw.weighted(weights) for _day in range(DAYS)] if typical else []
    for place in [*range(len(typical)), *more]:
        case = _drawn(typical[place], organisation, first, draw, answers)
        found = differences(
            case,
            rules,
            case.submitted,
            drafted,
            case.submitted,
            leaves_out=typical[place].leaves_out,
        )
        count = counts[place]
        count.cases += 1
        count.other += bool(found)
        count.differences.update({_mark(each): each for each in found})
    rows = (
        Row(each, count.cases, count.other, tuple(count.differences.values()))
        for each, count in zip(typical, counts, strict=True)
    )
    return Year(seed, first, tuple(rows))


def _drawn(
    typical: Typical,
    organisation: int,
    first: Day,
    draw: "_Draw",
    answers: Mapping[str, tuple[int, int]],
) -> Case:
    day = first + draw.below(DAYS)
    path, grade = draw.one_of(typical.paths), draw.one_of(typical.grades)
    unit = path[-1] if path else None
    action = RoutedAction(
        *(1, typical.action, grade, unit, day, path[:-1]), *typical.amount, typical.audience
    )
    said = {
        key: bool(draw.weighted((1 + no, 1 + yes))) for key, (no, yes) in sorted(answers.items())
    }
    return Case(organisation, typical.subject, (action,), day, said)


class _Draw:
    """Numbers that look drawn, and are the same for the same seed on every Python."""

    def __init__(self, seed: int) -> None:
        self._seed, self._drawn = seed, 0

    def below(self, most: int) -> int:
        self._drawn += 1
        said = sha256(f"{self._seed}:{self._drawn}".encode()).digest()
        return int.from_bytes(said[:8]) % most

    def one_of[Thing](self, things: Sequence[Thing]) -> Thing:
        return things[self.below(len(things))]

    def weighted(self, weights: Sequence[int]) -> int:
        """A place, as often as its weight says."""
        left = self.below(sum(weights))
        for place, weight in enumerate(weights):
            if left < weight:
                return place
            left -= weight
        raise AssertionError("what is left lies below the sum")


def _of_steps(before: Iterable[Step], after: Iterable[Step]) -> Iterator[Difference]:
    """Steps are paired by what they are; what is left by how alike: another body, another place."""
    gone = {step.key: step for step in before}
    added = {step.key: step for step in after}
    for key in [key for key in gone if key in added]:
        was, now = gone.pop(key), added.pop(key)
        if _gates(was) != _gates(now):
            yield Difference("other_gate", was, now)
        elif _terms(was) != _terms(now):
            yield Difference("other_terms", was, now)
    for code, alike in (("other_order", _who_and_act), ("other_body", _order_and_act)):
        for key, was in list(gone.items()):
            found = next((step for step in added.values() if alike(step) == alike(was)), None)
            if found:
                yield Difference(code, gone.pop(key), added.pop(found.key))
    yield from (Difference("step_gone", before=step) for step in gone.values())
    yield from (Difference("step_added", after=step) for step in added.values())


def _gates(step: Step) -> frozenset[tuple[int, Gate]]:
    return frozenset((part.action, part.gates) for part in step.parts)


def _terms(step: Step) -> tuple[object, ...]:
    return step.days, step.stand_ins, step.amended


def _who_and_act(step: Step) -> tuple[object, ...]:
    return str(step.who), step.act, step.question


def _order_and_act(step: Step) -> tuple[object, ...]:
    return step.order, step.act, step.question


def _mark(one: Difference) -> tuple[object, ...]:
    return one.code, _plain(one.before), _plain(one.after)


def _plain(step: Step | None) -> tuple[object, ...] | None:
    if step is None:
        return None
    gates = frozenset(part.gates for part in step.parts)
    return step.key, gates, _terms(step)


def hashed(one: Difference) -> list[object]:
    """A difference as plain values, which the hash of a trial is taken over."""
    return [one.code, *(_said(step) for step in (one.before, one.after))]


def _said(step: Step | None) -> list[object] | None:
    if step is None:
        return None
    parts = sorted([part.action, str(part.gates)] for part in step.parts)
    return [step.key, parts, step.days, sorted(step.stand_ins), str(step.amended)]
