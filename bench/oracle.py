"""What should stand after three years, told from the script's own decisions by means of its own.

The day grid is that of the tests (`tests/core/structure/day_grid`): it carries nothing from day to
day and sorts nothing. Nothing here asks the product's fold, expansion, snapshots or roll-ups; rows
and effects are read from their tables as they lie there.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bench.governed import GRADES, Governed
from bench.governing import Decision, Desk, Wanted
from bureau.core.references import Reference
from bureau.core.structure.effects import Effect, Manner, Role
from bureau.core.structure.kinds import KINDS
from bureau.institution.organisation.models import Effect as EffectRow
from bureau.institution.organisation.models import Replacement
from bureau.institution.organisation.store import VERSIONS
from tests.core.structure.day_grid import State, state_on

type Written = tuple[str, int, int, str, str]


@dataclass(slots=True)
class Oracle:
    """All effects by object, as they lie in their table; answers are kept by where in them a day
    and a number fall, for nothing but that can tell two days or two numbers apart."""

    effects: dict[Reference, list[Effect]] = field(default_factory=lambda: defaultdict(list))
    _steps: dict[Reference, tuple[list[int], list[int]]] = field(default_factory=dict)
    _kept: dict[tuple[Reference, int, int], State | None] = field(default_factory=dict)

    def state(self, subject: Reference, day: int, record: int) -> State | None:
        own = self.effects[subject]
        if subject not in self._steps:
            days, records = {one.day for one in own}, {one.record for one in own}
            self._steps[subject] = sorted(days), sorted(records)
        days_of, records_of = self._steps[subject]
        key = subject, bisect_right(days_of, day), bisect_right(records_of, record)
        if key not in self._kept:
            self._kept[key] = state_on(own, day, record)
        return self._kept[key]

    def without(self, record: int, subject: Reference, day: int, at: int) -> State | None:
        """What would stand had that record, and what took it back, never been written."""
        own = [one for one in self.effects[subject] if one.record not in (record, at)]
        return state_on(own, day, at)


def read_effects() -> Oracle:
    replaced = defaultdict[int, list[int]](list)
    for effect, earlier in Replacement.objects.values_list("effect", "replaced"):
        replaced[effect].append(earlier)
    found = Oracle()
    for row in EffectRow.objects.order_by("pk").values().iterator():
        subject = Reference(row["kind"], row["subject"])
        found.effects[subject].append(
            Effect(
                id=row["id"],
                subject=subject,
                day=row["day"],
                role=Role(row["role"]),
                fields=row["fields"],
                record=row["record"],
                place=row["place"],
                replaces=tuple(replaced[row["id"]]),
                instrument=row["instrument_id"],
                manner=Manner(row["manner"]),
            )
        )
    return found


# ---- decisions


def effects_wanted(decision: Decision, oracle: Oracle) -> list[Written]:
    """What the script's actions write, said outright: one line a kind of action."""
    found: list[Written] = []
    for place in sorted(decision.actions, key=lambda one: (decision.actions[one].day, one)):
        found += _written(decision.actions[place], oracle, decision.record)
    return sorted(found)


def _written(one: Wanted, oracle: Oracle, record: int) -> Iterator[Written]:
    kind, subject = one.kind, one.subject
    fields = dict(one.values)
    if kind.startswith("establish"):
        yield line(subject, one.day, Role.ESTABLISH, {**KINDS[subject.kind].defaults, **fields})
    elif kind == "merge_unit":
        into = fields["into"]
        for which, name in (("post", "unit"), ("unit", "parent")):
            for other in _standing(oracle, which, name, subject.id, one.day, record - 1):
                yield line(other, one.day, Role.CHANGE, {name: into})
        yield line(subject, one.day, Role.END, {})
        yield "succession", 0, one.day, Role.ESTABLISH, f"{subject.id} to {into}"
    elif kind.startswith("abolish"):
        yield line(subject, one.day, Role.END, {})
    elif kind == "freeze_post":
        yield line(subject, one.day, Role.CHANGE, {"frozen": True})
    else:
        yield line(subject, one.day, Role.CHANGE, fields)


def _standing(
    oracle: Oracle, kind: str, name: str, value: int, day: int, record: int
) -> Iterator[Reference]:
    for subject, own in oracle.effects.items():
        if subject.kind == kind and any(one.fields.get(name) == value for one in own):
            state = oracle.state(subject, day, record)
            if state is not None and state[name] == value:
                yield subject


def line(subject: Reference, day: int, role: Role, fields: Mapping[str, Any]) -> Written:
    settled = {
        name: KINDS[subject.kind].defaults[name] if value is None else value
        for name, value in fields.items()
    }
    return subject.kind, subject.id, day, role, str(sorted(settled.items()))


def effects_written(record: int, oracle: Oracle) -> list[Written]:
    found = []
    for own in oracle.effects.values():
        for one in own:
            if one.record == record and one.subject.kind == "succession":
                told = f"{one.fields['predecessor']} to {one.fields['successor']}"
                found.append(("succession", 0, one.day, one.role, told))
            elif one.record == record:
                found.append(line(one.subject, one.day, one.role, one.fields))
    return sorted(found)


# ---- rows


def rows_read() -> dict[Reference, list[dict[str, Any]]]:
    """Every version row by its object, as it lies in its table."""
    found = defaultdict[Reference, list[dict[str, Any]]](list)
    for kind, table in VERSIONS.items():
        for row in table._default_manager.values().iterator():
            found[Reference(kind, row["subject_id"])].append(row)
    return found


TIMES = ("valid_from", "valid_until", "recorded_from", "recorded_until")


def fields_of(kind: str, row: Mapping[str, Any]) -> State:
    return {name: row[name] if name in row else row[f"{name}_id"] for name in KINDS[kind].defaults}


def covers(row: Mapping[str, Any], day: int, record: int) -> bool:
    valid, until, known, left = (row[name] for name in TIMES)
    return bool(
        valid <= day
        and (until is None or day < until)
        and known <= record
        and (left is None or record < left)
    )


# ---- delegations


@dataclass(frozen=True, slots=True)
class UseWanted:
    """A use of a delegation, as the report should have it."""

    year: int
    rule: str
    case: str
    act: int
    day: str
    kind: str
    grades: tuple[str, str]
    cost: int


def uses_wanted(desk: Desk, oracle: Oracle) -> Iterator[UseWanted]:
    """Grades from the grid of the day, costs from the script's table; nothing is carried over."""
    for decision in desk.decisions:
        for place in sorted(decision.actions):
            one = decision.actions[place]
            if one.kind not in ("reclassify_post", "establish_post", "abolish_post"):
                continue
            was = oracle.state(one.subject, one.day, decision.record - 1)
            before = str(was["grade"]) if was else ""
            after = str(one.values.get("grade", "")) if one.kind != "abolish_post" else ""
            cost = GRADES.get(after, 0) - GRADES.get(before, 0)
            rule = "classification" if one.kind == "reclassify_post" else "posts"
            yield UseWanted(
                year=_year(one.day),
                rule=rule,
                case=decision.case,
                act=decision.act,
                day=decision.day.isoformat(),
                kind=one.kind,
                grades=(before, after),
                cost=max(cost, 0) if rule == "classification" else cost,
            )


def _year(day: int) -> int:
    return date.fromordinal(day).year


def opening_of(made: Governed) -> int:
    return int(
        EffectRow.objects.filter(instrument=made.opening).values_list("record", flat=True)[0]
    )
