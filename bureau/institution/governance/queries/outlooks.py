"""What an act would do, before anybody does it: which actions it would bring into force."""

from collections.abc import Collection
from dataclasses import dataclass

from bureau.core.changes.actions import Action
from bureau.core.changes.closure import grounds
from bureau.core.changes.expand import progress_of
from bureau.core.procedures.case import Step
from bureau.core.procedures.kinds import ActKind, Gate, StepState
from bureau.institution.governance.queries.amended import standing_actions
from bureau.institution.governance.queries.reorganisations import Seen, in_force, submission_of
from bureau.institution.organisation.queries.structure import world

CLOSING = frozenset(
    {
        ActKind.RECOMMEND,
        ActKind.APPROVE,
        ActKind.TAKE_NOTE,
        ActKind.DECIDE,
        ActKind.ADOPT_AS_AMENDED,
        ActKind.DETERMINE,
        ActKind.CONFIRM,
    }
)


@dataclass(frozen=True, slots=True)
class Outlook:
    """`entering` come into force by the act; `waiting` are decided by it but build on what is not.

    `later` are the other actions still to be decided afterwards, by later acts.
    """

    entering: tuple[Action, ...] = ()
    waiting: tuple[Action, ...] = ()
    later: tuple[Action, ...] = ()


def outlook(seen: Seen, step: Step, kind: ActKind, parts: Collection[int] | None) -> Outlook:
    """Of an act of `kind` on `step`, on all of its parts or some."""
    submission = submission_of(seen.row.pk)
    if submission is None or seen.case is None:
        return Outlook()
    done = in_force(seen.row.pk)
    dropped = seen.case.case.dropped
    actions = standing_actions(submission)
    left = [action for action in actions if action.id not in done | dropped]
    decided = _decided_after(seen, step, kind, parts) - done
    ready = _ready(left, decided, seen.row.organisation_id) if decided else set()
    return Outlook(
        entering=tuple(action for action in left if action.id in ready),
        waiting=tuple(action for action in left if action.id in decided - ready),
        later=tuple(action for action in left if action.id not in decided),
    )


def _decided_after(
    seen: Seen, step: Step, kind: ActKind, parts: Collection[int] | None
) -> frozenset[int]:
    """The actions of which every gate to entry into force would be closed."""
    route = seen.case.route if seen.case else None
    if route is None:
        return frozenset()
    decided = route.decided()
    if kind not in CLOSING:
        return decided
    on = step.actions() if parts is None else frozenset(parts)
    awaited = {
        action
        for other in route.steps
        if other.state is not StepState.DONE and other.key != step.key
        for action in other.gated_actions(Gate.ENTRY_INTO_FORCE)
    }
    return decided | ((step.gated_actions(Gate.ENTRY_INTO_FORCE) & on) - awaited)


def _ready(left: list[Action], decided: Collection[int], organisation: int) -> set[int]:
    """Of what is decided, what has all its ground decided too."""
    effects = tuple(progress_of(left, world(organisation)).pending)
    built_on = grounds(left, effects)
    return {action.id for action in left if built_on[action.id] <= frozenset(decided)}
