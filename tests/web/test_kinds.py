import pytest
from pytest_django.fixtures import Settings

from bureau.core.actors import NOBODY
from bureau.core.references import Reference
from bureau.web import kinds
from tests.web import wiring

BOATS = [Reference("boat", each) for each in (1, 2, 3, 4)]
HARBOUR = Reference("harbour", 9)


@pytest.fixture(autouse=True)
def fake_wiring(settings: Settings) -> None:
    settings.BUREAU_WIRING = "tests.web.wiring.KINDS"
    wiring.asked.clear()


def test_the_kinds_stand_in_the_order_of_the_table() -> None:
    assert [row.name for row in kinds.kinds()] == ["boat", "harbour"]


def test_a_kind_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        kinds.kind("train")


def test_only_what_one_may_see_is_visible() -> None:
    assert kinds.visible(NOBODY, [*BOATS, HARBOUR]) == {BOATS[1], BOATS[3]}


def test_what_one_may_not_see_has_no_name() -> None:
    found = kinds.describe(NOBODY, [*BOATS, HARBOUR])
    assert {key.id: label.name for key, label in found.items()} == {2: "Boat 2", 4: "Boat 4"}


def test_each_kind_is_asked_once_however_many_there_are() -> None:
    kinds.describe(NOBODY, [Reference("boat", each) for each in range(1, 51)])
    assert wiring.asked == ["visible", "describe"]


def test_an_owner_may_be_missing_and_is_said_to_be() -> None:
    assert kinds.owners(NOBODY, BOATS) == {BOATS[1]: 7, BOATS[3]: None}


def test_what_has_no_day_waits_last() -> None:
    assert [line.title for line in kinds.waiting(NOBODY)] == ["Sail", "Paint"]


def test_several_apps_may_offer_verbs_for_one_kind() -> None:
    found = kinds.verbs(NOBODY, BOATS[1])
    assert [(verb.name, verb.barred) for verb in found] == [("Sail", ""), ("Moor", "no harbour")]


def test_a_kind_that_says_none_offers_nothing() -> None:
    assert not kinds.verbs(NOBODY, HARBOUR)
    assert not kinds.tabs(NOBODY, HARBOUR)


def test_tabs_come_from_the_table() -> None:
    assert [tab.address for tab in kinds.tabs(NOBODY, BOATS[1])] == ["/boats/2/crew/"]


def test_plans_are_told_with_their_kind() -> None:
    assert [(plan.id, label.name) for plan, label in kinds.plans(NOBODY)] == [(2, "Boat 2")]


def test_a_plan_one_may_not_see_lays_nothing_on_the_structure() -> None:
    assert kinds.overlay(NOBODY, BOATS[0]) is None
    assert kinds.overlay(NOBODY, BOATS[1]) == "laid by boat 2"
    assert kinds.overlay(NOBODY, HARBOUR) is None


def test_a_whole_table_leaves_nothing_unresolved() -> None:
    assert kinds.unresolved() == []


def test_a_path_that_leads_nowhere_is_named(settings: Settings) -> None:
    settings.BUREAU_WIRING = "tests.web.wiring.BROKEN"
    assert kinds.unresolved() == ["boat.owner: tests.web.wiring.nobody"]
