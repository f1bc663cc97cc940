"""The whole way by pages alone, without a script: from an empty draft to what is in force."""

import re

from django.urls import reverse

from bureau.institution.governance.models import Reorganisation
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import House

DAY = "2024-07-01"
ACTS = (
    ("Sana", "determine", {"answer": "no", "note": "One department"}),
    ("Coco", "recommend", {"document": "CC/7"}),
    ("Sana", "approve", {}),
    ("Carl", "take_note", {"document": "C24/1"}),
)


def start(house: House) -> str:
    """A draft begun by form; its address."""
    said = {"reference": "TSB-2024", "title": "A department of engagement", "language": "en"}
    send(visitor(house, "Olga"), reverse("reorganisation-new"), **said)
    return reverse("reorganisation", args=[Reorganisation.objects.get().pk])


def draft(house: House, case: str) -> str:
    """Three actions by form; what the workspace says of them."""
    units, author = house.units, visitor(house, "Olga")
    established = {"code": "SED", "name": "Engagement", "kind": "department"}
    for kind, said in (
        ("establish_unit", {**established, "parent": units["TSB"], "language": "en"}),
        ("merge_unit", {"subject": units["SGD"], "into": units["TSP"]}),
        ("rename_unit", {"subject": units["TSP"], "code": "SPD", "language": "en"}),
    ):
        text = send(author, f"{case}actions/new/?kind={kind}", day=DAY, **said)
    return text


def answer(house: House, case: str) -> None:
    about = {"code": "head_of_ended_unit", "subject": f"post:{house.posts['CHIEF']}"}
    said = {**about, "reason": "The paper does not say"}
    send(visitor(house, "Olga"), f"{case}answers/new/", **said)


def act(house: House, case: str, name: str, kind: str, said: dict[str, str]) -> None:
    """An act recorded as its page offers it: the form, what it does, the act."""
    client = visitor(house, name)
    (address,) = re.findall(rf'href="([^"]+act={kind})"', page(client, f"{case}route/"))
    form = page(client, address)
    (seen,) = re.findall(r'name="seen" value="(\w+)"', form)
    parts = re.findall(r'name="parts" value="(\d+)"', form)
    sent = {**said, "day": "2024-06-10", "seen": seen, "parts": parts}
    assert 'name="confirm"' in send(client, address, **sent)
    send(client, address, confirm="yes", **sent)


def test_a_reorganisation_goes_its_whole_way_by_forms(house: House) -> None:
    case = start(house)
    assert "SGD is merged into TSP; 2 posts go with it." in draft(house, case)
    send(visitor(house, "Olga"), f"{case}submission/", 422)
    answer(house, case)
    assert "Draft submitted and frozen" in send(visitor(house, "Olga"), f"{case}submission/")
    for name, kind, said in ACTS:
        act(house, case, name, kind, said)
    assert "SPD" in page(visitor(house, "Dina"), f"/chart/{house.units['TSB']}/?valid={DAY}")
