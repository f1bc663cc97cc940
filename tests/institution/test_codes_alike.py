"""No noun takes a code or reference that a reader takes for another of its kind."""

from collections.abc import Callable
from typing import Any

import pytest

from bureau.core.reasons import Refused
from bureau.institution.finance.services.budgets import add_expenditure_object
from bureau.institution.finance.services.lines import keep_budget_lines
from bureau.institution.finance.store import LineGiven
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.services.drafts import start_reorganisation
from bureau.institution.instruments.services.document_classes import ClassSaid, add_document_class
from bureau.institution.instruments.services.register import register_body, register_instrument
from bureau.institution.organisation.services.reference import (
    add_grade,
    add_place,
    create_organisation,
    name_office,
)
from bureau.web.multilingual import text
from tests.institution.finance.budgeted import Budgeted
from tests.institution.house import FORCE, House

pytestmark = pytest.mark.django_db
DAY = FORCE
NAME = text(en="Tried")
type Make = Callable[[House, str], Any]


def _body(house: House, code: str) -> object:
    return register_body(
        house.administrators[0], organisation=house.organisation, code=code, name=NAME
    )


def _organisation(house: House, code: str) -> object:
    return create_organisation(house.administrators[0], code=code, name=NAME)


def _place(house: House, code: str) -> object:
    by = house.actor("Olga")
    return add_place(by, organisation=house.organisation, code=code, name=NAME, valid_from=DAY)


def _grade(house: House, code: str) -> object:
    return add_grade(
        house.actor("Olga"),
        organisation=house.organisation,
        code=code,
        grade_class="professional",
        order=1,
        valid_from=DAY,
    )


def _office(house: House, code: str) -> object:
    return name_office(
        house.actor("Olga"),
        organisation=house.organisation,
        code=code,
        name=NAME,
        post=house.posts["ADV"],
    )


def _instrument(house: House, code: str) -> object:
    return register_instrument(
        house.actor("Olga"),
        organisation=house.organisation,
        kind="decision",
        number=code,
        title=NAME,
    )


def _class(house: House, code: str) -> object:
    return add_document_class(
        house.actor("Coco"),
        body=house.bodies["COCO"],
        code=code,
        said=ClassSaid(NAME, "CoCo/{n}" if code == "XAO-7" else "Other/{n}"),
        valid_from=DAY,
    )


def _object(house: House, code: str) -> object:
    by = house.administrators[0]
    return add_expenditure_object(by, organisation=house.organisation, code=code, name=NAME)


def _reference(house: House, code: str) -> object:
    made = start_reorganisation(
        house.actor("Olga"), organisation=house.organisation, reference=code, title=NAME
    )
    Reorganisation.objects.filter(pk=made).update(submitted=True)
    return made


MAKES: dict[str, Make] = {
    "body": _body,
    "organisation": _organisation,
    "place": _place,
    "grade": _grade,
    "office": _office,
    "instrument": _instrument,
    "document_class": _class,
    "expenditure_object": _object,
    "reorganisation": _reference,
}


@pytest.mark.parametrize("kind", MAKES)
@pytest.mark.parametrize("alike", ["хао-7", "xAO‐7", "XΑO-7", "xao\u200b-7", "ＸAO-7", "xao-7"])
def test_a_code_that_looks_like_another_is_refused(house: House, kind: str, alike: str) -> None:
    MAKES[kind](house, "XAO-7")
    with pytest.raises(Refused):
        MAKES[kind](house, alike)
    MAKES[kind](house, "XAO-8")


@pytest.mark.parametrize("alike", ["тѕв-1", "tsb-1", "TSB‐1"])
def test_a_line_of_a_budget_neither_alone_nor_with_others(house: House, alike: str) -> None:
    budget = Budgeted(house)
    budget.add("TSB-1", "TSB", budget.travel, 1)
    with pytest.raises(Refused):
        budget.add(alike, "TSB", budget.travel, 1)
    lines = [LineGiven(code, house.units["TSB"], budget.travel, "", {}) for code in (alike, "A")]
    with pytest.raises(Refused, match="already_there"):
        keep_budget_lines(budget.officer, budget=budget.number, lines=lines)
    twice = [LineGiven(code, house.units["TSB"], budget.travel, "", {}) for code in ("A-1", "a-1")]
    with pytest.raises(Refused, match="line_codes_once"):
        keep_budget_lines(budget.officer, budget=budget.number, lines=twice)
