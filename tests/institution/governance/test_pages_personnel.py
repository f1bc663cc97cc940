"""Appointing and ending by form, from the page of a post."""

import re
from datetime import date

from django.urls import reverse

from bureau.institution.governance.services.personnel import appoint
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import FORCE, House
from tests.institution.organisation.deeds import open_chart


def test_human_resources_appoint_by_form(house: House) -> None:
    client = visitor(house, "Hana")
    address = reverse("appoint", args=[house.posts["D1"]])
    said = {"person": house.people["Stray"], "day": "2024-06-10", "share": 100}
    text = send(client, address, manner="holder", **said)
    assert "The appointment is in force from 10 June 2024." in text
    assert house.now().incumbencies_of(house.posts["D1"])[0].person == house.people["Stray"]


def test_a_refused_appointment_keeps_what_was_typed(house: House) -> None:
    client = visitor(house, "Hana")
    address = reverse("appoint", args=[house.posts["ADV"]])
    said = {"person": house.people["Stray"], "day": "2024-06-10", "share": 100}
    text = send(client, address, 422, manner="holder", reason="Long planned", **said)
    assert "Long planned" in text
    assert "error-summary" in text
    assert "the shares in ADV (Adviser) would come to 200 %." in text
    assert "decided meanwhile" not in text


def test_an_appointment_before_the_post_stands_says_so(house: House) -> None:
    address = reverse("appoint", args=[house.posts["D1"]])
    said = {"person": house.people["Stray"], "day": "1990-06-10", "share": 100}
    text = send(visitor(house, "Hana"), address, 422, manner="holder", **said)
    assert "somebody would hold a post that does not stand: D1 (Chief of Engagement)." in text


def test_a_hold_ends_after_its_last_day(house: House) -> None:
    client = visitor(house, "Hana")
    held = house.held_by("Adam")
    send(client, reverse("end-incumbency", args=[held]), last_day="2024-06-10")
    assert house.now().incumbencies_of(house.posts["ADV"])


def test_only_whom_the_rules_let_appoint_may(house: House) -> None:
    address = reverse("appoint", args=[house.posts["D1"]])
    for name in ("Olga", "Stray", None):
        page(visitor(house, name), address, 403)


def test_the_page_of_a_post_offers_to_appoint(house: House) -> None:
    address = reverse("post", args=[house.posts["ADV"]])
    text = page(visitor(house, "Hana"), address)
    assert reverse("appoint", args=[house.posts["ADV"]]) in text
    assert "End the hold of Adam" in text
    assert "Appoint" not in page(visitor(house, "Stray"), address)


def test_who_comes_is_told_and_the_hold_can_be_ended(house: House) -> None:
    client, post, stray = visitor(house, "Hana"), house.posts["D1"], house.people["Stray"]
    said = {"person": stray, "share": 100, "manner": "holder"}
    send(client, reverse("appoint", args=[post]), day="2024-12-01", **said)
    held = house.now(date(2024, 12, 1)).incumbencies_of(post)[0].id
    address = reverse("end-incumbency", args=[held]) + "?valid=2024-12-01"
    text = page(client, reverse("post", args=[post]))
    assert re.search(rf'From 1 December 2024:\s*<a href="/people/{stray}/"><bdi>Stray</bdi>', text)
    for query in ("", "?valid=2024-12-01"):
        text = page(client, reverse("post", args=[post]) + query)
        assert f'href="{address}">End the hold of Stray from 1 December 2024<' in text
    assert "From 1 December 2024:" not in text
    send(client, address, last_day="2024-12-03")
    assert house.now(date(2024, 12, 4)).is_vacant(post)


def test_who_comes_is_for_those_who_may_see_names(house: House) -> None:
    appoint(house.actor("Hana"), post=house.posts["D1"], person=house.people["Stray"], day=FORCE)
    open_chart(house)
    text = page(visitor(house, None), reverse("post", args=[house.posts["D1"]]))
    assert "Stray" not in text


def test_a_mistyped_year_is_told_in_the_form(house: House) -> None:
    client = visitor(house, "Hana")
    said = {"person": house.people["Stray"], "day": "9999-12-31", "share": 100}
    address = reverse("appoint", args=[house.posts["D1"]])
    assert "to 31 December 2999" in send(client, address, 422, manner="holder", **said)
    ending = reverse("end-incumbency", args=[house.held_by("Adam")])
    assert "to 31 December 2999" in send(client, ending, 422, last_day="9999-12-31")
