"""Which rule governs an action: by the unit where it ends, and by the unit that it leaves."""

import pytest

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.expand import progress_of
from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
from bureau.core.procedures.rules import RoutedAction, StepTemplate, Who
from bureau.core.references import Reference
from bureau.core.structure.kinds import Value
from bureau.institution.governance.queries.routing import route_of_draft
from bureau.institution.governance.services import actions, drafts
from bureau.institution.governance.store import actions_of
from bureau.institution.organisation.models import Effect
from bureau.institution.organisation.queries.structure import world
from bureau.institution.procedures import store
from bureau.institution.procedures.services.rules import put_rule_in_force
from bureau.institution.procedures.store import Terms
from bureau.web.multilingual import text
from tests.institution.governance.engagement import DAY
from tests.institution.house import OPENED, TODAY, House
from tests.institution.organisation import deeds

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


GRADED = frozenset({"D.1"})


def later(house: House, kind: ActionKind, values: dict[str, Value]) -> int:
    """A decision of the Council on OPS, in force thirty days after the day of the drafts."""
    post = Reference("post", house.posts["OPS"])
    day = DAY + 30
    deeds.decide(house, Action(1, kind, post, day, values))
    return Effect.objects.filter(kind="post", subject=post.id).latest("pk").pk


@pytest.mark.parametrize(
    ("decided", "drafted"),
    [
        ((ActionKind.MOVE_POST, "unit"), (ActionKind.MOVE_POST, {"unit": "OPD"})),
        ((ActionKind.RECLASSIFY_POST, "grade"), (ActionKind.RECLASSIFY_POST, {"grade": "P.5"})),
        ((ActionKind.RECLASSIFY_POST, "grade"), (ActionKind.ABOLISH_POST, {})),
    ],
    ids=["move", "grade", "abolition"],
)
def test_an_action_goes_by_the_rules_of_the_decision_that_it_replaces(
    guarded: House,
    decided: tuple[ActionKind, str],
    drafted: tuple[ActionKind, dict[str, str]],
) -> None:
    """What the Council decided for a later day is not undone by anybody else's route."""
    council = Who(WhoKind.BODY, (guarded.bodies["COUNCIL"],))
    steps = (StepTemplate("council", 1, council, ActKind.DECIDE, Gate.ENTRY_INTO_FORCE),)
    put_rule_in_force(
        guarded.actor("Olga"),
        organisation=guarded.organisation,
        key="directors",
        subject="reorganisation",
        terms=Terms(steps, None, GRADED, rank=2),
        valid_from=OPENED,
        instrument=guarded.paper,
        is_practice=True,
    )
    values_decided: dict[str, Value] = {"unit": guarded.units["SGD"], "grade": "D.1"}
    value = values_decided[decided[1]]
    effect = later(guarded, decided[0], {decided[1]: value})
    kind, values = drafted
    said: dict[str, Value] = {
        name: guarded.units[each] if name == "unit" else each for name, each in values.items()
    }
    if said:
        said["overrides"] = str(effect)
    assert decided_by_council(guarded, {"OPS": kind}, said) == [True]


def decided_by_council(
    house: House, changes: dict[str, ActionKind], values: dict[str, Value] | None = None
) -> list[bool]:
    """For each change, in order, whether the rule of the guarded unit governs it."""
    olga = house.actor("Olga")
    number = drafts.start_reorganisation(
        olga, organisation=house.organisation, reference="M-1", title=text(en="Move")
    )
    for post, kind in changes.items():
        usual = {"unit": house.units["OPD"]} if kind is ActionKind.MOVE_POST else {"grade": "P.5"}
        actions.add_action(
            olga,
            reorganisation=number,
            kind=kind,
            day=DAY,
            subject=house.posts[post.strip()],
            values=usual if values is None else values,
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
