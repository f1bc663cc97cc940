"""Actions read into arrays, kind by kind; what does not have the plain form is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
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


SHAPES = [_shape(kind) for kind in ActionKind]
"""By the place of the kind; None where no action of it is ever plain."""
_PLACES = {id(kind): place for kind, place in ORDER.items()}  # a hash of a kind takes longer


@dataclass(slots=True)
class Read:
    """Actions on subjects of one kind, kind by kind, one entry of each array for each.

    `order` is the place among the actions given; `fits` is False where an action has not the plain
    form. With a row for each field: `given` and `values` say which are set and to what, `expects`
    and `expected` the same of what is expected.
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

    def at(self, chosen: Positions) -> Read:
        """Only some of the actions, in that order."""
        return Read(*(getattr(self, name).take(chosen, axis=-1) for name in Read.__slots__))


def read(actions: Sequence[Action], vocabulary: Vocabulary) -> tuple[dict[str, Read], Positions]:
    """The actions that may be plain, by the kind of their subjects, and those that never are."""
    found: dict[str, list[Read]] = {}
    rest = [np.empty(0, np.int64)]
    listed_kinds = map(id, [action.kind for action in actions])
    kinds = np.frombuffer(bytes(map(_PLACES.__getitem__, listed_kinds)), np.uint8)
    whose = [action.subject.kind for action in actions]
    ids = np.array([action.subject.id for action in actions], np.int64)
    days = np.array([action.day for action in actions], np.int32)
    numbers = np.array([action.id for action in actions], np.int32)
    values = [action.values for action in actions]
    expects = [action.expects for action in actions]
    nothing: dict[str, Value] = {}
    is_expected = any(expects)
    for kind in dict.fromkeys(kinds.tobytes()):
        places = np.flatnonzero(kinds == kind)
        shape, listed = SHAPES[kind], places.tolist()
        if shape is None or set(map(whose.__getitem__, listed)) != {shape.subject}:
            rest.append(places)
            continue
        said = _said(shape, list(map(values.__getitem__, listed)), vocabulary)
        hopes = [expects[place] for place in listed] if is_expected else [nothing] * len(listed)
        hoped = _hoped(shape, hopes, said, vocabulary)
        told = ids[places], days[places], numbers[places]
        found.setdefault(shape.subject, []).append(_read(shape, places, told, said, hoped))
    return {kind: _joined(reads) for kind, reads in found.items()}, np.concatenate(rest)


def _joined(reads: Sequence[Read]) -> Read:
    if len(reads) == 1:
        return reads[0]
    parts = ([getattr(one, name) for one in reads] for name in Read.__slots__)
    return Read(*(np.concatenate(part, axis=-1) for part in parts))


def _read(
    shape: Shape,
    places: Positions,
    told: tuple[Positions, Integers, Integers],
    said: _Said,
    hoped: _Said,
) -> Read:
    """Actions of one kind; `told` are ids, days and places in the set."""
    ids, days, numbers = told
    is_number = (ids > 0) & (ids <= _MOST)
    return Read(
        order=places,
        ids=np.where(is_number, ids, 0).astype(np.int32),
        days=days,
        places=numbers,
        roles=np.full(len(places), shape.role, np.int32),
        kinds=np.full(len(places), ORDER[shape.kind], np.int32),
        fits=is_number & said.fits & hoped.fits,
        given=said.given,
        values=said.values,
        expects=hoped.given,
        expected=hoped.values,
    )


def _said(shape: Shape, listed: Sequence[Mapping[str, Value]], vocabulary: Vocabulary) -> _Said:
    """What actions of one kind set; an establishment every field, those not said by default."""
    said = _Said(listed, KINDS[shape.subject].fields, vocabulary)
    for name in (*shape.sets, *shape.may):
        said.take(name, nullable=name in DEFINITIONS[shape.kind].nullable)
    for name in shape.sets:
        said.fits &= said.given[said.place(name)]
    if shape.any_of:
        said.fits &= said.given[[said.place(name) for name in shape.any_of]].any(axis=0)
    said.fits &= said.all_said()
    for name, value in shape.fixed.items():
        said.given[said.place(name)] = True
        said.values[said.place(name)] = vocabulary.encode(value)
    if shape.role == ESTABLISH:
        said.fill_in()
    return said


