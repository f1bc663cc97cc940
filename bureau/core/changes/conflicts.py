"""Where two sets stand against each other: each fine alone, and wrong, or undecided, together.

Either set is looked at as it would be were the other adopted first, over every later day on which
anything changes. What it then meets, and neither meets alone, is a conflict of the two.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from bureau.core.changes.actions import Action
from bureau.core.changes.adopted import Adopted
from bureau.core.changes.check import Answer, Finding, Severity, check
from bureau.core.changes.definitions import named, problems
from bureau.core.changes.expand import fields_set, progress_of
from bureau.core.changes.progress import Progress
from bureau.core.changes.world import World
from bureau.core.references import Reference
from bureau.core.spans import Day, Span
from bureau.core.structure.fold import Timeline, on_day
from bureau.core.structure.kinds import KINDS, Value

type Key = tuple[object, ...]

ON_VALUES = frozenset({"expected_value_gone", "conflict_with_adopted"})
ON_ROAD = frozenset({"effect", "instrument", "record"})
"""Facts that say how a finding came on record, not what it is."""


class ConflictKind(StrEnum):
    """*Value*: both set one field, differently. *Expected*: one changes what the other expects to
    find. *Structure*: wrong together. *Order*: what comes of it hangs on which is decided first."""

    VALUE = "value"
    EXPECTED = "expected"
    STRUCTURE = "structure"
    ORDER = "order"


class First(StrEnum):
    """Which of the two sets is adopted first."""

    MINE = "mine"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Conflict:
    """`code` is that of the finding it shows as, or `set_differently`, `order_decides`.

    `mine` and `theirs` are the places of the actions of either set; `orders` says which of the two
    may be first for it to come about; `day` and `until` are its first run of days.
    """

    kind: ConflictKind
    code: str
    severity: Severity
    subject: Reference
    day: Day
    until: Day | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    mine: tuple[int, ...] = ()
    theirs: tuple[int, ...] = ()
    orders: frozenset[First] = frozenset(First)

    @property
    def objects(self) -> tuple[Reference, ...]:
        """Its subject, and what its facts name beside."""
        return tuple(dict.fromkeys((self.subject, *_objects(self.subject.kind, self.facts))))


_OTHER = {First.MINE.value: First.THEIRS.value, First.THEIRS.value: First.MINE.value}


def conflicts(
    mine: Iterable[Action],
    theirs: Iterable[Action],
    world: World,
    *,
    today: Day,
    answers: Iterable[Answer] = (),
    decided: World | None = None,
    standing: Iterable[Finding] | None = None,
) -> tuple[Conflict, ...]:
    """All conflicts of two sets over the structure as it is, the heaviest and earliest first.

    `decided` is given where `theirs` is adopted already: `world` is then as it was right before
    that and `decided` as it was right after it, so only one order is left. `standing` is then what
    stands against `mine` as everything is now: of what they brought about no more than that is
    left. `answers` are findings left on purpose.
    """
    pair = _Pair(tuple(mine), tuple(theirs), world, decided, today, tuple(answers))
    if standing is not None:
        pair.leave(standing)
    found = [*_on_values(pair), *_together(pair)]
    found += _by_order(pair, {each for one in found for each in one.objects})
    return tuple(sorted(found, key=order_of_conflict))


def order_of_conflict(one: Conflict) -> tuple[object, ...]:
    """By weight and day, however the two sides are named."""
    return tuple(Severity).index(one.severity), one.day, one.kind, one.code, one.subject


class _Side:
    """One set alone: what it writes, the world with it, and what stands against it anyway."""

    def __init__(self, actions: Sequence[Action], world: World, known: World | None) -> None:
        self.actions = [action for action in actions if not problems(action)]
        self.progress = progress_of(self.actions, world)
        self._before, self._known = world, known
        self.named = {action.id: set(named(action)) for action in self.actions}
        self.written: defaultdict[Reference, set[int]] = defaultdict(set)
        for effect in self.progress.pending:
            self.written[effect.subject].add(effect.action)

    @cached_property
    def world(self) -> World:
        """As it is with the set adopted."""
        return self._known or Adopted(self.actions, self._before)

    def places(self, subjects: Iterable[Reference]) -> tuple[int, ...]:
        """The actions that write one of these objects; else those that name one."""
        wanted = set(subjects)
        found = {place for subject in wanted for place in self.written.get(subject, ())}
        found = found or {place for place, names in self.named.items() if names & wanted}
        return tuple(sorted(found))

    def places_on(self, subject: Reference, name: str) -> tuple[int, ...]:
        """The actions that set a field of an object; else those on the object."""
        found = [
            action.id
            for action in self.actions
            if action.subject == subject and name in fields_set(action)
        ]
        return tuple(found) or self.places([subject])

    def sets(self, subject: Reference, name: str) -> bool:
        return any(
            name in effect.fields for effect in self.progress.pending if effect.subject == subject
        )


class _Pair:
    """Both sides, and either as it would be behind the other."""

    def __init__(
        self,
        mine: Sequence[Action],
        theirs: Sequence[Action],
        world: World,
        decided: World | None,
        today: Day,
        answers: Sequence[Answer],
    ) -> None:
        self.mine, self.theirs = _Side(mine, world, None), _Side(theirs, world, decided)
        self.is_decided = decided is not None
        told = {"today": today, "answers": answers}
        alone = [
            one
            for side in (self.mine, self.theirs)
            for one in check(side.actions, world, **told)  # type: ignore[arg-type]
        ]
        behind = {First.THEIRS: check(self.mine.actions, self.theirs.world, **told)}  # type: ignore[arg-type]
        if not self.is_decided:
            behind[First.MINE] = check(self.theirs.actions, self.mine.world, **told)  # type: ignore[arg-type]
        self.found = {first: list(_new(found, alone)) for first, found in behind.items()}

    def leave(self, standing: Iterable[Finding]) -> None:
        """Of what is found only that on which these are, which may say by now another value."""
        days = _days_by(_matter, standing)
        for first, found in self.found.items():
            self.found[first] = [
                replace(one, day=shared.start, until=shared.end)
                for one in found
                if (shared := _first_shared(Span(one.day, one.until), days[_matter(one)]))
            ]

    def sides(self, first: First) -> tuple[_Side, _Side]:
        """The one whose findings these are, and the other."""
        both = (self.mine, self.theirs)
        return both if first is First.THEIRS else both[::-1]


def _new(found: Iterable[Finding], alone: Iterable[Finding]) -> Iterator[Finding]:
    """What is open and was not so alone, each from the first day on which that is the case."""
    known = _days_by(_key, alone)
    for one in found:
        if one.is_open:
            left = [Span(one.day, one.until)]
            for span in known[_key(one)]:
                left = [part for each in left for part in each.minus(span)]
            if left:
                yield replace(one, day=left[0].start, until=left[0].end)


def _key(one: Finding) -> Key:
    code = "circle" if one.code.startswith("circle") else one.code
    said = {name: value for name, value in one.facts.items() if name not in ON_ROAD}
    return code, one.subject, str(sorted(said.items()))


def _matter(one: Finding) -> Key:
    """What it is about, whatever it says of it."""
    fields = tuple(_fields(one)) if one.code in ON_VALUES else ()
    return one.code, one.subject, fields, one.facts.get("effect")


def _days_by(
    key: Callable[[Finding], Key], findings: Iterable[Finding]
) -> defaultdict[Key, list[Span]]:
    days: defaultdict[Key, list[Span]] = defaultdict(list)
    for one in findings:
        days[key(one)].append(Span(one.day, one.until))
    return days


def _first_shared(span: Span, others: Iterable[Span]) -> Span | None:
    shared = [each for other in others if (each := span.overlap(other))]
    return min(shared, key=lambda one: one.start, default=None)


def _on_values(pair: _Pair) -> Iterator[Conflict]:
    """One for each field of an object of which the one that comes second finds another value."""
    met: dict[tuple[Reference, str], dict[First, Finding]] = {}
    for first, found in pair.found.items():
        for one in found:
            for name in _fields(one) if one.code in ON_VALUES else ():
                met.setdefault((one.subject, name), {}).setdefault(first, one)
    for (subject, name), by_order in met.items():
        yield _on_value(pair, subject, name, by_order)


def _fields(one: Finding) -> Iterable[str]:
    return (one.facts["field"],) if "field" in one.facts else one.facts["fields"]


def _on_value(
    pair: _Pair, subject: Reference, name: str, by_order: Mapping[First, Finding]
) -> Conflict:
    mine, theirs = pair.mine, pair.theirs
    day = max(one.day for one in by_order.values())
    both = all(side.sets(subject, name) for side in (mine, theirs))
    run = _differing(mine.progress, theirs.progress, subject, name) if both else None
    said = [
        _says(side.progress, subject, name, run.start if run else day) for side in (mine, theirs)
    ]
    severities = {one.severity for one in by_order.values()}
    return Conflict(
        ConflictKind.VALUE if run else ConflictKind.EXPECTED,
        "set_differently" if run else "expected_value_gone",
        Severity.BARS if Severity.BARS in severities else Severity.ASKS,
        subject,
        run.start if run else day,
        run.end if run else None,
        {"field": name, First.MINE.value: said[0], First.THEIRS.value: said[1]},
        mine.places_on(subject, name),
        theirs.places_on(subject, name),
        frozenset(by_order),
    )


def _differing(one: Progress, other: Progress, subject: Reference, name: str) -> Span | None:
    """The first run of days on which both have set the field and say something else."""
    since = max(_first_set(side, subject, name) for side in (one, other))
    ends = {span.valid_from for side in (one, other) for span in side.timeline(subject)}
    days = sorted({since, *(day for day in ends if day > since)})
    start: Day | None = None
    for day in days:
        differs = _says(one, subject, name, day) != _says(other, subject, name, day)
        if differs and start is None:
            start = day
        elif not differs and start is not None:
            return Span(start, day)
    return None if start is None else Span(start)


def _first_set(side: Progress, subject: Reference, name: str) -> Day:
    written = (one for one in side.pending if one.subject == subject and name in one.fields)
    return min(one.day for one in written)


def _says(side: Progress, subject: Reference, name: str, day: Day) -> Value:
    return (side.fields(subject, day) or {}).get(name)


def _together(pair: _Pair) -> Iterator[Conflict]:
    """What is wrong of both together; of one order alone only where the other has nothing of it."""
    met: dict[Key, dict[First, Finding]] = {}
    for first, found in pair.found.items():
        for one in found:
            if one.code not in ON_VALUES:
                met.setdefault(_key(one), {}).setdefault(first, one)
    concerned = {
        first: {each for one in found for each in (one.subject, *_named_in(one))}
        for first, found in pair.found.items()
    }
    for by_order in met.values():
        (first, one), *_ = by_order.items()
        about = {one.subject, *_named_in(one)}
        is_ordered = (
            not pair.is_decided and len(by_order) == 1 and not (about & concerned[_other(first)])
        )
        places = {First.MINE: set[int](), First.THEIRS: set[int]()}
        for order, finding in by_order.items():
            _second, other = pair.sides(order)
            places[_other(order)].update(finding.actions)
            places[order].update(other.places(about))
        yield Conflict(
            ConflictKind.ORDER if is_ordered else ConflictKind.STRUCTURE,
            one.code,
            one.severity,
            one.subject,
            one.day,
            one.until,
            {name: value for name, value in one.facts.items() if name not in ON_ROAD},
            tuple(sorted(places[First.MINE])),
            tuple(sorted(places[First.THEIRS])),
            frozenset(by_order),
        )


def _other(first: First) -> First:
    return First(_OTHER[first])


def _by_order(pair: _Pair, known: Collection[Reference]) -> Iterator[Conflict]:
    """Objects that end up otherwise in the one order than in the other, with nothing wrong."""
    if pair.is_decided:
        return
    last = progress_of(pair.theirs.actions, pair.mine.world)
    first = progress_of(pair.mine.actions, pair.theirs.world)
    touched = {**pair.mine.progress.touched, **pair.theirs.progress.touched}
    touched |= {**last.touched, **first.touched}
    for subject in touched:
        if subject in known or not _is_known(pair, subject):
            continue
        one, other = last.timeline(subject), first.timeline(subject)
        if one != other:
            day = _parting(one, other)
            yield Conflict(
                ConflictKind.ORDER,
                "order_decides",
                Severity.ASKS,
                subject,
                day,
                mine=pair.mine.places([subject]),
                theirs=pair.theirs.places([subject]),
            )


def _is_known(pair: _Pair, subject: Reference) -> bool:
    """Whether it has an identity of its own: what sets bring unnamed has another in each order."""
    sides = (pair.mine, pair.theirs)
    if any(subject in names for side in sides for names in side.named.values()):
        return True
    return bool(pair.mine.progress.decided(subject))


def _parting(one: Timeline, other: Timeline) -> Day:
    """The first day on which two timelines say something else."""
    days = {
        day for line in (one, other) for span in line for day in (span.valid_from, span.valid_until)
    }
    for day in sorted(day for day in days if day is not None):
        if on_day(one, day) != on_day(other, day):
            return day
    raise ValueError("they say the same")


def _named_in(one: Finding) -> Iterator[Reference]:
    return _objects(one.subject.kind, one.facts)


def _objects(kind: str, facts: Mapping[str, Any]) -> Iterator[Reference]:
    """The units, posts and others that facts name by number."""
    for name, value in facts.items():
        if name in ("units", "same"):
            yield from (Reference("unit" if name == "units" else kind, id) for id in value)
        elif name == "unit" and isinstance(value, int):
            yield Reference("unit", value)
        elif isinstance(value, int) and name in KINDS[kind].defaults if kind in KINDS else False:
            if target := KINDS[kind].field(name).refers_to:
                yield Reference(target, value)
