"""What goes by rules of procedure here, as the wiring table asks: actions by name."""

from bureau.core.changes.actions import ActionKind
from bureau.core.changes.definitions import DEFINITIONS
from bureau.institution.governance.texts.labels import ACTIONS, GROUPS
from bureau.web.answers import Routed

OF_PEOPLE = frozenset(GROUPS[-1][1])
OF_A_GRADE = ("post", "incumbency")


def actions_of_reorganisations() -> dict[str, Routed]:
    """All there are; what is done with people has a way of its own and may lack a rule here."""
    return {kind.value: _routed(kind, may_lack=kind in OF_PEOPLE) for kind in ActionKind}


def personnel_actions() -> dict[str, Routed]:
    return {kind.value: _routed(kind) for kind in GROUPS[-1][1]}


def _routed(kind: ActionKind, *, may_lack: bool = False) -> Routed:
    return Routed(ACTIONS[kind], DEFINITIONS[kind].subject in OF_A_GRADE, may_lack)
