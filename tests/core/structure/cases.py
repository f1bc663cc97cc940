"""Reads the table of dated cases: words into ids, days into numbers, acts into effects."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.amendments import Amending, Amendment, amended, postponed
from bureau.core.changes.closure import closure
from bureau.core.changes.definitions import DEFINITIONS, Sort
from bureau.core.changes.expand import expand
from bureau.core.changes.expects import settled, with_expectations
from bureau.core.changes.inverse import inverse
from bureau.core.references import Reference
from bureau.core.structure.effects import Effect, Manner, Role
from bureau.core.structure.kinds import KINDS, Value
from tests.core.changes.builders import MemoryWorld

TABLE = Path(__file__).with_name("cases.yaml")
VERBS = {
    "establish": Role.ESTABLISH,
    "change": Role.CHANGE,
    "end": Role.END,
    "rescind": Role.CHANGE,
}


@dataclass(frozen=True)
class Adopted:
    """The actions that an act carried out, and the structure before it."""

    actions: tuple[Action, ...]
    world: MemoryWorld


@dataclass
class Case:
    """One case of the table; names in it are given ids in the order in which they appear."""

    title: str
    acts: dict[int, list[dict[str, Any]]]
    expect: list[dict[str, Any]]
    findings: list[dict[str, Any]] | None = None
    rows: dict[str, int] = field(default_factory=dict)
    sets: dict[str, dict[int, dict[str, Any]]] = field(default_factory=dict)
    effects: list[Effect] = field(default_factory=list)
    labels: dict[str, Effect] = field(default_factory=dict)
    _ids: dict[str, dict[str, int]] = field(default_factory=dict)
    _adopted: dict[int, Adopted] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for record, facts in self.acts.items():
            for place, fact in enumerate(facts, start=1):
                if "adopt" in fact or "undo" in fact:
                    self._adopt(record, fact)
                else:
                    self._write(record, place, fact)

    def __str__(self) -> str:
        return self.title

    def id(self, kind: str, name: str) -> int:
        """The id that `name` has in this case."""
        names = self._ids.setdefault(kind, {})
        return names.setdefault(name, len(names) + 1)

    def name(self, kind: str, id: int) -> str:
        return next(name for name, known in self._ids[kind].items() if known == id)

    def reference(self, words: str) -> Reference:
        """`unit SGD` as a reference."""
        kind, _, name = words.partition(" ")
        return Reference(kind, self.id(kind, name))

    def fields(self, kind: str, given: dict[str, Any]) -> dict[str, Value]:
        """Fields as a reader writes them, with ids for names."""
        return {name: self._value(kind, name, value) for name, value in given.items()}

    def _value(self, kind: str, name: str, value: Any) -> Value:
        target = KINDS[kind].field(name).refers_to
        if name in {"predecessor", "successor"}:
            target = "unit"
        return value if target is None or value is None else self.id(target, str(value))

    def _adopt(self, record: int, fact: dict[str, Any]) -> None:
        """What an act adopts of a set, or undoes of an earlier act, written by the core."""
        world = MemoryWorld(self.effects, record - 1)
        undone = self._adopted.get(fact.get("undo", 0))
        if undone:
            day = fact["from"].toordinal()
            written = [one for one in self.effects if one.record == fact["undo"]]
            carried = inverse(written, world, from_day=day)
        else:
            done = {one.id for each in self._adopted.values() for one in each.actions}
            carried = adopted(self, fact, done, world)
        self._adopted[record] = Adopted(carried, world)
        for one in expand(carried, world):
            self.effects.append(one.written(len(self.effects) + 1, record, record))

    def _write(self, record: int, place: int, fact: dict[str, Any]) -> None:
        verb = next(verb for verb in VERBS if verb in fact)
        subject = self.reference(fact[verb])
        replaced = [self.labels[label] for label in fact.get("replaces", ())]
        manner = "rescission" if verb == "rescind" else fact.get("manner", "decided")
        effect = Effect(
            id=len(self.effects) + 1,
            subject=subject,
            day=fact["from"].toordinal() if "from" in fact else replaced[0].day,
            role=VERBS[verb],
            fields=self.fields(subject.kind, fact.get("is", {})),
            record=record,
            place=place,
            replaces=tuple(effect.id for effect in replaced),
            instrument=record,
            manner=Manner(manner),
        )
        self.effects.append(effect)
        if "named" in fact:
            self.labels[fact["named"]] = effect


def adopted(
    case: Case, fact: dict[str, Any], done: set[int], world: MemoryWorld
) -> tuple[Action, ...]:
    """Of the set named: the parts and all they build on, as amended, none before its condition."""
    rows = case.sets[fact["adopt"]]
    base = [action_of(case, place, row) for place, row in rows.items() if place not in done]
    changes = dict(fact.get("amended", {}))
    amendments = [amendment_of(case, place, row, rows) for place, row in changes.items()]
    left = settled(base, amended(base, amendments), world, [one.place for one in amendments])
    fresh = with_expectations(left, world)
    chosen = set(fact.get("parts", [one.id for one in fresh])) | {
        one.place for one in amendments if one.manner is Amending.ADD
    }
    with_ground = closure(chosen & {one.id for one in fresh}, fresh, expand(fresh, world))
    met = fact["met"].toordinal() if "met" in fact else 0
    carried = [one for one in fresh if one.id in with_ground]
    return postponed(carried, {one.id: met for one in carried})


def action_of(case: Case, place: int, row: dict[str, Any]) -> Action:
    """`{rename_unit: unit OPD, from: 2024-07-01, is: {code: OPS}}` as an action of the set."""
    kind = next(kind for kind in ActionKind if kind.value in row)
    values = {name: value_of(case, kind, name, said) for name, said in row.get("is", {}).items()}
    return Action(place, kind, case.reference(row[kind.value]), row["from"].toordinal(), values)


def value_of(case: Case, kind: ActionKind, name: str, said: Any) -> Value:
    sort = DEFINITIONS[kind].values[name]
    is_plain = sort in (Sort.TEXT, Sort.NUMBER, Sort.FLAG) or said is None
    return said if is_plain else case.id(sort.value, str(said))


def amendment_of(case: Case, place: int, row: Any, rows: dict[int, dict[str, Any]]) -> Amendment:
    """`left out`; the day and values that are other; or an action that the set does not have."""
    if row == "left out":
        return Amendment(Amending.LEAVE_OUT, place)
    if place not in rows:
        return Amendment(Amending.ADD, place, action_of(case, place, row))
    before = rows[place]
    after = {**before, **row, "is": {**before.get("is", {}), **row.get("is", {})}}
    return Amendment(Amending.CHANGE, place, action_of(case, place, after))


def cases() -> Iterator[Case]:
    """All cases of the table."""
    for row in yaml.safe_load(TABLE.read_text(encoding="utf-8")):
        yield Case(**row)
