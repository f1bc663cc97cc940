"""The wiring table itself: whatever a column is asked, many cost as many reads as few."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from bureau.config.references import table_of
from bureau.config.wiring import KINDS
from bureau.core.actors import Actor
from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.core.scopes import Scope
from bureau.web import kinds
from bureau.web.kinds import NONE
from bureau.web.requests import Reading
from tests.fifty import FEW, MANY, fifty_of_each, reads
from tests.institution.house import TODAY, House, standing_house

OF_IDS = ("describe", "visible", "owner", "verbs", "tabs")
BOTH = ("tells", "waiting")
OF_ENDINGS = ("hangs_on", "lapses_with")
HERE = Reading(Coordinates(TODAY.toordinal(), 1_000), TODAY, 1_000)
ASKED = [
    (row.name, column)
    for row in KINDS
    for column in (*OF_IDS, *OF_ENDINGS, "search", "thread")
    if getattr(row, column) != NONE
]


@pytest.fixture(scope="module")
def filled(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    with django_db_blocker.unblock(), standing_house() as house:
        fifty_of_each(house)
        yield house


def test_plans_and_people_are_told_to_programs_with_the_scope_for_them_alone() -> None:
    listed = [row for row in KINDS if row.search != NONE or row.ends != NONE]
    plans = {row.scope for row in listed if row.plans != NONE}
    people = {row.scope for row in listed if row.name in ("person", "engagement")}
    assert (plans, people) == ({Scope.CASES}, {Scope.PEOPLE})


def asking(name: str, column: str, answer: Any, by: Actor, count: int) -> Callable[[], object]:
    table = table_of(name)
    assert table is not None
    ids = list(table._default_manager.order_by("-pk").values_list("pk", flat=True)[:count])
    assert len(ids) == count, f"there are not {count} of {name}"
    if column in OF_ENDINGS:
        posts = table_of("post")
        assert posts is not None
        ended = posts._default_manager.order_by("pk").values_list("pk", flat=True)[:count]
        return lambda: answer([Reference("post", each) for each in ended])
    if column == "thread":
        return lambda: answer(by, ids, HERE)
    return lambda: answer(ids) if column == "search" else answer(by, ids)


@pytest.mark.exhaustive
@pytest.mark.parametrize(("name", "column"), ASKED)
def test_fifty_cost_as_many_reads_as_five(filled: House, db: None, name: str, column: str) -> None:
    officer = filled.actor("Olga")
    for answer in kinds.functions(kinds.kind(name), column):
        few = reads(asking(name, column, answer, officer, FEW))
        assert reads(asking(name, column, answer, officer, MANY)) == few


def test_what_hangs_on_what_ends_is_answered_in_pairs(filled: House, db: None) -> None:
    post = Reference("post", filled.posts["OPS"])
    answered = kinds.hanging([post]) + kinds.lapsing([post])
    assert {ended for ended, _ in answered} == {post}
    assert {"office", "post_role", "delegation"} <= {what.kind for _, what in answered}
    assert kinds.hanging([]) == []


def test_whoever_holds_personal_data_erases_it() -> None:
    """A kind that tells what it holds of people erases it too, and the other way round."""
    holding = {row.name for row in KINDS if row.personal != NONE}
    assert holding == {row.name for row in KINDS if row.erases != NONE}


def test_whatever_is_told_waits_at_home_and_whatever_waits_is_told() -> None:
    """But for notices of signing in, which ask for nothing on a page, and for proposals of
    settings, of which no mail is sent."""
    told, waiting = ({row.name for row in KINDS if getattr(row, name) != NONE} for name in BOTH)
    assert told - waiting == {"sign_in_link", "sign_in_change"}
    of_settings = {"body", "office", "post_role", "organisation", "import", "name_proposal"}
    assert waiting - told == of_settings


@pytest.mark.parametrize("kind", [row.name for row in KINDS if row.tabs != NONE])
def test_tabs_of_several_apps_have_names_and_addresses_of_their_own(
    filled: House, db: None, kind: str
) -> None:
    table = table_of(kind)
    assert table is not None
    thing = Reference(kind, table._default_manager.order_by("pk").values_list("pk", flat=True)[0])
    offered = kinds.tabs(filled.actor("Olga"), thing)
    assert offered
    assert len({tab.name for tab in offered}) == len(offered)
    assert len({tab.address.partition("?")[0] for tab in offered}) == len(offered)
