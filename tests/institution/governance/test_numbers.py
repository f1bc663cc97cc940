"""What a draft may number a post."""

from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from bureau.core.changes.actions import ActionKind
from bureau.core.reasons import Refused
from bureau.core.structure.kinds import Value
from bureau.institution.governance.services import actions
from bureau.institution.governance.services.drafts import name_reader
from bureau.institution.governance.store import actions_of
from bureau.institution.organisation.models import ReservedNumber
from bureau.web.multilingual import text
from tests.institution.governance.engagement import draft_renaming
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import FORCE, TODAY, House
from tests.institution.organisation.test_numbers import (
    abolish,
    reserve,
    reserve_next,
    set_pattern,
)
from tests.programs import program

pytestmark = pytest.mark.django_db
ENDING = "/posts/ending/?what=reserved_number&days=365"


@pytest.fixture
def draft(house: House) -> int:
    """By Otto."""
    return draft_renaming(house, "OPQ")


@pytest.fixture
def establish(house: House, draft: int) -> Callable[..., str]:
    """Puts a new post into Otto's draft; the number that it has there."""

    def put(**more: Value) -> str:
        values: dict[str, Value] = {"unit": house.units["OPD"], "grade": "P.4", **more}
        actions.add_action(
            house.actor("Otto"),
            reorganisation=draft,
            kind=ActionKind.ESTABLISH_POST,
            day=FORCE.toordinal(),
            values=values,
            words={"title": text(en="Clerk")},
        )
        return str(actions_of(draft)[-1].values["number"])

    return put


def test_a_kept_number_is_for_who_keeps_it(house: House, establish: Callable[..., str]) -> None:
    reserve(house, "N-1", by="Otto")
    reserve(house, "N-2", by="Olga")
    assert establish(number="N-1") == "N-1"
    with pytest.raises(Refused, match="number_reserved"):
        establish(number="N-2")


def test_a_former_number_needs_that_it_is_said(house: House, establish: Callable[..., str]) -> None:
    abolish(house, "D1")
    with pytest.raises(Refused, match="number_used_before"):
        establish(number="D1")
    reserve(house, "D1", by="Otto", reuses=True)
    assert establish(number="D1") == "D1"


def test_a_post_keeps_the_right_to_its_own_former_number(house: House, draft: int) -> None:
    actions.add_action(
        house.actor("Otto"),
        reorganisation=draft,
        kind=ActionKind.RENUMBER_POST,
        day=FORCE.toordinal(),
        subject=house.posts["OPS"],
        values={"number": "OPS"},
    )


def test_without_a_number_the_next_free_one_is_taken_and_kept(
    house: House, establish: Callable[..., str]
) -> None:
    set_pattern(house, "{unit}-{serial}")
    assert [establish(), establish()] == ["OPD-1", "OPD-2"]
    kept = ReservedNumber.objects.get(number="OPD-2")
    assert kept.reserved_by_id == house.people["Otto"]
    assert kept.valid_until == TODAY + timedelta(days=180)


def said(client: Client, address: str) -> str:
    answer: Any = client.get(address)
    return str(answer.getvalue().decode())


def test_what_a_secret_draft_keeps_is_told_only_to_who_may_see_it(
    house: House, draft: int, establish: Callable[..., str]
) -> None:
    """The number is taken for everybody. A reader whom the author names sees it."""
    set_pattern(house, "{unit}-{serial}")
    kept = [establish(), ReservedNumber.objects.get().pk]
    olga = visitor(house, "Olga")
    places = ("/settings/numbers/", "/settings/numbers/?format=csv", ENDING)
    release = f"/settings/numbers/{kept[1]}/release/"
    assert not any("OPD-1" in said(olga, address) for address in places)
    assert program(house, "Olga").get("reserved-numbers")["items"] == []
    assert olga.post(release, {"key": "k"}).status_code == 404
    assert reserve_next(house)[0].endswith("-2")
    assert all("OPD-1" in said(visitor(house, "Otto"), address) for address in places)
    name_reader(house.actor("Otto"), reorganisation=draft, person=house.people["Olga"])
    assert all("OPD-1" in said(olga, address) for address in places)
    assert olga.post(release, {"key": "k"}).status_code == 302


def test_the_upgrade_reads_from_the_journal_which_draft_keeps_a_number(
    house: House, draft: int, establish: Callable[..., str]
) -> None:
    set_pattern(house, "{unit}-{serial}")
    establish()
    reserve(house, "N-1", by="Otto")
    ReservedNumber.objects.update(plan_kind="", plan=None)
    upgrade = "bureau.institution.organisation.migrations.0009_numbers_of_plans"
    import_module(upgrade).name_plans(apps, None)
    told = ReservedNumber.objects.order_by("pk").values_list("number", "plan_kind", "plan")
    assert [*told] == [("OPD-1", "reorganisation", draft), ("N-1", "", None)]


def test_without_a_pattern_a_number_is_needed(establish: Callable[..., str]) -> None:
    with pytest.raises(Refused, match="no_pattern_for_it"):
        establish()


def test_the_form_offers_what_is_kept_and_takes_an_empty_number(house: House, draft: int) -> None:
    otto = visitor(house, "Otto")
    address = f"/reorganisations/{draft}/actions/new/?kind=establish_post"
    reserve(house, "N-1", by="Otto")
    assert '<option value="N-1">' in page(otto, address)
    said = {"unit": house.units["OPD"], "title": "Clerk", "grade": "P.4", "language": "en"}
    said |= {"day": date(2024, 7, 1), "fte": 100}
    assert "number" in send(otto, address, status=422, **said)
    set_pattern(house, "{unit}-{serial}")
    send(otto, address, **said)
    assert actions_of(draft)[-1].values["number"] == "OPD-2"
