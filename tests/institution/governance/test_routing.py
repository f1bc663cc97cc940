"""Which rule governs an action: by the unit where it ends, and by the unit that it leaves."""

import pytest

from bureau.core.changes.actions import ActionKind
from bureau.core.changes.expand import progress_of
from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
from bureau.core.procedures.rules import RoutedAction, StepTemplate, Who
from bureau.institution.governance.queries.routing import route_of_draft
from bureau.institution.governance.services import actions, drafts
from bureau.institution.governance.store import actions_of
from bureau.institution.organisation.queries.structure import world
from bureau.institution.procedures import store
from bureau.institution.procedures.services.rules import put_rule_in_force
from bureau.institution.procedures.store import Terms
from bureau.web.multilingual import text
from tests.institution.governance.engagement import DAY
from tests.institution.house import OPENED, TODAY, House

pytestmark = pytest.mark.django_db


@pytest.fixture
def guarded(house: House) -> House:
    """The Council decides on all that changes in one unit."""
    council = Who(WhoKind.BODY, (house.bodies["COUNCIL"],))
    steps = (StepTemplate("council", 1, council, ActKind.DECIDE, Gate.ENTRY_INTO_FORCE),)
    put_rule_in_force(
        house.actor("Olga"),
        organisation=house.organisation,
        key="guarded",
        subject="reorganisation",
        terms=Terms(steps, None, None, units=frozenset({house.units["SGD"]}), rank=1),
        valid_from=OPENED,
        instrument=house.paper,
        is_practice=True,
    )
    return house


def test_a_post_that_leaves_a_unit_goes_by_the_rule_of_the_unit(guarded: House) -> None:
    assert decided_by_council(guarded, {"CHIEF": ActionKind.MOVE_POST}) == [True]


def test_so_does_what_else_changes_that_day(guarded: House) -> None:
    changes = {"ADV": ActionKind.MOVE_POST, " ADV": ActionKind.RECLASSIFY_POST}
    assert decided_by_council(guarded, changes) == [True, True]


def test_a_post_of_another_unit_does_not(guarded: House) -> None:
    assert decided_by_council(guarded, {"OPS": ActionKind.RECLASSIFY_POST}) == [False]


def test_the_unit_left_is_stored_with_the_action() -> None:
    moved = RoutedAction(1, "move_post", "P.5", 4, TODAY.toordinal(), (1,), left=(1, 3))
    assert store.actions_of(store.actions_data([moved])) == (moved,)


def decided_by_council(house: House, changes: dict[str, ActionKind]) -> list[bool]:
    """For each change, in order, whether the rule of the guarded unit governs it."""
    olga = house.actor("Olga")
    number = drafts.start_reorganisation(
        olga, organisation=house.organisation, reference="M-1", title=text(en="Move")
    )
    for post, kind in changes.items():
        is_move = kind is ActionKind.MOVE_POST
        actions.add_action(
            olga,
            reorganisation=number,
            kind=kind,
            day=DAY,
            subject=house.posts[post.strip()],
            values={"unit": house.units["OPD"]} if is_move else {"grade": "P.5"},
            words={},
            reason="x",
        )
    listed = actions_of(number)
    progress = progress_of(listed, world(house.organisation))
    route = route_of_draft(listed, progress, house.organisation, "reorganisation", TODAY)
    council = f"body:{house.bodies['COUNCIL']}"
    by_council = {
        part.action for step in route.steps if str(step.who) == council for part in step.parts
    }
    return [action.id in by_council for action in listed]
