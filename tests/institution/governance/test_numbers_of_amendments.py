"""The number of an amendment is counted within its case, and tells nobody of another case."""

from itertools import product
from typing import Any

import pytest
from django.test import Client

from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.kinds import Amended
from bureau.institution.governance.services import amending
from tests.institution.governance.amending import let_amend, three_renamed
from tests.institution.governance.engagement import DAY, Engagement, draft_renaming
from tests.institution.governance.sent_back import addresses_with
from tests.institution.governance.visitors import visitor
from tests.institution.house import House
from tests.programs import program

ABSENT = 2**31 - 2
METHODS = ("GET", "POST", "PUT", "DELETE")


def added(case: Engagement, post: str) -> int:
    """The number of what the Secretary-General puts down as added."""
    return amending.amend_by_adding(
        case.house.actor("Sana"),
        reorganisation=case.number,
        step=case.step("approve"),
        kind=ActionKind.FREEZE_POST,
        subject=case.house.posts[post],
        day=DAY,
    )


def test_amendments_of_one_case_leave_no_gap_in_those_of_another(house: House) -> None:
    let_amend(house, Amended.CLOSES)
    first = three_renamed(house)
    second = three_renamed(house, "FOUR", "FIVE", name="MORE")
    draft_renaming(house, "SECRET", day=DAY + 1)
    numbers = [added(first, "D1"), added(second, "D1"), added(first, "ADV"), added(second, "ADV")]
    assert numbers == [4, 3, 5, 4]


@pytest.mark.parametrize("api", [False, True])
def test_an_amendment_of_a_secret_draft_is_answered_as_one_of_no_case(
    house: House, api: bool
) -> None:
    secret = draft_renaming(house, "NEW")
    client = Client(headers=program(house, "Coco").headers) if api else visitor(house, "Coco")
    asked = [one for one in addresses_with("amend") if one.startswith("/api/") is api]
    assert len(asked) > 2
    for address, method in product(asked, METHODS):
        there, absent = (answer(client, method, address.format(n)) for n in (secret, ABSENT))
        assert there == absent, f"{method} {address}"
        assert there[0] >= 400


def answer(client: Client, method: str, address: str) -> tuple[int, Any]:
    """The status, and to a program the reasons."""
    headers = {"Idempotency-Key": "12345678", "If-Match": '"x"'}
    found = client.generic(method, address, b"{}", "application/json", headers=headers)
    is_page = found.headers["Content-Type"].startswith("text/html")
    return found.status_code, None if is_page else found.json()["reasons"]
