"""Random histories from seeds, and whether versions, columns and snapshots agree with the grid."""

from collections.abc import Iterable, Iterator
from random import Random

from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.core.structure.columns import Columns
from bureau.core.structure.effects import Effect, Manner, Role, Version
from bureau.core.structure.fold import overlapping, refold, unfolded, versions
from bureau.core.structure.kinds import KINDS, Value
from bureau.core.structure.snapshot import Snapshot
from tests.core.structure.day_grid import State, faults_at, grid

DAYS = 12
SUBJECTS = (Reference("unit", 1), Reference("unit", 2), Reference("post", 1))
CHOICES: dict[str, dict[str, tuple[Value, ...]]] = {
    "unit": {"parent": (None, 1, 2), "head": (None, 1), "name": (1, 2), "code": ("A", "B")},
    "post": {"unit": (1, 2), "grade": ("P.4", "P.5"), "fte": (50, 100), "frozen": (True, False)},
}


def history(seed: int) -> list[Effect]:
    """A few objects established, changed, corrected, overridden, rescinded, ended, in any order."""
    random = Random(seed)
    effects: list[Effect] = []
    for record in range(1, random.randint(3, 9)):
        for place in range(1, random.choice((1, 1, 2, 3)) + 1):
            effects.append(_effect(random, effects, record, place))
    return effects


def _effect(random: Random, before: list[Effect], record: int, place: int) -> Effect:
    subject = random.choice(SUBJECTS)
    earlier = [effect for effect in before if effect.subject == subject]
    manner = random.choice(list(Manner)) if earlier else Manner.DECIDED
    replaces: list[Effect] = []
    if manner in (Manner.OVERRIDE, Manner.CORRECTION, Manner.RESCISSION):
        replaces = random.sample(earlier, random.randint(1, min(2, len(earlier))))
    role = random.choices(list(Role), weights=(1, 4, 1))[0] if earlier else Role.ESTABLISH
    if manner is Manner.CORRECTION:
        role = replaces[0].role
    is_silent = manner is Manner.RESCISSION or role is Role.END
    choices = CHOICES[subject.kind]
    named = () if is_silent else random.sample(sorted(choices), random.randint(1, 3))
    return Effect(
        id=len(before) + 1,
        subject=subject,
        day=random.randint(1, DAYS),
        role=Role.CHANGE if manner is Manner.RESCISSION else role,
        fields={field: random.choice(choices[field]) for field in named},
        record=record,
        place=place,
        replaces=tuple(effect.id for effect in replaces),
        instrument=record,
        manner=manner,
    )


def recorded_one_by_one(effects: list[Effect]) -> Columns:
    """The columns as an installation fills them: each record refolds what it touched."""
    columns = Columns()
    standing: dict[Reference, list[Version]] = {}
    for record in sorted({effect.record for effect in effects}):
        touched = {effect.subject for effect in effects if effect.record == record}
        known = [e for e in effects if e.subject in touched and e.record <= record]
        rows = [row for subject in touched for row in standing.get(subject, [])]
        closed, written = refold(known, rows, record)
        columns.append(written, closed)
        for subject in touched:
            kept = columns.versions_of(subject)
            standing[subject] = [row for row in kept if row.recorded_until is None]
    return columns


def disagreements(effects: list[Effect], days: Iterable[int]) -> Iterator[str]:
    """Each point of days and record numbers at which one way of reading differs from the grid."""
    days = list(days)
    records = sorted({0} | {effect.record for effect in effects})
    truth = grid(effects, days, records)
    rows = versions(effects)
    for subject in sorted({effect.subject for effect in effects}):
        own = [effect for effect in effects if effect.subject == subject]
        for record in records:
            found = {(fault.effect.id, fault.fault.value) for fault in unfolded(own, record)}
            if found != faults_at(own, record):
                yield f"findings of {subject} at {record}: {found}"
    if overlapping(rows):
        yield f"rows overlap: {overlapping(rows)}"
    for name, columns in (
        ("all at once", Columns.from_versions(rows)),
        ("one by one", recorded_one_by_one(effects)),
    ):
        yield from disagreements_of_columns(name, columns, truth)
    yield from disagreements_of_rows(rows, truth)


def disagreements_of_rows(
    rows: list[Version], truth: dict[tuple[Reference, int, int], State | None]
) -> Iterator[str]:
    """Each point of a grid at which not exactly one row says what the grid says."""
    for (subject, day, record), state in truth.items():
        hits = [
            dict(row.fields)
            for row in rows
            if row.subject == subject and row.rectangle.contains(day, record)
        ]
        if hits != ([] if state is None else [state]):
            yield f"rows of {subject} on {day} at {record}: {hits}, not {state}"


def disagreements_of_columns(
    name: str, columns: Columns, truth: dict[tuple[Reference, int, int], State | None]
) -> Iterator[str]:
    """Each point of a grid at which a snapshot of the columns called `name` says otherwise."""
    snapshots: dict[tuple[int, int], Snapshot] = {}
    for (subject, day, record), state in truth.items():
        if (day, record) not in snapshots:
            snapshots[day, record] = Snapshot(columns, Coordinates(day, record))
        view = snapshots[day, record].view(subject)
        shown = view and {field: getattr(view, field) for field in KINDS[subject.kind].defaults}
        if shown != (state and as_shown(subject.kind, state)):
            yield f"snapshot {name} of {subject} on {day} at {record}: {shown}, not {state}"


def as_shown(kind: str, state: State) -> State:
    """A state as a view shows it: an id that must be there and is not is 0."""
    return {
        field.name: 0 if state[field.name] is None and not field.optional else state[field.name]
        for field in KINDS[kind].fields
    }


def disagreements_of_seeds(seeds: Iterable[int]) -> list[str]:
    """All disagreements in the histories of some seeds; none when the promise holds."""
    return [
        f"history {seed}: {found}"
        for seed in seeds
        for found in disagreements(history(seed), range(DAYS + 2))
    ]
