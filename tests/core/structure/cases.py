"""Reads the table of dated cases: words into ids, days into numbers, acts into effects."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bureau.core.references import Reference
from bureau.core.structure.effects import Effect, Manner, Role
from bureau.core.structure.kinds import KINDS, Value

TABLE = Path(__file__).with_name("cases.yaml")
VERBS = {
    "establish": Role.ESTABLISH,
    "change": Role.CHANGE,
    "end": Role.END,
    "rescind": Role.CHANGE,
}


@dataclass
class Case:
    """One case of the table; names in it are given ids in the order in which they appear."""

    title: str
    acts: dict[int, list[dict[str, Any]]]
    expect: list[dict[str, Any]]
    findings: list[dict[str, Any]] | None = None
    rows: dict[str, int] = field(default_factory=dict)
    effects: list[Effect] = field(default_factory=list)
    labels: dict[str, Effect] = field(default_factory=dict)
    _ids: dict[str, dict[str, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for record, facts in self.acts.items():
            for place, fact in enumerate(facts, start=1):
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


def cases() -> Iterator[Case]:
    """All cases of the table."""
    for row in yaml.safe_load(TABLE.read_text(encoding="utf-8")):
        yield Case(**row)
