"""A change set as far as it has been expanded: what it writes, and what then stands on any day."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count

import numpy as np

from bureau.core.changes.pending import PendingEffect
from bureau.core.changes.plain import Plain
from bureau.core.changes.world import World, snapshot
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.columns import NULL
from bureau.core.structure.effects import Effect, Manner, Role
from bureau.core.structure.fold import Timeline, Unfolded, fold, live, on_day, unfolded
from bureau.core.structure.kinds import Value
from bureau.core.structure.ordering import is_among
from bureau.core.structure.overlay import Overlay, overlay_of
from bureau.core.structure.snapshot import Snapshot

NO_INSTRUMENT = 0


class Progress:
    """The world with the effects pending so far counted in, as if recorded under the next number.

    `pending` and `touched` grow in the order of writing. `new_id` makes the identities that no
    action names; without it they are provisional, for a set that is only looked at. What `plain`
    holds is done beside, and is not in `pending` and `touched`.
    """

    def __init__(
        self,
        world: World,
        known: Iterable[Reference] = (),
        new_id: Callable[[str], int] | None = None,
        plain: Plain | None = None,
    ) -> None:
        self.world = world
        self.plain = plain if plain is not None else Plain((), world)
        self.record = world.recorded + 1
        self.pending: list[PendingEffect] = []
        self.touched: dict[Reference, None] = {}
        self._decided: dict[Reference, Sequence[Effect]] = {}
        self._written: defaultdict[Reference, list[Effect]] = defaultdict(list)
        self._timelines: dict[Reference, Timeline] = {}
        self._touched_ids: defaultdict[str, set[int]] = defaultdict(set)
        self._saying: defaultdict[tuple[str, str, Value], set[int]] = defaultdict(set)
        self._snapshots: dict[Day, Snapshot] = {}
        self._places = count(1)
        self.new_id = new_id or self._provisional
        self.learn(known)

    def learn(self, subjects: Iterable[Reference]) -> None:
        """Read the decided effects of many objects at once."""
        unknown = {subject for subject in subjects if subject not in self._decided}
        if unknown:
            found = self.world.effects_of(unknown)
            self._decided.update({subject: found.get(subject, ()) for subject in unknown})

    def write(
        self,
        action: int,
        subject: Reference,
        day: Day,
        role: Role,
        fields: Mapping[str, Value] | None = None,
        replaces: tuple[int, ...] = (),
        manner: Manner = Manner.DECIDED,
    ) -> None:
        """Add one effect behind all others."""
        place = next(self._places)
        effect = PendingEffect(subject, day, role, fields or {}, place, action, replaces, manner)
        self.pending.append(effect)
        self.learn([subject])
        written = effect.written(-place, self.record, NO_INSTRUMENT)
        self._written[subject].append(written)
        self._note(subject, [written] if subject in self.touched else self.effects(subject))
        self.touched[subject] = None
        self._touched_ids[subject.kind].add(subject.id)
        self._timelines.pop(subject, None)

    def note(
        self,
        action: int,
        subject: Reference,
        day: Day,
        role: Role,
        fields: Mapping[str, Value],
    ) -> None:
        """Add the effect of a plain action: what comes of it is in `plain` already."""
        self.pending.append(PendingEffect(subject, day, role, fields, next(self._places), action))

    def decided(self, subject: Reference) -> list[Effect]:
        """What counts of the object's effects without this set, in the order of the fold."""
        return live(self.decided_effects(subject), self.world.recorded)

    def decided_effects(self, subject: Reference) -> Sequence[Effect]:
        """All effects of the object without this set."""
        self.learn([subject])
        return self._decided[subject]

    def effects(self, subject: Reference) -> list[Effect]:
        """All effects of the object, those of this set under the next record number."""
        self.learn([subject])
        return [*self._decided[subject], *self._written[subject]]

    def unfolded(self, subject: Reference) -> tuple[Unfolded, ...]:
        """What would count for nothing, decided or pending."""
        return unfolded(self.effects(subject), self.record)

    def timeline(self, subject: Reference) -> Timeline:
        """The object over all days, with this set."""
        if subject not in self._timelines:
            self._timelines[subject] = fold(self.effects(subject), self.record)
        return self._timelines[subject]

    def fields(self, subject: Reference, day: Day) -> Mapping[str, Value] | None:
        """What the object says on a day with this set, None when it does not stand."""
        if subject in self.plain:
            return self.plain.fields(subject, day)
        return on_day(self.timeline(subject), day)

    def fields_before(self, subject: Reference, day: Day) -> Mapping[str, Value] | None:
        """What the object says on a day without this set, None when it does not stand."""
        if subject in self.plain:
            table = self.world.columns.tables[subject.kind]
            row = table.row_at(subject.id, day, self.world.recorded)
            return None if row == NULL else table.version(row).fields
        return on_day(self.timeline_before(subject), day)

    def timeline_before(self, subject: Reference) -> Timeline:
        """The object over all days, without this set."""
        return fold(self.decided_effects(subject), self.world.recorded)

    def standing(self, kind: str, day: Day, name: str, value: int) -> list[int]:
        """The ids of the objects that stand on a day and whose field has that value, in order."""
        table = self.world.columns.tables[kind]
        _, rows = table.rows_with(name, np.array([value]))
        rows = rows[table.stands(rows, day, self.world.recorded)]
        ids = table.column("id")[rows]
        if kind in self.plain.kinds:
            ids = ids[~is_among(ids, self.plain.ids(kind))]
        found = set(ids.tolist()) - self._touched_ids[kind]
        found.update(self.plain.standing(kind, day, name, value))
        for id in self._saying[kind, name, value]:
            fields = self.fields(Reference(kind, id), day)
            if fields is not None and fields[name] == value:
                found.add(id)
        return sorted(found)

    def adoption_of(self, post: int, day: Day) -> Reference | None:
        """The adoption in force for a post."""
        found = self.standing("adoption", day, "post", post)
        return Reference("adoption", found[-1]) if found else None

    def line_of(self, post: int, manner: str, day: Day) -> Reference | None:
        """The reporting line of that manner in force for a post."""
        return next(iter(self.lines_of(post, manner, day)), None)

    def lines_of(self, post: int, manner: str, day: Day) -> list[Reference]:
        """Should several stand, all of them."""
        lines = [Reference("reporting", id) for id in self.standing("reporting", day, "post", post)]
        return [line for line in lines if self._says(line, day, "manner") == manner]

    def overlay(self) -> Overlay:
        """Every touched object as it would be over all days."""
        return overlay_of({each: self.timeline(each) for each in self.touched}, self.record)

    def _note(self, subject: Reference, effects: Iterable[Effect]) -> None:
        """Which touched objects ever say what: so that none is asked in vain."""
        for effect in effects:
            for name, value in effect.fields.items():
                self._saying[subject.kind, name, value].add(subject.id)

    def _provisional(self, kind: str) -> int:
        """The first number behind all that the world or the set knows."""
        ids = self.world.columns.tables[kind].column("id")
        known = [subject.id for subject in self._decided if subject.kind == kind]
        known.append(int(self.plain.ids(kind).max(initial=0)))
        return max(int(ids.max(initial=0)), *known) + 1

    def _says(self, subject: Reference, day: Day, name: str) -> Value:
        return (self.fields(subject, day) or {}).get(name)

    def snapshot_before(self, day: Day) -> Snapshot:
        """The organisation on a day without this set."""
        if day not in self._snapshots:
            self._snapshots[day] = snapshot(self.world, day)
        return self._snapshots[day]
