"""Conditions as steps: what was decided under one waits until somebody says that it is met."""

from collections.abc import Iterator
from dataclasses import replace

from bureau.core.procedures.case import AFTER_ALL, Case, ClosedStep, Condition, Step
from bureau.core.procedures.kinds import ActKind, StepState
from bureau.core.procedures.rules import DECIDING
from bureau.core.reasons import Reason
from bureau.core.spans import Day


def conditional_steps(case: Case, reason: Reason | None) -> Iterator[Step]:
    """An open step for each condition not yet met; barred where the case as a whole is.

    It gates what the step gates whose act set it, and holds up no other.
    """
    closed = {(one.step.key, action) for one in case.closed for action in one.step.actions()}
    state = StepState.BARRED if reason else StepState.HERE
    for condition in case.conditions:
        under = [one.step for one in case.closed if one.step.key == condition.step]
        parts = tuple(
            part
            for step in under
            for part in step.parts
            if part.action in condition.actions - case.dropped
            and (condition.key, part.action) not in closed
        )
        if parts:
            yield Step(
                key=condition.key,
                order=AFTER_ALL,
                who=condition.who,
                act=ActKind.FULFIL,
                parts=parts,
                sources=under[-1].sources,
                state=state,
                reason=reason,
                due=condition.last_day,
            )


def condition_of(case: Case, step: str) -> Condition | None:
    """The condition that is fulfilled on the step of that key."""
    return next((one for one in case.conditions if one.key == step), None)


def met_on(case: Case) -> dict[int, Day]:
    """For each action that conditions held back, the day on which the last of them was met."""
    found: dict[int, Day] = {}
    for one in case.closed:
        if one.act is ActKind.FULFIL:
            found |= {id: max(one.day, found.get(id, one.day)) for id in one.step.actions()}
    return found


def numbered(case: Case, conditions: tuple[Condition, ...], step: str) -> tuple[Condition, ...]:
    """The conditions that an act sets, with their places and the key of the step that it closes."""
    first = 1 + max((one.place for one in case.conditions), default=0)
    return tuple(
        replace(one, place=place, step=step) for place, one in enumerate(conditions, first)
    )


def without(conditions: tuple[Condition, ...], void: frozenset[int]) -> tuple[Condition, ...]:
    """The conditions that stay when the acts on these actions fall."""
    kept = (replace(one, actions=one.actions - void) for one in conditions)
    return tuple(one for one in kept if one.actions)


def reasons_of_conditions(
    conditions: tuple[Condition, ...], closing: ClosedStep, today: Day
) -> Iterator[Reason]:
    """Only what lets something enter into force may be conditional, and until a day to come."""
    deciding = closing.step.gated_actions(*DECIDING)
    for one in conditions:
        if not one.actions or not one.actions <= deciding:
            yield Reason("condition_on_others", {"actions": sorted(one.actions - deciding)})
        if one.last_day < max(closing.day, today):
            yield Reason("last_day_past", {"day": one.last_day})
