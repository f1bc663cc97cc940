"""What changed in a paper on a case: shown between what was put forward and what stands today."""

import re

import pytest
from django.urls import reverse

from bureau.core.papers.kinds import KINDS
from bureau.core.procedures.kinds import Amended
from bureau.documents.papers.reading import read
from bureau.institution.governance.services import drafts, submissions
from bureau.institution.governance.texts.papers import GATHERED
from bureau.web.multilingual import text
from tests.institution.governance.amending import (
    adopt_as_amended,
    amend_code,
    let_amend,
    three_renamed,
)
from tests.institution.governance.engagement import DAY, Engagement, submitted
from tests.institution.governance.test_back_and_again import referred_back, rename
from tests.institution.house import House
from tests.institution.organisation.reorganised import signed_in

OF_CASES = [kind for kind in KINDS if GATHERED[kind].has_versions]


def address(number: int, kind: str = "council-paper", language: str = "en") -> str:
    return reverse("paper-changes", args=[kind, number, language])


def reworked(house: House) -> Engagement:
    """Referred back, and put into other words by its author."""
    case = referred_back(house)
    rename(case, 3, "Standards Policy", "STP")
    return case


def said(page: str, name: str) -> str:
    """What is marked as added or gone, one after another."""
    undrawn = re.sub("<svg.*?</svg>", "", page, flags=re.DOTALL)
    found = re.findall(rf"<{name}\b[^>]*>(.*?)</{name}>", undrawn, flags=re.DOTALL)
    return " | ".join(re.sub("<[^>]*>", "", one) for one in found)


@pytest.mark.exhaustive
def test_what_its_author_changed_is_marked(house: House) -> None:
    case = reworked(house)
    page = signed_in(house, "Olga").get(address(case.number)).content.decode()
    assert "STP" in said(page, "ins") and "SPD" in said(page, "del")
    assert "Since version 1" in page and "version 2" not in page


@pytest.mark.exhaustive
def test_other_words_of_the_case_are_held_against_those_that_were_frozen(house: House) -> None:
    case = referred_back(house)
    drafts.describe_reorganisation(
        case.officer,
        reorganisation=case.number,
        reference="TSB-2024",
        title=text(en="Quite another heading"),
        purpose=None,
        background=None,
    )
    submissions.submit_reorganisation(case.officer, reorganisation=case.number)
    page = signed_in(house, "Olga").get(address(case.number)).content.decode()
    assert "Quite another heading" in said(page, "ins")


@pytest.mark.exhaustive
def test_what_a_body_amended_is_marked(house: House) -> None:
    let_amend(house, Amended.CLOSES)
    case = three_renamed(house)
    amend_code(case, 1, "UNO", DAY)
    adopt_as_amended(case)
    page = signed_in(house, "Olga").get(address(case.number)).content.decode()
    assert "UNO" in said(page, "ins") and "ONE" in said(page, "del")


@pytest.mark.exhaustive
@pytest.mark.parametrize("kind", OF_CASES)
def test_every_paper_on_a_case_leads_to_it_in_every_format(house: House, kind: str) -> None:
    visitor, case = signed_in(house, "Olga"), reworked(house)
    paper = visitor.get(reverse("paper", args=[kind, case.number, "ar"])).content.decode()
    assert f'href="{address(case.number, kind, "ar")}' in paper
    asked = address(case.number, kind, "ar")
    assert visitor.get(asked, {"format": "html"}).content.startswith(b"<!doctype html>")
    assert read(visitor.get(asked, {"format": "docx"}).content).kind == kind


def test_two_versions_that_were_put_forward_are_held_together(house: House) -> None:
    case = reworked(house)
    submissions.submit_reorganisation(case.officer, reorganisation=case.number)
    visitor = signed_in(house, "Olga")
    for asked in ({"from": "2"}, {"from": "1", "to": "1"}, {"from": "1", "to": "3"}):
        assert visitor.get(address(case.number), asked).status_code == 404
    assert "STP" in said(visitor.get(address(case.number)).content.decode(), "ins")


@pytest.mark.exhaustive
def test_what_stands_as_it_was_put_forward_has_nothing_to_show(house: House) -> None:
    visitor, case = signed_in(house, "Olga"), submitted(house)
    assert visitor.get(address(case.number)).status_code == 404
    paper = visitor.get(reverse("paper", args=["council-paper", case.number, "en"]))
    assert "What changed" not in paper.content.decode()


def test_nobody_else_sees_it_and_there_is_no_other_kind_or_language(house: House) -> None:
    case = reworked(house)
    assert signed_in(house, "Stray").get(address(case.number)).status_code == 404
    visitor = signed_in(house, "Olga")
    for kind, language in (("poem", "en"), ("letter", "en"), ("decision", "de")):
        assert visitor.get(address(case.number, kind, language)).status_code == 404
