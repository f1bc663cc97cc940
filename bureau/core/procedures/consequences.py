"""What an act does to its case, settled: enough to follow it without the rules of its day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bureau.core.procedures.case import Case, ClosedStep, Condition, RoutedAmendment
from bureau.core.procedures.conditions import without
from bureau.core.procedures.kinds import ActKind, Phase
from bureau.core.spans import Day

DROPPING = {
    ActKind.REJECT: Phase.REJECTED,
    ActKind.WITHDRAW: Phase.WITHDRAWN,
    ActKind.LAPSE: Phase.LAPSED,
}
"""The acts by which actions fall, and how a case ends of which none is left."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """`closings` are the steps it closes, the act's own last; `dropped` the actions it ends.

    Without any of them, and no new day, the case goes back to its author.
    """

    kind: ActKind
    step: str | None
    closings: tuple[ClosedStep, ...] = ()
    dropped: frozenset[int] = frozenset()
    until: Day | None = None
    answer: bool | None = None
    conditions: tuple[Condition, ...] = ()
    amendment: RoutedAmendment | None = None


def follow(case: Case, what: Consequence) -> Case:
    """The case after it."""
    if what.kind in DROPPING:
        return _dropped(case, what.dropped, DROPPING[what.kind])
    if what.kind is ActKind.DEFER and what.until is not None:
        return replace(case, deferred={**case.deferred, what.step or "": what.until})
    if not what.closings:
        return replace(case, phase=Phase.WITH_AUTHOR)
    after = case if what.amendment is None else amended(case, what.amendment)
    question = what.closings[-1].step.question
    answered = {question: what.answer} if question and what.answer is not None else {}
    return replace(
        after,
        closed=(*after.closed, *what.closings),
        determinations={**after.determinations, **answered},
        deferred={key: day for key, day in after.deferred.items() if key != what.step},
        conditions=(*after.conditions, *what.conditions),
    )


def amended(case: Case, amendment: RoutedAmendment) -> Case:
    """The case with the actions as a body amended them: no act on one in other words stands."""
    brought = {action.id: action for action in amendment.actions}
    known = {action.id for action in case.actions}
    kept = tuple(brought.get(action.id, action) for action in case.actions)
    void = amendment.brought()
    return replace(
        case,
        actions=(*kept, *(action for action in amendment.actions if action.id not in known)),
        closed=tuple(closings_without(case.closed, void)),
        conditions=without(case.conditions, void),
        dropped=case.dropped | amendment.left_out,
        left_out=case.left_out | amendment.left_out,
    )


def closings_without(closed: Iterable[ClosedStep], void: frozenset[int]) -> Iterator[ClosedStep]:
    """The closings that stay when those on the actions `void` fall."""
    for one in closed:
        parts = tuple(part for part in one.step.parts if part.action not in void)
        if parts:
            yield replace(one, step=replace(one.step, parts=parts))


def _dropped(case: Case, chosen: frozenset[int], phase: Phase) -> Case:
    """Without the actions chosen; the case ends with them when none is left or decided."""
    dropped = case.dropped | chosen
    is_over = all(action.id in dropped for action in case.actions)
    return replace(case, dropped=dropped, phase=phase if is_over else case.phase)
