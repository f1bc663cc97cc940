"""A role over one unit answers for steps on what lies in it, and for no other."""

from collections.abc import Collection

import pytest

from bureau.core.actors import Role
from bureau.core.procedures.case import Part, Step
from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
from bureau.core.procedures.rules import RoutedAction, Who
from bureau.core.references import Reference
from bureau.institution.organisation.services.reference import give_role
from bureau.institution.procedures.queries.who_answers import people_on
from tests.institution.house import FORCE, OPENED, TODAY, House

pytestmark = pytest.mark.django_db

BUDGET = Who(WhoKind.ROLE, (Role.BUDGET.value,))


def action(house: House, place: int, unit: str | None, left: str | None = None) -> RoutedAction:
    now = house.now()
    paths = [
        tuple(each.id for each in now.path(house.units[code])) if code else ()
        for code in (unit, left)
    ]
    return RoutedAction(
        place,
        "move_post",
        None,
        paths[0][-1] if paths[0] else None,
        FORCE.toordinal(),
        paths[0][:-1],
        left=paths[1],
    )


def answering(
    house: House, actions: Collection[RoutedAction], on: Collection[int]
) -> tuple[int, ...]:
    """The posts that answer for a step on some of the actions of a case."""
    parts = tuple(Part(one, 1, Gate.ENTRY_INTO_FORCE) for one in on)
    step = Step("1", 1, BUDGET, ActKind.APPROVE, parts, ())
    stand = people_on(TODAY, [house.organisation]).stand([BUDGET], actions, house.organisation, ())
    return stand.posts_of(step)


def give(house: House, post: str, unit: str | None) -> None:
    give_role(
        house.administrator,
        post=house.posts[post],
        role=Role.BUDGET,
        valid_from=OPENED,
        scope=Reference("unit", house.units[unit]) if unit else None,
        confirmed_by=house.administrators[1].person,
    )


CASES = (
    # what each action ends in and leaves, the places that the step is on, whether OPS answers
    ((("OPD", None),), [1], True),
    ((("OPD", None), ("SGD", None)), [1], True),
    ((("OPD", None), ("SGD", None)), [2], False),
    ((("OPD", None), ("SGD", None)), [1, 2], False),
    ((("OPD", "SGD"),), [1], False),
    ((("SGD", "OPD"),), [1], False),
    ((("TSB", None),), [1], False),
    (((None, None),), [1], False),
)


@pytest.mark.parametrize(("actions", "on", "answers"), CASES)
def test_a_role_over_a_unit_answers_for_steps_on_it_alone(
    house: House, actions: Collection[tuple[str | None, str | None]], on: list[int], answers: bool
) -> None:
    give(house, "OPS", "OPD")
    listed = [action(house, place, *one) for place, one in enumerate(actions, 1)]
    assert answering(house, listed, on) == ((house.posts["OPS"],) if answers else ())
    give(house, "HR", None)
    assert house.posts["HR"] in answering(house, listed, on)


def test_two_units_of_a_post_are_one_reach(house: House) -> None:
    give(house, "OPS", "OPD")
    give(house, "OPS", "SGD")
    listed = [action(house, 1, "OPD"), action(house, 2, "SGD")]
    assert answering(house, listed, [1, 2]) == (house.posts["OPS"],)
