"""History in both times: what was put on record, what was believed before, as known then."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from bureau.institution.governance.services.personnel import end_incumbency
from bureau.institution.instruments import services
from bureau.institution.instruments.models import InstrumentVersion
from bureau.institution.organisation.queries.instruments import Sought, instruments_sought
from bureau.web.multilingual import text
from tests.institution.house import House
from tests.institution.organisation import deeds

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    response: Any = client.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_a_correction_tells_what_was_believed_before(house: House, member: Client) -> None:
    deeds.correct_name(house, "OPD", "Operations and Planning")
    written = page(member, f"/units/{house.units['OPD']}/history/")
    assert '<span class="tag">correction</span>' in written
    assert "Before record number 2 Bureau held:" in written
    assert "Replaced at record number 2." in written


def test_as_known_then_the_correction_is_not_known(house: House, member: Client) -> None:
    deeds.correct_name(house, "OPD", "Operations and Planning")
    written = page(member, f"/units/{house.units['OPD']}/history/?recorded=1")
    assert "Operations and Planning" not in written
    assert "Nothing that was known of it has changed since." in written


def test_each_fact_names_its_instrument_and_record_number(house: House, member: Client) -> None:
    deeds.decide(house, deeds.rename(house, "TSP", "SPD"), title="Renaming")
    written = page(member, f"/units/{house.units['TSP']}/history/")
    assert "Renaming" in written and "record number 2, 10 June 2024, 09:00 UTC" in written


def test_fields_stand_in_the_order_of_their_kind(house: House, member: Client) -> None:
    written = page(member, f"/units/{house.units['TSP']}/history/")
    assert re.findall("<dt>([^<]*)</dt>", written)[:3] == ["part of", "head", "name"]


def test_what_stands_beside_a_day_has_the_name_of_that_day(house: House, member: Client) -> None:
    deeds.decide(house, deeds.rename(house, "TSP", "SPD"), title="Renaming")
    written = page(member, f"/posts/{house.posts['DEP']}/history/?valid=2025-01-01")
    assert "<dt>unit</dt><dd>TSP</dd>" in written
    assert '<span class="quiet">unit</span> TSP<br>' in written


def test_the_history_of_a_post_tells_who_was_in_it(house: House, member: Client) -> None:
    written = page(member, f"/posts/{house.posts['OFF']}/history/")
    assert "Incumbency established" in written and "Olga" in written


def told_of(client: Client, house: House, number: str) -> tuple[list[dict[str, str]], list[Any]]:
    """Every version of the history of a post by its fields, and what was believed before."""
    context: Any = client.get(f"/posts/{house.posts[number]}/history/").context
    versions = [{one.name: one.value for one in line.said} for line in context["versions"]]
    return versions, context["beliefs"]


def test_the_history_of_a_post_tells_its_holders_in_both_times(
    house: House, member: Client
) -> None:
    left = date(2023, 1, 1)
    end_incumbency(house.actor("Hana"), incumbency=house.held_by("Opal"), day=left)
    versions, (belief,) = told_of(member, house, "OPS")
    holds = [one for one in versions if "person" in one]
    assert [one["person"] for one in holds] == ["Opal", "Opal"]
    assert belief.belief.valid_from == left.toordinal() and not belief.after
    assert [one.value for one in belief.before if one.name == "person"] == ["Opal"]
    context: Any = member.get(f"/posts/{house.posts['OPS']}/history/").context
    assert [(one.name, one.value) for one in context["effects"][0].said] == [("person", "Opal")]


def test_the_history_of_a_post_tells_its_descriptions_in_both_times(
    house: House, member: Client
) -> None:
    deeds.decide(house, deeds.adopt(house, "D1", deeds.describe(house, "D1", "Lead.")))
    versions, _ = told_of(member, house, "D1")
    assert [one["description"] for one in versions if "description" in one] == ["version 1"]


def test_a_stranger_reads_the_history_of_a_public_post_without_people(
    house: House, client: Client
) -> None:
    deeds.open_chart(house)
    written = page(client, f"/posts/{house.posts['OFF']}/history/")
    assert "Incumbency" not in written and "Olga" not in written


def test_before_anything_was_recorded_the_page_says_since_when_it_knows(
    house: House, member: Client
) -> None:
    written = page(member, f"/units/{house.units['OPD']}/history/?recorded=0")
    assert "Bureau knows nothing recorded before 10 June 2024" in written


SAID: dict[str, Any] = {"kind": "resolution", "title": text(en="Resolution")}


def register(house: House, number: str) -> int:
    return services.register_instrument(
        house.actor("Olga"), organisation=house.organisation, number=number, **SAID
    )


def registered(house: House, number: str = "Res-1", later: str = "Res-2") -> int:
    """Resolution 1 under record number 1, said anew as Resolution 2 under record number 2."""
    instrument = register(house, number)
    deeds.correct_name(house, "OPD", "Operations and Planning")
    services.change_instrument(
        house.actor("Olga"), instrument=instrument, number=later, note=text(en="Read."), **SAID
    )
    return instrument


def test_the_history_of_an_instrument_tells_what_it_said_before(
    house: House, member: Client
) -> None:
    instrument = registered(house)
    written = page(member, f"/instruments/{instrument}/history/")
    assert "Register an instrument" in written and "Change an instrument" in written
    assert "<dt>Number</dt><dd>Res-2</dd>" in written
    assert '<span class="quiet">Number</span> Res-1' in written
    assert '<span class="quiet">Note</span> none' in written
    assert f'href="/instruments/{instrument}/history/"' in page(
        member, f"/instruments/{instrument}/"
    )


def test_as_known_then_an_instrument_says_what_it_said(house: House, member: Client) -> None:
    instrument = registered(house)
    for address in (f"/instruments/{instrument}/", "/instruments/"):
        assert "Res-1" in page(member, f"{address}?recorded=1")
        assert "Res-2" not in page(member, f"{address}?recorded=1")
        assert "Res-2" in page(member, f"{address}?recorded=2")
    written = page(member, f"/instruments/{instrument}/history/?recorded=1")
    assert "Res-2" not in written and "Change an instrument" not in written


@pytest.mark.parametrize(("recorded", "found"), [("1", "Res-1"), ("2", "Res-2")])
def test_as_known_then_the_register_is_searched_by_what_it_said(
    house: House, member: Client, recorded: str, found: str
) -> None:
    registered(house)
    for number in ("Res-1", "Res-2"):
        written = page(member, f"/instruments/?recorded={recorded}&text={number}")
        assert (f">{number}<" in written) == (number == found)


def test_as_known_then_the_register_is_sorted_and_paged_by_what_it_said(
    house: House, member: Client
) -> None:
    """Said anew, the first became the last; the third was not on record yet."""
    first = registered(house, "R-1", "R-9")
    second = register(house, "R-5")
    deeds.correct_name(house, "TSP", "Policy")
    services.change_instrument(house.actor("Olga"), instrument=second, number="R-0", **SAID)
    third = register(house, "R-3")
    told = {
        recorded: [pk for pk in sought(house, recorded) if pk in (first, second, third)]
        for recorded in (1, 2, None)
    }
    assert told == {1: [first], 2: [second, first], None: [second, third, first]}


def sought(house: House, recorded: int | None) -> list[int]:
    by_number = Sought(kind="resolution", sort="number")
    return instruments_sought(house.actor("Olga"), house.organisation, by_number, recorded)


def test_an_instrument_not_yet_on_record_says_since_when_it_is(
    house: House, member: Client
) -> None:
    deeds.decide(house, deeds.rename(house, "TSP", "SPD"), title="Renaming")
    instrument = registered(house)
    for address in (f"/instruments/{instrument}/", f"/instruments/{instrument}/history/"):
        written = page(member, f"{address}?recorded=1")
        assert 'since <a href="?recorded=2">record number 2</a>' in written


def test_saying_the_same_of_an_instrument_keeps_no_version(house: House) -> None:
    instrument = registered(house)
    again = {"kind": "resolution", "title": text(en="Resolution"), "note": text(en="Read.")}
    services.change_instrument(house.actor("Olga"), instrument=instrument, number="Res-2", **again)
    assert InstrumentVersion.objects.filter(instrument=instrument).count() == 1


def test_as_known_then_the_main_menu_stays_there(house: House, member: Client) -> None:
    menu = page(member, "/instruments/?recorded=0").partition('id="nav"')[2].partition("</nav>")[0]
    for address in ("/", "/chart/", "/posts/", "/reorganisations/"):
        assert f'href="{address}?recorded=0"' in menu
    assert '<a href="/instruments/?recorded=0" aria-current="page">' in menu
    assert "?" not in page(member, "/posts/").partition('id="nav"')[2].partition("</nav>")[0]
