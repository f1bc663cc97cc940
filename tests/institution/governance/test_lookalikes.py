"""Codes that mislead readers are refused wherever they are given: pages, api, services."""

from typing import Any

import pytest

from bureau.core.reasons import Refused
from bureau.institution.governance.services import drafts
from bureau.web.multilingual import text
from tests.institution.governance.visitors import fresh_key, visitor
from tests.institution.house import House
from tests.programs import program, section, started

pytestmark = pytest.mark.django_db
MISLEADING = [("ТSB", "code_mixes"), ("NE\u200bW", "code_hides"), ("ＮＥＷ", "code_has_forms")]


@pytest.mark.parametrize(("code", "why"), MISLEADING)
def test_the_reference_of_a_draft_may_not_mislead(house: House, code: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        drafts.start_reorganisation(
            house.actor("Olga"),
            organisation=house.organisation,
            reference=code,
            title=text(en="A draft"),
        )


@pytest.mark.parametrize(("code", "why"), MISLEADING)
def test_a_code_in_a_draft_by_a_program_may_not_mislead(house: House, code: str, why: str) -> None:
    by = program(house, "Olga")
    address = started(by)
    refused = by.send(f"{address}/actions", section(house, code), status=422)
    assert [each["code"] for each in refused["reasons"]] == [why]
    assert "This code" in refused["reasons"][0]["sentence"]


@pytest.mark.parametrize("code", ["tsb", "ТЅВ"])
def test_a_code_that_looks_like_a_standing_one_bars_the_draft(house: House, code: str) -> None:
    by = program(house, "Olga")
    address = started(by)
    by.send(f"{address}/actions", section(house, code))
    page: Any = visitor(house, "Olga").get(f"/{address}/")
    assert "several units would have the code" in page.content.decode()


def test_the_code_of_a_place_may_not_mislead(house: House) -> None:
    said = {"key": fresh_key(), "code": "ТSB", "name_original": "en", "name_en": "A place"}
    answer: Any = visitor(house, "Ada").post("/settings/places/add/", said)
    assert answer.status_code == 422
    assert "mixes letters of several alphabets" in answer.content.decode()
