"""What is told of two moments: a change as a value, and any number of them in columns."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, overload

import numpy as np

from bureau.core.references import Reference
from bureau.core.structure.kinds import Value
from bureau.core.structure.ordering import Integers, Mask, Positions, order_of


class Change(NamedTuple):
    """One thing that happened to `subject`; values and ids as the field holds them.

    `merged`, `split` and `replaced` tell of an ended thing, with the id of what it became in
    `after`; a unit whose code and name both changed is `renamed` once, by its code. `appointed`,
    `ended` (with the manner of the incumbency as `field`, and the person's id), `adopted`,
    `adoption_ended` and `reporting_changed` (manner, superior) are told of the post, `engaged` and
    `released` (likewise) of the unit.
    """

    change: str
    subject: Reference
    field: str | None
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Many:
    """The same told of many things of one kind; `places` are the ids by which it is put in order.

    `fields` is a word for each, or one for all; `before` and `after` are numbers, or nothing.
    """

    change: str
    kind: str
    places: Integers
    subjects: Integers
    fields: Sequence[str] | str | None = None
    before: Integers | None = None
    after: Integers | None = None

    def __len__(self) -> int:
        return len(self.places)

    def __getitem__(self, row: int) -> Change:
        fields = self.fields
        return Change(
            self.change,
            Reference(self.kind, int(self.subjects[row])),
            fields if fields is None or isinstance(fields, str) else fields[row],
            None if self.before is None else int(self.before[row]),
            None if self.after is None else int(self.after[row]),
        )


type Told = tuple[int, Change, bool]
"""A change behind the id by which it is put in order; whether it was only carried."""


@dataclass(frozen=True, slots=True)
class Few:
    """What is told one by one."""

    told: Sequence[Told]

    def __len__(self) -> int:
        return len(self.told)

    def __getitem__(self, row: int) -> Change:
        return self.told[row][1]


type Source = Few | Many


@dataclass(frozen=True, slots=True)
class Coded:
    """A word for each of many things, as its place among `words`."""

    words: Sequence[str]
    codes: Integers

    def among(self, words: Collection[str]) -> Mask:
        """Which of the things have one of these words."""
        asked = np.array([word in words for word in self.words], np.bool_)
        return asked[self.codes]

    def chosen(self, rows: Positions | Mask) -> "Coded":
        return Coded(self.words, self.codes[rows])

    def counts(self) -> dict[str, int]:
        """How many have each word that any has."""
        counts = np.bincount(self.codes, minlength=len(self.words)).tolist()
        return {word: count for word, count in zip(self.words, counts, strict=True) if count}


@dataclass(frozen=True, slots=True)
class Changes(Sequence[Change]):
    """Changes in order, in columns: what each is of, and what happened. Each is made a value where
    it is asked for, and not before: of most nobody asks more than how many they are."""

    kinds: Coded
    changes: Coded
    subjects: Integers
    _sources: Sequence[Source]
    _source: Integers
    _row: Integers

    def __len__(self) -> int:
        return len(self.subjects)

    @overload
    def __getitem__(self, row: int) -> Change: ...
    @overload
    def __getitem__(self, row: slice) -> tuple[Change, ...]: ...
    def __getitem__(self, row: int | slice) -> Change | tuple[Change, ...]:
        if isinstance(row, slice):
            return self.at(range(len(self))[row])
        return self._sources[int(self._source[row])][int(self._row[row])]

    def at(self, rows: Iterable[int]) -> tuple[Change, ...]:
        """Some of them."""
        return tuple([self[row] for row in rows])

    def chosen(self, rows: Positions | Mask) -> "Changes":
        """Some of them, in columns."""
        return Changes(
            self.kinds.chosen(rows),
            self.changes.chosen(rows),
            self.subjects[rows],
            self._sources,
            self._source[rows],
            self._row[rows],
        )


def in_columns(by_kind: Iterable[Iterable[Source]]) -> tuple[Changes, Mask]:
    """All of them, kind after kind and each kind by place; and which were only carried."""
    sources: list[Source] = []
    words: dict[str, int] = {}
    tables = [np.empty((7, 0), np.int32)]
    for of_kind in by_kind:
        start = len(sources)
        sources += of_kind
        numbered = enumerate(sources[start:], start)
        found = [_columns(source, number, words) for number, source in numbered]
        table = np.concatenate([np.empty((7, 0), np.int32), *found], axis=1)
        tables.append(table[:, order_of(table[0])])
    _places, kinds, changes, subjects, carried, source, row = np.concatenate(tables, axis=1)
    known = tuple(words)
    told = Changes(Coded(known, kinds), Coded(known, changes), subjects, sources, source, row)
    return told, carried != 0


def _columns(source: Source, number: int, words: dict[str, int]) -> Integers:
    """Places, kinds, changes and subjects of what a source tells, whether it was only carried, the
    number of the source, and the row in it; `words` take the number of each word met."""

    def code(word: str) -> int:
        return words.setdefault(word, len(words))

    found = np.zeros((7, len(source)), np.int32)
    found[5], found[6] = number, np.arange(len(source))
    if isinstance(source, Many):
        found[0], found[3] = source.places, source.subjects
        found[1], found[2] = code(source.kind), code(source.change)
    elif source.told:
        rows = [
            (place, code(change.subject.kind), code(change.change), change.subject.id, is_carried)
            for place, change, is_carried in source.told
        ]
        found[:5] = np.array(rows, np.int32).T
    return found
