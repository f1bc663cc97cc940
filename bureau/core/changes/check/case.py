"""The set under check: its actions done one after another, and one moment of it after another."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from bureau.core.changes.actions import Action, in_order
from bureau.core.changes.check.findings import Outside
from bureau.core.changes.definitions import named, problems
from bureau.core.changes.expand import apply
from bureau.core.changes.expects import gone
from bureau.core.changes.progress import Progress
from bureau.core.changes.world import World
from bureau.core.reasons import Reason
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.effects import Role
from bureau.core.structure.fold import Unfolded, unfolded
from bureau.core.structure.kinds import Value
from bureau.core.structure.overlay import Overlay


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found, and the places of the actions that bring it about."""

    subject: Reference
    day: Day
    facts: Mapping[str, Any] = field(default_factory=dict)
    actions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One action and how it met the organisation: its subject's fields, what it no longer found."""

    action: Action
    fields: Mapping[str, Value] | None
    gone: Mapping[str, tuple[Value, Value]]


class Case:
    """Well-formed actions are done in order; the others are only reported."""

    def __init__(
        self, actions: Iterable[Action], world: World, today: Day, outside: Outside
    ) -> None:
        self.world = world
        self.today = today
        self.outside = outside
        self.steps: list[Step] = []
        self.malformed: list[tuple[Action, list[Reason]]] = []
        ordered = in_order(actions)
        self.progress = Progress(world, (one for action in ordered for one in named(action)))
        for action in ordered:
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

    @cached_property
    def overlay(self) -> Overlay:
        return self.progress.overlay()

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
        """The units and posts that the set ends, each with its day and the action that ends it."""
        return {
            effect.subject: (effect.day, effect.action)
            for effect in self.progress.pending
            if effect.role is Role.END and effect.subject.kind in ("unit", "post")
        }

    @cached_property
    def _actions_on(self) -> Mapping[Reference, tuple[int, ...]]:
        found: defaultdict[Reference, dict[int, None]] = defaultdict(dict)
        for effect in self.progress.pending:
            found[effect.subject][effect.action] = None
        return {subject: tuple(actions) for subject, actions in found.items()}

    def actions_on(self, subjects: Iterable[Reference]) -> tuple[int, ...]:
        """The places of the actions that write anything of these objects."""
        return tuple(sorted({place for one in subjects for place in self._actions_on.get(one, ())}))
