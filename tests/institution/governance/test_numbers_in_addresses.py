"""Addresses with numbers that no row has: answered as of what is not there, on every database."""

import pytest

from tests.institution.governance.engagement import draft_renaming
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import House

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]
TOO_LONG = ("9" * 12, "9" * 30, "9" * 5000)


@pytest.mark.parametrize("number", TOO_LONG)
@pytest.mark.parametrize("kind", ["move_unit", "adopt_description"])
def test_a_form_offers_all_where_its_address_names_nothing(
    house: House, kind: str, number: str
) -> None:
    case = draft_renaming(house, "OPX")
    said = page(
        visitor(house, "Otto"), f"/reorganisations/{case}/actions/new/?kind={kind}&subject={number}"
    )
    assert "Add the action" in said


@pytest.mark.parametrize("number", TOO_LONG)
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/reorganisations/{case}/actions/new/?on=unit:{number}", 404),
        ("/reorganisations/{case}/?action={number}", 200),
        ("/reorganisations/{number}/", 404),
        ("/people/{number}/", 404),
        ("/corrections/new/?on=post:{number}", 404),
        ("/corrections/new/?effect={number}", 404),
        ("/meetings/?body={number}", 200),
        ("/instruments/?body={number}", 200),
        ("/mandates/?body={number}", 200),
    ],
)
def test_what_is_not_there_is_told_so(house: House, address: str, status: int, number: str) -> None:
    case = draft_renaming(house, "OPX")
    page(visitor(house, "Otto"), address.format(case=case, number=number), status)
