"""What has been planned so far: things with their steps, and why something is left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bureau.core.imports.halves import Fault
from bureau.core.imports.moments import Source
from bureau.core.imports.names import key_of
from bureau.core.imports.plan import Given, Named, Step, Worded
from bureau.core.imports.tabled.ground import Ground, Told
from bureau.core.lookalikes import fault, skeleton
from bureau.core.spans import Day
from bureau.core.structure.effects import Role
from bureau.core.structure.kinds import KINDS


@dataclass(slots=True)
class Book:
    """Things are put in by order of days; `state` is what each is by now: what nobody said of it
    is as its kind has it."""

    ground: Ground
    steps: dict[Named, list[Step]] = field(default_factory=dict)
    state: dict[Named, dict[str, Given]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    _looks: dict[str, set[str]] = field(default_factory=dict)

    def began(self, thing: Named) -> Day | None:
        steps = self.steps.get(thing)
        return steps[0].day if steps else None

    def is_new(self, thing: Named, day: Day) -> bool:
        """Whether nothing is known of it yet: of what stands, tables need not tell the rest."""
        is_told = thing in self.state
        return not is_told and self.ground.number(thing.kind, thing.key, day) is None

    def is_unfit(self, kind: str, column: str, told: Told) -> bool:
        """Whether a row begins a thing whose code is unfit or looks like another one; then the row
        is left out, and the fault tells why."""
        if kind not in self._looks:
            there = (of.get(kind, {}) for of in self.ground.standing.values())
            self._looks[kind] = {skeleton(key) for keys in there for key in keys}
        if not self.is_new(Named(kind, key_of(told.name)), told.day):
            return False
        looks = skeleton(told.name)
        why = fault(told.name) or ("looks_alike" if looks in self._looks[kind] else "")
        if why:
            self.faults.append(told.fault(column, why))
        self._looks[kind].add(looks)
        return bool(why)

    def stands(self, kind: str, text: str, day: Day) -> Named | int | None:
        """What a code or number names on a day: a thing of the tables, or one that stands."""
        thing = Named(kind, key_of(text))
        began = self.began(thing)
        if began is not None and began <= day:
            return thing
        return self.ground.number(kind, thing.key, day)

    def put(self, thing: Named, day: Day, fields: Mapping[str, Given], source: Source) -> None:
        """Establish it, or change what is different now."""
        before = self.state.get(thing)
        if before is None:
            self.steps[thing] = [Step(day, Role.ESTABLISH, dict(fields), source)]
            self.state[thing] = {**KINDS[thing.kind].defaults, **fields}
            return
        changed = {
            name: value for name, value in fields.items() if not self._is_same(before[name], value)
        }
        if not changed:
            return
        before |= changed
        steps = self.steps[thing]
        for place, step in enumerate(steps):
            if step.day == day:
                steps[place] = replace(step, fields={**step.fields, **changed})
                return
        steps.append(Step(day, Role.CHANGE, changed, source))
        steps.sort(key=lambda step: step.day)

    def _is_same(self, before: Given, now: Given) -> bool:
        """Words are the same words whatever language a table is said to be in; and a thing is the
        same by its key or by its number, where it stands otherwise."""
        match before, now:
            case (Worded(), Worded()):
                return before.words == now.words
            case (Named(), int()):
                return self.ground.is_number(before.kind, before.key, now)
            case (int(), Named()):
                return self.ground.is_number(now.kind, now.key, before)
            case _:
                return before == now
