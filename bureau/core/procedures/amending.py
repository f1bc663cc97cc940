"""Adopting as amended: which steps it closes for what the body changed and added, if it may.

A body amends what it decides, never what by the rules another decides. What only led to its step
counts as passed for what it changed; whoever decides beside it decides on the action as amended.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bureau.core.procedures.case import Case, ClosedStep, Part, Route, RoutedAmendment, Step
from bureau.core.procedures.consequences import amended
from bureau.core.procedures.kinds import ActKind, Amended, Gate, StepState
from bureau.core.procedures.route import BEFORE_ALL, route
from bureau.core.procedures.rules import Rule
from bureau.core.reasons import Reason
from bureau.core.spans import Day


def reasons_of_amendment(
    case: Case, step: Step, amendment: RoutedAmendment | None, chosen: frozenset[int]
) -> Iterator[Reason]:
    """What speaks against it whatever the rules say of the actions as amended."""
    if amendment is None or not (amendment.actions or amendment.left_out):
        yield Reason("amendment_missing")
        return
    known = frozenset(action.id for action in case.actions)
    touched = (amendment.brought() & known) | amendment.left_out
    if foreign := touched - (chosen & step.holds_back()):
        yield Reason("parts_not_open", {"parts": sorted(foreign)})
    if not (chosen - amendment.left_out) | amendment.brought():
        yield Reason("nothing_adopted")


def elsewhere(
    case: Case, rules: Sequence[Rule], step: Step, amendment: RoutedAmendment, today: Day
) -> frozenset[int]:
    """What the body changed or added and by the rules somebody else decides."""
    own = _open_on(route(amended(case, amendment), rules, today), step)
    return amendment.brought() - _decided(own.parts if own else ())


def closings_as_amended(
    case: Case,
    rules: Sequence[Rule],
    step: Step,
    amendment: RoutedAmendment,
    chosen: frozenset[int],
    day: Day,
    today: Day,
) -> tuple[ClosedStep, ...] | Reason:
    """What the act closes, the body's own step last; or why the body cannot decide so."""
    standing = route(amended(case, amendment), rules, today)
    wanted = (chosen - amendment.left_out) | amendment.brought()
    own = _open_on(standing, step)
    parts = tuple(part for part in own.parts if part.action in wanted) if own else ()
    foreign = (wanted - {part.action for part in parts}) | (amendment.brought() - _decided(parts))
    if foreign:
        return Reason("decided_elsewhere", {"actions": sorted(foreign)})
    if own is None or own.amended is not Amended.CLOSES:
        return Reason("amending_refused")
    passed = (
        _closed(one, along, day)
        for one in standing.steps
        if _is_open(one)
        and BEFORE_ALL < one.order < step.order
        and (along := _leading(one, amendment.brought()))
    )
    return (*passed, _closed(own, parts, day))


def _open_on(standing: Route, step: Step) -> Step | None:
    return next((one for one in standing.steps if _is_open(one) and one.key == step.key), None)


def _decided(parts: Iterable[Part]) -> frozenset[int]:
    return frozenset(part.action for part in parts if part.gates is not Gate.NOTHING)


def _is_open(step: Step) -> bool:
    return step.state is not StepState.DONE


def _leading(step: Step, actions: frozenset[int]) -> tuple[Part, ...]:
    """The parts by which it only leads on to later steps."""
    return tuple(part for part in step.parts if part.action in actions and part.gates is Gate.NEXT)


def _closed(step: Step, parts: tuple[Part, ...], day: Day) -> ClosedStep:
    closed = replace(step, parts=parts, state=StepState.DONE, reason=None)
    return ClosedStep(closed, ActKind.ADOPT_AS_AMENDED, day)
