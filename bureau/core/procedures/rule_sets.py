"""A set of rules before it takes effect: what it would leave without a route, and where two rules
would say different things.

Looked at is every action of the closed lists, in every grade, amount and audience that some rule
tells from others, in every place that a rule names and in one that none names, under every answer
to what is asked; on the first day of the draft and on each later one on which a rule begins or
ends.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from bureau.core.procedures.rules import (
    Answers,
    RoutedAction,
    Rule,
    governing,
    preceded,
    rules_for,
)
from bureau.core.procedures.samples import (
    amounts_apart,
    audiences_apart,
    grades_apart,
    units_named,
)
from bureau.core.spans import Day

type Path = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """A kind of thing that goes by rules. `actions` says of each whether it is of a grade; those
    that `may_lack` a rule have another way, those that are `costly` may cost more or less.

    A case of it is for an audience where `has_audience`. A kind that `may_be_free` has another way
    on every day on which no rule is about it.
    """

    kind: str
    actions: Mapping[str, bool]
    may_lack: frozenset[str] = frozenset()
    costly: frozenset[str] = frozenset()
    has_audience: bool = False
    may_be_free: bool = False


@dataclass(frozen=True, slots=True)
class House:
    """What rules are judged in: subjects, grades from the lowest up, and the units that rules name,
    each with the units above it."""

    organisation: int
    subjects: tuple[Subject, ...]
    grades: tuple[str, ...] = ()
    paths: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a draft changes from its day on: rules it puts in force, and ids of those that end."""

    day: Day
    put: tuple[Rule, ...] = ()
    ended: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Example:
    """The smallest action that shows a gap or an overlap, and the answers under which it does."""

    subject: str
    action: RoutedAction
    answers: Answers = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gap:
    """An action without a route from a day on, in these grades (empty: it has none).

    `rules` cover the action otherwise: in other grades, places or after other answers.
    """

    day: Day
    subject: str
    action: str
    grades: tuple[str, ...]
    rules: tuple[int, ...]
    example: Example


@dataclass(frozen=True, slots=True)
class Overlap:
    """Rules that govern the same action from a day on, and demand different things; in these grades
    (empty: it has none, or in all)."""

    day: Day
    subject: str
    actions: tuple[str, ...]
    rules: tuple[int, ...]
    example: Example
    grades: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Precedence:
    """Of two rules that cover an action and demand different things, the one that goes before: by
    its rank, else as the narrower. It keeps nothing from being put in force."""

    day: Day
    subject: str
    actions: tuple[str, ...]
    rule: int
    other: int
    is_by_rank: bool
    example: Example


@dataclass(frozen=True, slots=True)
class Judged:
    """All that keeps a set from being put in force; and which rules go before which."""

    gaps: tuple[Gap, ...]
    overlaps: tuple[Overlap, ...]
    precedences: tuple[Precedence, ...] = ()

    def is_whole(self) -> bool:
        return not (self.gaps or self.overlaps)


@dataclass(frozen=True, slots=True)
class _Cell:
    """One action under one set of answers, standing for every grade of `grades`."""

    action: RoutedAction
    grades: tuple[str, ...]
    answers: tuple[tuple[str, bool], ...]

    def example(self, subject: str) -> Example:
        return Example(subject, self.action, dict(self.answers))


def as_drafted(rules: Iterable[Rule], draft: Draft) -> tuple[Rule, ...]:
    """All versions on record as they would stand: what ends does so on the draft's day."""
    kept = (
        replace(rule, valid_until=draft.day)
        if rule.id in draft.ended and (rule.valid_until is None or rule.valid_until > draft.day)
        else rule
        for rule in rules
    )
    return (*(rule for rule in kept if not _is_empty(rule)), *draft.put)


def days_of_change(rules: Iterable[Rule], first: Day) -> tuple[Day, ...]:
    """The first day, and each later one on which a rule begins or ends."""
    found = {first}
    for rule in rules:
        found |= {day for day in (rule.valid_from, rule.valid_until) if day and day > first}
    return tuple(sorted(found))


def judged(rules: Sequence[Rule], house: House, first: Day) -> Judged:
    """Every gap and overlap from a day on, each told where it first appears."""
    gaps: list[Gap] = []
    overlaps: list[Overlap] = []
    precedences: list[Precedence] = []
    seen: set[tuple[object, ...]] = set()
    for day in days_of_change(rules, first):
        for subject in house.subjects:
            standing = rules_for(rules, house.organisation, subject.kind, day)
            for kind in subject.actions:
                cells = list(_cells(subject, kind, standing, house, day))
                gaps += _gaps(subject, kind, standing, cells, seen)
                overlaps += _overlaps(subject, kind, standing, cells, seen, house.grades)
                precedences += _precedences(subject, kind, standing, cells, seen)
    return Judged(tuple(gaps), tuple(_joined(overlaps)), tuple(_precedences_joined(precedences)))


