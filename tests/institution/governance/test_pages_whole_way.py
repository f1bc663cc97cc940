"""The whole way by pages alone, without a script: from an empty draft to what is in force."""

import re

from django.urls import reverse

from tests.institution.governance.visitors import case_address, page, send, visitor
from tests.institution.house import House


def test_a_reorganisation_goes_its_whole_way_by_forms(house: House) -> None:
    author = visitor(house, "Olga")
    send(
        author,
        reverse("reorganisation-new"),
        reference="TSB-2024",
        title="A department of engagement",
        language="en",
    )
    new = case_address("actions/new/?kind=")
    send(
        author,
        new + "establish_unit",
        code="SED",
        name="Strategic Engagement",
        kind="department",
        parent=house.units["TSB"],
        language="en",
        day="2024-07-01",
    )
    send(
        author,
        new + "merge_unit",
        subject=house.units["SGD"],
        into=house.units["TSP"],
        day="2024-07-01",
    )
    text = send(
        author,
        new + "rename_unit",
        subject=house.units["TSP"],
        code="SPD",
        language="en",
        day="2024-07-01",
    )
    assert "SGD is merged into TSP; 2 posts go with it." in text
    text = send(author, case_address("submission/"), status=422)
    assert "finding" in text
    text = send(
        author,
        case_address("answers/new/"),
        code="head_of_ended_unit",
        subject=f"post:{house.posts['CHIEF']}",
        reason="The paper does not say",
    )
    text = send(author, case_address("submission/"))
    assert "Draft submitted and frozen" in text
    for name, act, said in (
        ("Sana", "determine", {"answer": "no", "note": "One department"}),
        ("Coco", "recommend", {"meeting": house.meetings["COCO"]}),
        ("Sana", "approve", {}),
        ("Carl", "take_note", {"document": "C24/1"}),
    ):
        client = visitor(house, name)
        route = page(client, case_address("route/"))
        address = re.search(rf'href="([^"]+act={act})"', route).group(1)
        form = page(client, address)
        seen = re.search(r'name="seen" value="(\w+)"', form).group(1)
        parts = re.findall(r'name="parts" value="(\d+)"', form)
        said = {**said, "day": "2024-06-10", "seen": seen, "parts": parts}
        text = send(client, address, **said)
        assert 'name="confirm"' in text
        text = send(client, address, confirm="yes", **said)
    assert "SPD" in page(visitor(house, "Dina"), f"/chart/{house.units['TSB']}/?valid=2024-07-01")
