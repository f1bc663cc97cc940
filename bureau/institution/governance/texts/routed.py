"""What goes by rules of procedure here, as the wiring table asks: actions by name."""

from bureau.core.changes.actions import ActionKind
from bureau.core.changes.definitions import DEFINITIONS
from bureau.core.procedures.kinds import Gate
from bureau.institution.governance.queries.clearing import GIVEN
from bureau.institution.governance.queries.proposed_lines import LineAction
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.governance.services.budget_proposals import DECIDING
from bureau.institution.governance.texts.budget_proposals import LINE_ACTIONS
from bureau.institution.governance.texts.labels import ACTIONS, GROUPS
from bureau.web.answers import Routed, RoutedKind

OF_PEOPLE = frozenset(GROUPS[-1][1])
OF_A_GRADE = ("post", "block", "incumbency")


def actions_of_reorganisations() -> RoutedKind:
    """All there are; what is done with people has a way of its own and may lack a rule here."""
    return RoutedKind(
        {kind.value: _routed(kind, may_lack=kind in OF_PEOPLE) for kind in ActionKind}
    )


def personnel_actions() -> RoutedKind:
    return RoutedKind({kind.value: _routed(kind) for kind in GROUPS[-1][1]})


def actions_cleared() -> RoutedKind:
    """Those of a draft, each only where a rule asks for its clearance; inside the house."""
    return RoutedKind(
        {kind.value: _routed(kind, may_lack=True) for kind in ActionKind},
        gate=Gate.RELEASE,
        acts=GIVEN,
        has_bodies=False,
        leaves_out=True,
        has_audience=True,
        before=KIND,
    )


def budget_proposals() -> RoutedKind:
    """What is done to the lines of a budget; kept by hand while no rule is about it."""
    return RoutedKind(
        {kind.value: Routed(LINE_ACTIONS[kind], is_costly=True) for kind in LineAction},
        acts=DECIDING,
        may_be_free=True,
    )


def _routed(kind: ActionKind, *, may_lack: bool = False) -> Routed:
    subject = DEFINITIONS[kind].subject
    is_costly = subject == "post" and kind not in OF_PEOPLE
    return Routed(ACTIONS[kind], subject in OF_A_GRADE, may_lack, is_costly)
