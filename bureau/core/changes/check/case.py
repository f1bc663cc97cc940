"""The set under check: its actions done one after another, and one moment of it after another."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from bureau.core.changes.actions import Action
from bureau.core.changes.check.findings import Outside
from bureau.core.changes.definitions import named, problems
from bureau.core.changes.expand import apply
from bureau.core.changes.expects import gone
from bureau.core.changes.plain import Plain
from bureau.core.changes.plain_reading import END
from bureau.core.changes.progress import Progress
from bureau.core.changes.world import World
from bureau.core.reasons import Reason
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.columns import NULL, OPEN, Columns
from bureau.core.structure.effects import Role
from bureau.core.structure.fold import Unfolded, unfolded
from bureau.core.structure.kinds import Value
from bureau.core.structure.ordering import Integers, Mask, distinct, is_among

FEW = 4
"""Whether anything stands somewhere mostly shows in the last row of it, or in the last few."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found, and the places of the actions that bring it about; `answer` is the reason
    of the action that answers it itself."""

    subject: Reference
    day: Day
    facts: Mapping[str, Any] = field(default_factory=dict)
    actions: tuple[int, ...] = ()
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One action and how it met the organisation: its subject's fields, what it no longer found."""

    action: Action
    fields: Mapping[str, Value] | None
    gone: Mapping[str, tuple[Value, Value]]


class Case:
    """Well-formed actions are done in order; the others are only reported.

    `plain` holds those that are looked at as arrays; `steps` and `actions` are the others.
    """

    def __init__(
        self, actions: Iterable[Action], world: World, today: Day, outside: Outside
    ) -> None:
        self.world = world
        self.today = today
        self.outside = outside
        self.steps: list[Step] = []
        self.malformed: list[tuple[Action, list[Reason]]] = []
        self.plain = Plain(tuple(actions), world)
        rest = self.plain.rest
        known = (one for action in rest for one in named(action))
        self.progress = Progress(world, known, plain=self.plain)
        for action in rest:
            wrong = problems(action)
            if wrong:
                self.malformed.append((action, wrong))
            else:
                self._do(action)

    def _do(self, action: Action) -> None:
        fields = self.progress.fields(action.subject, action.day)
        self.steps.append(Step(action, fields, gone(action, self.progress)))
        apply(action, self.progress)

    @property
    def actions(self) -> list[Action]:
        return [step.action for step in self.steps]

    @property
    def first(self) -> Day | None:
        """The first day on which the set writes anything."""
        return min(self.days, default=None)

    @property
    def last(self) -> Day | None:
        """The last day on which the set writes anything."""
        return max(self.days, default=None)

    @cached_property
    def days(self) -> frozenset[Day]:
        """The days on which the set writes anything."""
        plain = [distinct(one.read.days).tolist() for one in self.plain.kinds.values()]
        return frozenset(effect.day for effect in self.progress.pending).union(*plain)

    def acts_on(self, day: Day) -> bool:
        """Whether any action is for that day."""
        return any(step.action.day == day for step in self.steps) or any(
            bool((plain.read.days == day).any()) for plain in self.plain.kinds.values()
        )

    @cached_property
    def subjects(self) -> frozenset[Reference]:
        """What the actions that are not plain act on."""
        return frozenset(step.action.subject for step in self.steps)

    @cached_property
    def laid(self) -> Columns:
        """The rows of all touched objects with the set, those that end before it left out."""
        laid = self.plain.laid
        laid.append(self.progress.overlay().versions)
        return laid

    @cached_property
    def touched(self) -> Mapping[str, Integers]:
        """The ids of all touched objects, in order, by kind."""
        others: defaultdict[str, list[int]] = defaultdict(list)
        for subject in self.progress.touched:
            others[subject.kind].append(subject.id)
        found = {kind: self.plain.ids(kind) for kind in self.world.columns.tables}
        for kind, ids in others.items():
            found[kind] = distinct(np.concatenate([found[kind], np.array(ids, np.int32)]))
        return found

    def anything_with(
        self,
        kind: str,
        name: str,
        values: Integers,
        day: Day,
        manners: Collection[int] | None = None,
    ) -> Mask:
        """For each value whether anything stands with it in that field, on a day with the set."""
        found = np.zeros(len(values), np.bool_)
        table, laid = self.world.columns.tables[kind], self.laid.tables[kind]
        for one, recorded, last in (
            (laid, OPEN - 1, None),
            (table, self.world.recorded, 1),
            (table, self.world.recorded, FEW),
            (table, self.world.recorded, None),
        ):
            open_ones = np.flatnonzero(~found)
            if not len(open_ones):
                break
            which, rows = one.rows_with(name, values[open_ones], last)
            stands = one.stands(rows, day, recorded)
            if one is table:
                stands &= ~is_among(table.column("id")[rows], self.touched[kind])
            if manners is not None:
                stands &= np.isin(one.column("manner")[rows], list(manners))
            found[open_ones[which[stands]]] = True
        return found

    def stand(self, kind: str, ids: Integers, day: Day) -> Mask:
        """Which objects stand on a day with the set."""
        table, laid = self.world.columns.tables[kind], self.laid.tables[kind]
        without = table.rows_at(ids, day, self.world.recorded) != NULL
        under = laid.rows_at(ids, day, OPEN - 1) != NULL
        stand: Mask = np.where(is_among(ids, self.touched[kind]), under, without)
        return stand

    @cached_property
    def lost(self) -> list[Unfolded]:
        """Effects that count for nothing with the set; those that did before are not its doing."""
        found: list[Unfolded] = []
        for subject in self.progress.touched:
            lost = self.progress.unfolded(subject)
            if lost:
                decided = unfolded(self.progress.decided(subject), self.world.recorded)
                known = {before.effect.id for before in decided}
                found += [one for one in lost if one.effect.id not in known]
        return found

    @cached_property
    def ended(self) -> Mapping[Reference, tuple[Day, int]]:
        """The units and posts that the set ends, each with its day and the action that ends it:
        the first, where there are several."""
        found: dict[Reference, tuple[Day, int]] = {}
        for subject, day, place in self._endings():
            if subject not in found or day < found[subject][0]:
                found[subject] = day, place
        return found

    def _endings(self) -> Iterator[tuple[Reference, Day, int]]:
        for effect in self.progress.pending:
            if effect.role is Role.END and effect.subject.kind in ("unit", "post"):
                yield effect.subject, effect.day, effect.action
        for kind, plain in self.plain.kinds.items():
            read = plain.read.at(np.flatnonzero(plain.read.roles == END))
            said = (read.ids.tolist(), read.days.tolist(), read.places.tolist())
            for id, day, place in zip(*said, strict=True):
                yield Reference(kind, id), day, place

    @cached_property
    def _actions_on(self) -> Mapping[Reference, tuple[int, ...]]:
        found: defaultdict[Reference, dict[int, None]] = defaultdict(dict)
        for effect in self.progress.pending:
            found[effect.subject][effect.action] = None
        return {subject: tuple(actions) for subject, actions in found.items()}

    def actions_on(self, subjects: Iterable[Reference]) -> tuple[int, ...]:
        """The places of the actions that write anything of these objects."""
        places: set[int] = set()
        for subject in subjects:
            places.update(self._actions_on.get(subject, ()))
            if subject in self.plain:
                places.update(self.plain.kinds[subject.kind].places_on(subject.id))
        return tuple(sorted(places))
