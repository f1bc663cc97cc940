"""The page of a person: the posts held over time, for those who are signed in."""

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from bureau.core.actors import NOBODY
from bureau.institution.governance.services.personnel import (
    change_engagement,
    end_engagement,
)
from bureau.record.journal.services.founding import found_installation
from tests.institution.governance.test_engagements import intern
from tests.institution.house import FORCE, House
from tests.institution.organisation import deeds

pytestmark = pytest.mark.django_db


def test_it_lists_the_posts_held(house: House, member: Client) -> None:
    written = member.get(f"/people/{house.people['Olga']}/").content.decode()
    assert "Organisation Officer" in written and "since 1 January 2020" in written


def test_a_stranger_finds_nobody_even_where_the_chart_is_public(
    house: House, client: Client
) -> None:
    deeds.open_chart(house)
    assert client.get(f"/people/{house.people['Olga']}/").status_code == 404


def test_who_was_never_on_a_post_has_no_page(house: House, member: Client) -> None:
    assert member.get(f"/people/{house.people['Stray']}/").status_code == 404


def test_oneself_has_a_page_without_a_post(house: House, administrator: Client) -> None:
    written = administrator.get(f"/people/{house.people['Ada']}/").content.decode()
    assert "was never on a post" in written


def test_an_administrator_sees_who_was_never_on_a_post(house: House, administrator: Client) -> None:
    assert administrator.get(f"/people/{house.people['Stray']}/").status_code == 200


def test_its_history_tells_what_was_put_on_record_and_offers_what_was_known_then(
    house: House, member: Client
) -> None:
    written = member.get(f"/people/{house.people['Olga']}/history/").content.decode()
    assert "Incumbency established" in " ".join(written.split())
    assert "?recorded=1" in written and "Known since record" in written


def test_both_of_whom_a_hold_was_told_read_what_was_believed_before(
    house: House, member: Client
) -> None:
    deeds.correct_holder(house, "Olga", "Stray")
    for name in ("Olga", "Stray"):
        written = member.get(f"/people/{house.people[name]}/history/").content.decode()
        assert "Before record number 2 Bureau held:" in " ".join(written.split())
    then = member.get(f"/people/{house.people['Olga']}/history/?recorded=1").content.decode()
    assert "Nothing that was known of it has changed since." in then


def test_its_history_says_of_each_post_and_unit_all_that_was_known_and_what_changed(
    house: House, member: Client
) -> None:
    hold = deeds.incumbency_of(house, "Olga")
    deeds.correct(house, hold, share=50, manner="acting")
    address = f"/people/{house.people['Olga']}/history/"
    context: Any = member.get(address).context
    before, now = ({one.name: one.value for one in line.said} for line in context["versions"])
    assert (before["share"], before["manner"], before["post"]) == ("1", "holder", "OFF")
    assert (now["share"], now["manner"], now["post"]) == ("0.5", "acting", "OFF")
    (belief,) = context["beliefs"]
    assert [one.name for one in belief.before] == ["post", "share", "manner"]
    assert [one.value for one in belief.after] == ["0.5", "acting"]


def test_its_history_names_what_an_effect_changed_or_ended(house: House, member: Client) -> None:
    held = intern(house, "Stray")
    by, chief = house.actor("Hana"), house.posts["CHIEF"]
    change_engagement(by, engagement=held, day=FORCE, supervisor=chief)
    end_engagement(by, engagement=held, day=date(2024, 12, 1))
    context: Any = member.get(f"/people/{house.people['Stray']}/history/").context
    ended, changed, _ = context["effects"]
    assert [(one.name, one.value) for one in ended.said] == [("unit", "SGD")]
    assert ("unit", "SGD") in [(one.name, one.value) for one in changed.said]
    assert len(changed.said) == 2


def test_what_is_held_is_handed_out_as_a_table_and_as_linked_data(
    house: House, member: Client
) -> None:
    found_installation(NOBODY, demonstration=True)
    olga = house.people["Olga"]
    rows = member.get(f"/people/{olga}/?format=json").getvalue()  # type: ignore[attr-defined]
    assert [row["since"] for row in json.loads(rows)["rows"]] == ["2020-01-01"]
    graph = member.get(f"/people/{olga}/?format=jsonld").json()["@graph"]
    (stands,) = [node for node in graph if "@type" not in node]
    assert stands["bureau:recordNumber"] is not None
    assert {str(node["@type"]) for node in graph if node is not stands} == {
        *("foaf:Person", "org:Membership", "org:Post", "org:OrganizationalUnit")
    }
    assert b"manner: holder" in member.get(f"/people/{olga}/history/?format=csv").getvalue()  # type: ignore[attr-defined]


def test_who_is_on_a_post_is_handed_out_as_a_card(
    house: House, member: Client, administrator: Client
) -> None:
    found_installation(NOBODY, demonstration=True)
    address = f"/people/{house.people['Olga']}/"
    card = member.get(f"{address}?format=vcf")
    assert card.headers["Content-Type"].startswith("text/vcard")
    assert "FN:Olga\r\n" in card.content.decode() and "TSB" in card.content.decode()
    assert "format=vcf" in member.get(address).content.decode()
    assert administrator.get(f"/people/{house.people['Ada']}/?format=vcf").status_code == 404


def test_a_format_that_the_page_does_not_give_is_not_found(house: House, member: Client) -> None:
    assert member.get(f"/people/{house.people['Olga']}/?format=svg").status_code == 404