def _is_empty(rule: Rule) -> bool:
    return rule.valid_until is not None and rule.valid_until <= rule.valid_from


def _cells(
    subject: Subject, kind: str, standing: Sequence[Rule], house: House, day: Day
) -> Iterator[_Cell]:
    """The smallest first: every answer is no, for nobody in particular, it costs nothing, in no
    place, of the lowest grade."""
    near = [rule for rule in standing if rule.actions is None or kind in rule.actions]
    questions = sorted({rule.asks.key for rule in near if rule.asks})
    named = units_named(near)
    answers = product((False, True), repeat=len(questions))
    audiences = audiences_apart(near) if subject.has_audience else (None,)
    amounts = amounts_apart(near, is_costly=kind in subject.costly)
    paths = [(), *(path for path in house.paths if path and path[-1] in named)]
    classes = grades_apart(near, house.grades) if subject.actions[kind] else [()]
    for said, audience, amount, path, grades in product(
        answers, audiences, amounts, paths, classes
    ):
        action = RoutedAction(
            id=1,
            kind=kind,
            grade=grades[0] if grades else None,
            unit=path[-1] if path else None,
            day=day,
            above=path[:-1],
            amount=amount[0],
            currency=amount[1],
            audience=audience,
        )
        yield _Cell(action, grades, tuple(zip(questions, said, strict=True)))


def _gaps(
    subject: Subject,
    kind: str,
    standing: Sequence[Rule],
    cells: Sequence[_Cell],
    seen: set[tuple[object, ...]],
) -> Iterator[Gap]:
    if kind in subject.may_lack or (subject.may_be_free and not standing):
        return
    lacking = [one for one in cells if not governing(one.action, standing, dict(one.answers))]
    grades = dict.fromkeys(grade for one in lacking for grade in one.grades)
    key = ("gap", subject.kind, kind, *grades)
    if not lacking or key in seen:
        return
    seen.add(key)
    near = (rule.id for rule in standing if rule.actions is None or kind in rule.actions)
    example = lacking[0]
    yield Gap(
        example.action.day,
        subject.kind,
        kind,
        tuple(grades),
        tuple(sorted(near)),
        example.example(subject.kind),
    )


def _overlaps(
    subject: Subject,
    kind: str,
    standing: Sequence[Rule],
    cells: Sequence[_Cell],
    seen: set[tuple[object, ...]],
    grades: Sequence[str],
) -> Iterator[Overlap]:
    found: dict[tuple[int, ...], list[_Cell]] = {}
    for cell in cells:
        several = governing(cell.action, standing, dict(cell.answers))
        if len({rule.course() for rule in several}) > 1:
            found.setdefault(tuple(rule.id for rule in several), []).append(cell)
    for rules, alike in found.items():
        key = ("overlap", subject.kind, kind, *rules)
        if key in seen:
            continue
        seen.add(key)
        told = tuple(dict.fromkeys(grade for cell in alike for grade in cell.grades))
        yield Overlap(
            alike[0].action.day,
            subject.kind,
            (kind,),
            rules,
            alike[0].example(subject.kind),
            told if len(told) < len(grades) else (),
        )


def _precedences(
    subject: Subject,
    kind: str,
    standing: Sequence[Rule],
    cells: Sequence[_Cell],
    seen: set[tuple[object, ...]],
) -> Iterator[Precedence]:
    for cell in cells:
        for rule, other in preceded(cell.action, standing, dict(cell.answers)):
            key = ("precedence", subject.kind, kind, rule.id, other.id)
            if key in seen:
                continue
            seen.add(key)
            yield Precedence(
                cell.action.day,
                subject.kind,
                (kind,),
                rule.id,
                other.id,
                rule.rank > other.rank,
                cell.example(subject.kind),
            )


def _precedences_joined(found: Iterable[Precedence]) -> Iterator[Precedence]:
    """The same two rules over several actions are told once, shown by the first."""
    alike: dict[tuple[object, ...], list[Precedence]] = {}
    for one in found:
        alike.setdefault((one.day, one.subject, one.rule, one.other), []).append(one)
    for first, *others in alike.values():
        yield replace(first, actions=(*first.actions, *(each.actions[0] for each in others)))


def _joined(overlaps: Iterable[Overlap]) -> Iterator[Overlap]:
    """The same rules over several actions are one overlap, shown by the first."""
    alike: dict[tuple[object, ...], list[Overlap]] = {}
    for one in overlaps:
        alike.setdefault((one.day, one.subject, one.rules), []).append(one)
    for first, *others in alike.values():
        actions = (*first.actions, *(each.actions[0] for each in others))
        grades = dict.fromkeys(grade for each in (first, *others) for grade in each.grades)
        yield replace(first, actions=actions, grades=tuple(grades))
