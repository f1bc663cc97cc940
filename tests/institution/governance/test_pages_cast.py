"""Who sees the pages of a reorganisation: author, named reader, those on the route, strangers."""

import pytest
from django.urls import reverse

from bureau.institution.governance.services import drafts
from tests.institution.governance.engagement import draft_engagement, submitted
from tests.institution.governance.test_pages_gone import NOTHING_CHANGED
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import House

READ = ("reorganisation", "reorganisation-route", "reorganisation-journal")
EDIT = (
    *("reorganisation-description", "reorganisation-readers", "reorganisation-submission"),
    *("reorganisation-action-new", "reorganisation-answer-new"),
)
SENT = ("reorganisation-undo", "reorganisation-answer-removal", "reorganisation-reader-removal")


@pytest.mark.parametrize("name", READ)
def test_a_draft_exists_for_its_author_and_named_readers_alone(house: House, name: str) -> None:
    case = draft_engagement(house)
    drafts.name_reader(case.officer, reorganisation=case.number, person=house.people["Dina"])
    address = reverse(name, args=[case.number])
    for who in ("Olga", "Dina"):
        page(visitor(house, who), address)
    for who in ("Sana", "Otto", "Stray", None):
        page(visitor(house, who), address, 404)


@pytest.mark.parametrize("name", READ)
def test_what_is_submitted_exists_for_those_on_its_route(house: House, name: str) -> None:
    case = submitted(house)
    address = reverse(name, args=[case.number])
    for who in ("Olga", "Sana", "Coco", "Carl"):
        page(visitor(house, who), address)
    for who in ("Hana", "Stray", None):
        page(visitor(house, who), address, 404)


@pytest.mark.parametrize("name", EDIT)
def test_a_named_reader_cannot_edit(house: House, name: str) -> None:
    case = draft_engagement(house)
    drafts.name_reader(case.officer, reorganisation=case.number, person=house.people["Dina"])
    address = reverse(name, args=[case.number])
    page(visitor(house, "Olga"), address)
    for who in ("Dina", "Stray", None):
        page(visitor(house, who), address, 404)
        send(visitor(house, who), address, 404)


@pytest.mark.parametrize("name", SENT)
def test_nobody_else_sends_to_a_draft(house: House, name: str) -> None:
    case = draft_engagement(house)
    for who in ("Otto", "Stray", None):
        send(visitor(house, who), reverse(name, args=[case.number]), 404)


@pytest.mark.parametrize("part", ["", "removal/", "move/", "acceptance/", "override/"])
def test_actions_of_a_draft_are_its_authors_alone(house: House, part: str) -> None:
    case = draft_engagement(house)
    address = reverse("reorganisation-action", args=[case.number, 1]) + part
    for who in ("Otto", "Stray", None):
        send(visitor(house, who), address, 404)


def test_what_is_submitted_cannot_be_edited(house: House) -> None:
    case = submitted(house)
    for name in EDIT:
        assert NOTHING_CHANGED in page(visitor(house, "Olga"), reverse(name, args=[case.number]))
        page(visitor(house, "Sana"), reverse(name, args=[case.number]), 404)


def test_only_who_may_act_gets_the_form_of_an_act(house: House) -> None:
    case = submitted(house)
    asked = {"step": case.step("determine"), "act": "determine"}
    address = reverse("reorganisation-act-new", args=[case.number], query=asked)
    page(visitor(house, "Sana"), address)
    for who in ("Olga", "Coco", "Stray", None):
        page(visitor(house, who), address, 404)


def test_only_the_author_withdraws(house: House) -> None:
    case = submitted(house)
    address = reverse("reorganisation-withdrawal", args=[case.number])
    page(visitor(house, "Sana"), address, 404)
    every = range(1, 7)
    said = {"day": "2024-06-10", "note": "", "parts": every, "confirm": "yes"}
    text = send(visitor(house, "Olga"), address, **said)
    assert "It is withdrawn." in text


def test_the_list_names_what_one_may_see(house: House) -> None:
    draft_engagement(house)
    assert "TSB-2024" in page(visitor(house, "Olga"), reverse("reorganisations"))
    for who in ("Otto", "Stray", None):
        assert "TSB-2024" not in page(visitor(house, who), reverse("reorganisations"))


def test_only_an_officer_starts_a_draft(house: House) -> None:
    address = reverse("reorganisation-new")
    said = {"reference": "X", "title": "Y", "language": "en"}
    for who in ("Hana", "Stray", None):
        text = send(visitor(house, who), address, **said)
        assert "none of your posts carries that role" in text
