"""The page of clearance: asked for, and said for whom the draft is."""

from dataclasses import replace

from bureau.institution.governance.models import Clearance
from bureau.institution.governance.queries.clearance import clearances_of
from bureau.institution.governance.services import drafts
from bureau.institution.procedures.services.rules import put_rule_in_force
from bureau.institution.procedures.store import Terms
from bureau.record.accounts.services.closing import close_account
from bureau.web.multilingual import text as text_in
from tests.institution.governance.engagement import draft_engagement
from tests.institution.governance.test_clearance import rule_of_clearance
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import OPENED, House
from tests.institution.procedures.drafting import clearing
from tests.programs import program


def for_media(house: House) -> None:
    put_rule_in_force(
        house.actor("Olga"),
        organisation=house.organisation,
        key="media",
        subject="clearance",
        terms=replace(Terms((clearing(house),)), audiences=frozenset({"media"})),
        valid_from=OPENED,
        instrument=house.paper,
    )


def test_for_whom_it_is_is_asked_only_where_a_rule_tells_audiences_apart(house: House) -> None:
    rule_of_clearance(house)
    case = draft_engagement(house)
    client, address = visitor(house, "Olga"), f"/reorganisations/{case.number}/clearance/"
    assert "For whom it is" not in page(client, address)
    for_media(house)
    text = page(client, address)
    assert "For whom it is" in text and "media" in text and "youth" not in text
    assert "Select a valid choice" in send(client, address, 422, audience="youth")
    assert not Clearance.objects.exists()
    text = send(client, address, audience="media")
    assert "Said to be for this audience: media." in text and "DEP" in text
    (seen,) = clearances_of(Clearance.objects.get().reorganisation)
    assert {one.audience for one in seen.case.case.actions} == {"media"}


def test_where_rules_name_only_audiences_it_is_asked_for_one(house: House) -> None:
    for_media(house)
    case = draft_engagement(house)
    client, address = visitor(house, "Olga"), f"/reorganisations/{case.number}/clearance/"
    assert "Ask for clearance" in page(client, address)
    assert "No rule in force says who clears what is in it." in send(client, address, 422)
    assert "Said to be for this audience: media." in send(client, address, audience="media")


def test_a_program_says_for_whom_it_is(house: House) -> None:
    for_media(house)
    case, by = draft_engagement(house), program(house, "Olga")
    address = f"reorganisations/{case.number}/clearances"
    by.send(address, {"audience": "zebras"}, 422)
    by.send(address, {"audience": "media"}, 201)
    (one,) = by.get(address)["items"]
    assert (one["state"], one["audience"]) == ("asked", "media")


def test_a_program_need_not_say_for_whom_it_is(house: House) -> None:
    rule_of_clearance(house)
    case, by = draft_engagement(house), program(house, "Olga")
    by.send(f"reorganisations/{case.number}/clearances", None, 201)


def test_once_a_change_took_it_back_nobody_is_said_to_act(house: House) -> None:
    rule_of_clearance(house)
    case = draft_engagement(house)
    client, address = visitor(house, "Olga"), f"/reorganisations/{case.number}/clearance/"
    assert "May act now" in send(client, address)
    drafts.describe_reorganisation(
        case.officer,
        reorganisation=case.number,
        reference="TSB-2024",
        title=text_in(en="Otherwise"),
        purpose=None,
        background=None,
    )
    shown = page(client, address)
    assert "taken back" in shown and "May act now" not in shown


def test_whoever_could_act_but_has_a_closed_account_is_told_so(house: House) -> None:
    rule_of_clearance(house)
    case = draft_engagement(house)
    client, address = visitor(house, "Olga"), f"/reorganisations/{case.number}/clearance/"
    assert "the account is closed" not in send(client, address)
    visitor(house, "Dede")
    close_account(house.administrator, person=house.people["Dede"])
    shown = page(client, address).split("May act now")[1].split("</dd>")[0]
    assert "Dede, DEP" in shown and "the account is closed" in shown


def test_each_step_says_who_is_to_do_what_posts_by_their_number(house: House) -> None:
    rule_of_clearance(house)
    case = draft_engagement(house)
    client, address = visitor(house, "Olga"), f"/reorganisations/{case.number}/clearance/"
    send(client, address)
    text = page(client, address)
    assert "DEP (Deputy to the Director) recommends" in text
    assert "DIR (Director) approves" in text
    read = program(house, "Olga").get(f"reorganisations/{case.number}/route")
    assert not [step for step in read["steps"] if step["who"].isdigit()]


def test_until_when_a_step_is_open_is_no_by_whom(house: House) -> None:
    """One English word, two in every other language."""
    rule_of_clearance(house, days=2)
    case = draft_engagement(house)
    client, address = visitor(house, "Olga"), f"/reorganisations/{case.number}/clearance/"
    send(client, address)
    client.cookies["django_language"] = "ru"
    text = page(client, address)
    assert "<dt>Срок</dt>" in text and "<dt>Кем</dt>" not in text