def _hoped(
    shape: Shape, listed: Sequence[Mapping[str, Value]], said: _Said, vocabulary: Vocabulary
) -> _Said:
    """What they expect, of what they may: what they set, or what they end."""
    hoped = _Said(listed, said.fields, vocabulary)
    if shape.role != ESTABLISH:
        for name in DEFINITIONS[shape.kind].expects:
            place = said.place(name)
            if hoped.take(name, nullable=True) and DEFINITIONS[shape.kind].sets:
                hoped.fits &= ~hoped.given[place] | said.given[place]
    hoped.fits &= hoped.all_said()
    return hoped


class _Said:
    """Named values of many actions, taken field by field: a row for each."""

    def __init__(
        self,
        listed: Sequence[Mapping[str, Value]],
        fields: Sequence[Field],
        vocabulary: Vocabulary,
    ) -> None:
        self.fields, self._vocabulary, self._listed = fields, vocabulary, listed
        self.given = np.zeros((len(fields), len(listed)), np.bool_)
        self.values: Matrix = np.zeros((len(fields), len(listed)), np.int32)
        self.fits = np.ones(len(listed), np.bool_)
        self._taken: Integers | int = 0
        self._alike = _alike(listed)
        names = chain.from_iterable(listed) if self._alike is None else self._alike
        self._names = frozenset(names)

    def place(self, name: str) -> int:
        return next(place for place, field in enumerate(self.fields) if field.name == name)

    def take(self, name: str, *, nullable: bool) -> bool:
        """One field of all, should any say it; what is not of its type does not fit."""
        if name not in self._names:
            return False
        place = self.place(name)
        field, found = self.fields[place], self._found(name)
        types = set(map(type, found))
        if types == {field.type}:
            self.given[place] = True
            self._taken = self._taken + 1
            self.values[place] = self._encoded(field, found, is_whole=True)
            return True
        may_be_none = nullable and (field.default is None)
        is_good = [type(value) is field.type or (value is None and may_be_none) for value in found]
        is_given = np.array([value is not _MISSING for value in found])
        given = np.array(is_good, np.bool_)
        self.fits &= ~is_given | given
        self.given[place] = given
        self._taken = self._taken + given.astype(np.int32)
        found = [value if good else None for value, good in zip(found, is_good, strict=True)]
        self.values[place] = self._encoded(field, found, is_whole=False)
        return True

    def _found(self, name: str) -> list[Any]:
        if self._alike is not None:
            return self._alike[name]
        return [values.get(name, _MISSING) for values in self._listed]

    def _encoded(self, field: Field, found: list[Any], *, is_whole: bool) -> Integers:
        if field.type is str:
            if is_whole:
                return self._vocabulary.numbers(found)
            return np.array([self._vocabulary.encode(value) for value in found], np.int32)
        if not is_whole:
            found = [-1 if value is None else value for value in found]
        numbers = np.array(found, np.int64)
        beyond = (numbers < -1) | (numbers > _MOST)
        self.fits &= ~beyond
        return np.where(beyond, 0, numbers).astype(np.int32)

    def fill_in(self) -> None:
        """Set every field, those not said as they are by default."""
        for place, one in enumerate(self.fields):
            self.values[place, ~self.given[place]] = self._vocabulary.encode(one.default)
        self.given[:] = True

    def all_said(self) -> Mask:
        """Which fit, and say nothing but what was taken."""
        is_all: Mask = self.fits & (self._count() == self._taken)
        return is_all

    def _count(self) -> Integers | int:
        if self._alike is not None:
            return len(self._alike)
        return np.array([len(values) for values in self._listed], np.int32)


def _alike(listed: Sequence[Mapping[str, Value]]) -> dict[str, list[Any]] | None:
    """What they say name by name where, as mostly, all say the same names; else None."""
    names = tuple(listed[0])
    if sum(map(len, listed)) != len(names) * len(listed):
        return None
    try:
        return {name: [values[name] for values in listed] for name in names}
    except KeyError:
        return None
