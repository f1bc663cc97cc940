"""A case on its way: frozen actions, what was answered and closed, and the steps it has."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bureau.core.procedures.kinds import (
    STAND_INS,
    ActKind,
    Amended,
    Capacity,
    Gate,
    Phase,
    Severity,
    StepState,
    WhoKind,
)
from bureau.core.procedures.rules import DECIDING, RoutedAction, Source, Who
from bureau.core.reasons import Reason
from bureau.core.spans import Day

AFTER_ALL = 1000
"""The order of steps on which conditions are fulfilled: they hold up no other step."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`code` is stable snake_case; `actions` are the ids it speaks of."""

    code: str
    severity: Severity
    actions: tuple[int, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """One action on which a step bears: by which rule version, and what it gates for it."""

    action: int
    rule: int
    gates: Gate


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a route. `key` names it within the case: the same step closed in parts keeps it.

    `due` is the day by which it should be closed; `reason` says why it is barred.
    """

    key: str
    order: int
    who: Who
    act: ActKind
    parts: tuple[Part, ...]
    sources: tuple[Source, ...]
    templates: tuple[str, ...] = ()
    question: str | None = None
    days: int | None = None
    stand_ins: frozenset[Capacity] = STAND_INS
    amended: Amended = Amended.REFUSED
    state: StepState = StepState.TO_COME
    reason: Reason | None = None
    due: Day | None = None

    def actions(self) -> frozenset[int]:
        return frozenset(part.action for part in self.parts)

    def gated_actions(self, *gates: Gate) -> frozenset[int]:
        """The actions for which it gates one of `gates`."""
        return frozenset(part.action for part in self.parts if part.gates in gates)

    def of_body(self, body: int | None = None) -> "Step":
        """The same for one of several bodies, by default the first: only that one's secretary
        records how it decided. Unchanged where it is of no body, or not of this one."""
        if self.who.kind is not WhoKind.BODY:
            return self
        named = [one for one in self.who.ids if body is None or int(one) == body]
        return replace(self, who=Who(WhoKind.BODY, tuple(named[:1]))) if named else self

    def holds_back(self) -> frozenset[int]:
        """The actions whose later steps wait for this one."""
        return self.gated_actions(Gate.NEXT, Gate.ENTRY_INTO_FORCE, Gate.RELEASE)


@dataclass(frozen=True, slots=True)
class ClosedStep:
    """A step as it stood when an act closed it, with the parts the act was on."""

    step: Step
    act: ActKind
    day: Day


@dataclass(frozen=True, slots=True)
class Condition:
    """What must be so before `actions` enter into force; `who` says that it is, by `last_day`.

    `place` numbers it within the case, from 1; `step` is the key of the one whose act set it.
    """

    who: Who
    last_day: Day
    actions: frozenset[int]
    place: int = 0
    step: str = ""

    @property
    def key(self) -> str:
        """The key of the step on which it is fulfilled."""
        return f"{AFTER_ALL}.{self.who}.{ActKind.FULFIL}.{self.place}"


@dataclass(frozen=True, slots=True)
class RoutedAmendment:
    """What a body changed in a set, as rules read it: `actions` are those changed and added."""

    actions: tuple[RoutedAction, ...] = ()
    left_out: frozenset[int] = frozenset()

    def brought(self) -> frozenset[int]:
        return frozenset(action.id for action in self.actions)


@dataclass(frozen=True, slots=True)
class Case:
    """What is put through a procedure, and how far it has come.

    `dropped` are actions withdrawn, rejected, left out or lapsed, `left_out` those of them that a
    body left out in amending the set; `deferred` gives the new day of a step, by key.
    """

    organisation: int
    subject: str
    actions: tuple[RoutedAction, ...]
    submitted: Day
    determinations: Mapping[str, bool] = field(default_factory=dict)
    closed: tuple[ClosedStep, ...] = ()
    dropped: frozenset[int] = frozenset()
    left_out: frozenset[int] = frozenset()
    deferred: Mapping[str, Day] = field(default_factory=dict)
    conditions: tuple[Condition, ...] = ()
    phase: Phase = Phase.UNDER_WAY

    def pursued(self) -> tuple[RoutedAction, ...]:
        """The actions that are not dropped."""
        return tuple(action for action in self.actions if action.id not in self.dropped)

    def conflicted(self) -> frozenset[int]:
        """Everyone with an interest of their own in what it pursues: they act on none of it."""
        return frozenset(person for action in self.pursued() for person in action.people)


@dataclass(frozen=True, slots=True)
class Route:
    """The steps of a case in order, what is to be said about it, and the actions it pursues."""

    steps: tuple[Step, ...]
    findings: tuple[Finding, ...]
    pursued: frozenset[int]

    def here(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.state is StepState.HERE)

    def is_barred(self) -> bool:
        return any(finding.severity is Severity.BARS for finding in self.findings)

    def is_done(self) -> bool:
        """Whether nothing is left to do: every step is closed and nothing asks or bars."""
        return not self.findings and all(step.state is StepState.DONE for step in self.steps)

    def open_step(self, key: str) -> Step | None:
        """The step of that key which is still to be closed, at least in part."""
        open_steps = (step for step in self.steps if step.state is not StepState.DONE)
        return next((step for step in open_steps if step.key == key), None)

    def decided(self, *gates: Gate) -> frozenset[int]:
        """The actions pursued that some step gates by `gates`, and every such step is closed.

        Without `gates`: those that may enter into force.
        """
        closed, awaited = set[int](), set[int]()
        for step in self.steps:
            into = closed if step.state is StepState.DONE else awaited
            into.update(step.gated_actions(*(gates or (Gate.ENTRY_INTO_FORCE,))))
        return frozenset(closed - awaited) & self.pursued

    def settled(self) -> frozenset[int]:
        """The actions on which nothing is left to decide: they cannot be stopped any more."""
        return self.decided(*DECIDING)

    def is_settled(self) -> bool:
        """Whether something is decided and nothing is left to decide."""
        settled = self.settled()
        return bool(settled) and settled == self.pursued
