"""Actions read into arrays, kind by kind; what does not have the plain form is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.definitions import DEFINITIONS
from bureau.core.structure.effects import Role
from bureau.core.structure.kinds import KINDS, Field, Value
from bureau.core.structure.ordering import Integers, Mask, Positions
from bureau.core.structure.vocabulary import Vocabulary

type Matrix = NDArray[np.int32]

CHANGE, ESTABLISH, END = 0, 1, 2
ROLES: Mapping[ActionKind, Role] = {
    kind: {"establish": Role.ESTABLISH, "abolish": Role.END}.get(
        kind.value.partition("_")[0], Role.CHANGE
    )
    for kind in ActionKind
}
"""What a plain action of each kind does to its subject."""
ORDER: Mapping[ActionKind, int] = {kind: place for place, kind in enumerate(ActionKind)}
_MOST = 2**31 - 2
_MISSING: Any = object()


@dataclass(frozen=True, slots=True)
class Shape:
    """What a plain action of one kind may look like: `sets` what it must, `may` what it can say.

    `fixed` is set without being said; `any_of` are of which one at least must be said.
    """

    kind: ActionKind
    subject: str
    role: int
    sets: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    fixed: Mapping[str, Value] = field(default_factory=dict)


_FIXED: Mapping[ActionKind, Mapping[str, Value]] = {
    ActionKind.FREEZE_POST: {"frozen": True},
    ActionKind.UNFREEZE_POST: {"frozen": False},
}


def _shape(kind: ActionKind) -> Shape | None:
    definition = DEFINITIONS[kind]
    role = {Role.ESTABLISH: ESTABLISH, Role.END: END}.get(ROLES[kind], CHANGE)
    fixed: Mapping[str, Value] = _FIXED.get(kind, {})
    if definition.subject not in ("unit", "post") or not (definition.sets or fixed or role == END):
        return None
    sets = tuple(name for name in definition.sets if name in definition.required)
    may = tuple(name for name in definition.sets if name not in definition.required)
    return Shape(kind, definition.subject, role, sets, may, definition.any_of, fixed)


SHAPES = {id(kind): shape for kind in ActionKind if (shape := _shape(kind))}


@dataclass(slots=True)
class Read:
    """Actions on subjects of one kind, one row of each array for each.

    `order` is the place among all actions; `given` and `values` say which fields are set and to
    what, `expects` and `expected` the same of what is expected; `fits` is False where an action
    has not the plain form.
    """

    order: Positions
    ids: Integers
    days: Integers
    places: Integers
    roles: Integers
    kinds: Integers
    fits: Mask
    given: NDArray[np.bool_]
    values: Matrix
    expects: NDArray[np.bool_]
    expected: Matrix

    def __len__(self) -> int:
        return len(self.order)

    def at(self, chosen: Mask | Positions) -> Read:
        """Only some of the actions, in that order."""
        return Read(*(getattr(self, name)[chosen] for name in Read.__slots__))


_PARTS = attrgetter("kind", "subject.kind", "subject.id", "day", "id", "values", "expects")


def read(ordered: Sequence[Action], vocabulary: Vocabulary) -> tuple[dict[str, Read], list[Action]]:
    """The actions that may be plain, by the kind of their subjects, and those that never are."""
    found: dict[str, list[Read]] = {}
    rest: list[Action] = []
    if not ordered:
        return {}, rest
    kinds, whose, ids, days, numbers, values, expects = zip(*map(_PARTS, ordered), strict=True)
    known = np.fromiter(map(id, kinds), np.int64, len(kinds))
    told = np.array(ids, np.int64), np.array(days, np.int32), np.array(numbers, np.int32)
    for kind in np.unique(known).tolist():
        places = np.flatnonzero(known == kind)
        shape, listed = SHAPES.get(kind), places.tolist()
        if shape is None or {whose[place] for place in listed} != {shape.subject}:
            rest += [ordered[place] for place in listed]
            continue
        said = _said(shape, [values[place] for place in listed], vocabulary)
        hoped = _hoped(shape, [expects[place] for place in listed], said, vocabulary)
        found.setdefault(shape.subject, []).append(_read(shape, places, told, said, hoped))
    return {kind: _joined(reads) for kind, reads in found.items()}, rest


def _joined(reads: Sequence[Read]) -> Read:
    joined = Read(
        *(np.concatenate([getattr(one, name) for one in reads]) for name in Read.__slots__)
    )
    return joined.at(np.argsort(joined.order)) if len(reads) > 1 else joined


def _said(shape: Shape, listed: Sequence[Mapping[str, Value]], vocabulary: Vocabulary) -> _Said:
    """What actions of one kind set."""
    said = _Said(listed, KINDS[shape.subject].fields, vocabulary)
    for name in (*shape.sets, *shape.may):
        said.take(name, nullable=name in DEFINITIONS[shape.kind].nullable)
    for name in shape.sets:
        said.fits &= said.given[:, said.place(name)]
    if shape.any_of:
        said.fits &= said.given[:, [said.place(name) for name in shape.any_of]].any(axis=1)
    said.fits &= said.all_said()
    for name, value in shape.fixed.items():
        said.given[:, said.place(name)] = True
        said.values[:, said.place(name)] = vocabulary.encode(value)
    return said


def _hoped(
    shape: Shape, listed: Sequence[Mapping[str, Value]], said: _Said, vocabulary: Vocabulary
) -> _Said:
    """What they expect, of what they may: what they set, or what they end."""
    hoped = _Said(listed, said.fields, vocabulary)
    if shape.role != ESTABLISH and any(listed):
        for name in DEFINITIONS[shape.kind].expects:
            hoped.take(name, nullable=True)
            if DEFINITIONS[shape.kind].sets:
                hoped.fits &= ~hoped.given[:, said.place(name)] | said.given[:, said.place(name)]
    hoped.fits &= hoped.all_said()
    return hoped


def _read(
    shape: Shape,
    places: Positions,
    told: tuple[Positions, Integers, Integers],
    said: _Said,
    hoped: _Said,
) -> Read:
    ids, days, numbers = (one[places] for one in told)
    is_number = (ids > 0) & (ids <= _MOST)
    if shape.role == ESTABLISH:
        said.fill_in()
    return Read(
        order=places,
        ids=np.where(is_number, ids, 0).astype(np.int32),
        days=days.astype(np.int32),
        places=numbers.astype(np.int32),
        roles=np.full(len(places), shape.role, np.int32),
        kinds=np.full(len(places), ORDER[shape.kind], np.int32),
        fits=is_number & said.fits & hoped.fits,
        given=said.given,
        values=said.values,
        expects=hoped.given,
        expected=hoped.values,
    )


class _Said:
    """Named values of many actions, taken field by field."""

    def __init__(
        self,
        listed: Sequence[Mapping[str, Value]],
        fields: Sequence[Field],
        vocabulary: Vocabulary,
    ) -> None:
        self.listed, self.fields, self._vocabulary = listed, fields, vocabulary
        self.given = np.zeros((len(listed), len(fields)), np.bool_)
        self.values: Matrix = np.zeros((len(listed), len(fields)), np.int32)
        self.fits = np.ones(len(listed), np.bool_)
        self._names = set[str]().union(*listed)

    def place(self, name: str) -> int:
        return next(place for place, field in enumerate(self.fields) if field.name == name)

    def take(self, name: str, *, nullable: bool) -> None:
        """One field of all; what is not of its type does not fit."""
        if name not in self._names:
            return
        place = self.place(name)
        field = self.fields[place]
        found = [values.get(name, _MISSING) for values in self.listed]
        types = set(map(type, found))
        if types != {field.type}:
            may_be_none = nullable and (field.default is None)
            is_good = [
                type(value) is field.type or (value is None and may_be_none) for value in found
            ]
            given = np.array([value is not _MISSING for value in found])
            good = np.array(is_good, np.bool_)
            self.fits &= ~given | good
            self.given[:, place] = given & good
            found = [
                value if good and value is not None else None
                for value, good in zip(found, is_good, strict=True)
            ]
        else:
            self.given[:, place] = True
        self.values[:, place] = self._encoded(field, found, types)

    def _encoded(self, field: Field, found: list[Any], types: set[type]) -> Integers:
        if field.type is str:
            encode: Callable[[Any], int] = self._vocabulary.encode
            if types == {str}:
                return self._vocabulary.numbers(found)
            return np.array([encode(value) for value in found], np.int32)
        numbers = np.array([-1 if value is None else value for value in found], np.int64)
        beyond = (numbers < -1) | (numbers > _MOST)
        self.fits &= ~beyond
        return np.where(beyond, 0, numbers).astype(np.int32)

    def fill_in(self) -> None:
        """An establishment sets every field, those not said as they are by default."""
        for place, one in enumerate(self.fields):
            self.values[~self.given[:, place], place] = self._vocabulary.encode(one.default)
        self.given[:] = True

    def all_said(self) -> Mask:
        """Which fit, and say nothing but what was taken."""
        said = np.fromiter(map(len, self.listed), np.int64, len(self.listed))
        is_all: Mask = self.fits & (said == np.count_nonzero(self.given, axis=1))
        return is_all
