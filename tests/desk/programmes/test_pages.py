"""The department's initiatives from the first page to the last, as people use them."""

from bureau.desk.programmes.models import Edition, Initiative
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import House

FACTS = {
    "code": "FORUM",
    "name_original": "en",
    "name_en": "Annual forum",
    "valid_from": "2024-01-01",
}


def test_an_initiative_from_its_first_page_to_its_last(house: House) -> None:
    client = visitor(house, "Chia")
    assert "No initiative yet" in page(client, "/initiatives/")
    made = send(client, "/initiatives/add/", **FACTS, post=house.posts["CHIEF"])
    assert "The initiative is added." in made and "Annual forum" in made and "proposed" in made
    row = Initiative.objects.get()
    assert "active" in send(client, f"/initiatives/{row.pk}/start/")
    said = send(
        client, f"/editions/add/?initiative={row.pk}", initiative=row.pk, year=2024, place="Geneva"
    )
    assert "The edition is added." in said
    said = send(
        client,
        f"/pillars/add/?initiative={row.pk}",
        initiative=row.pk,
        code="P1",
        name_original="en",
        name_en="Platform",
    )
    assert "The pillar is added." in said
    whole = page(client, f"/initiatives/{row.pk}/")
    assert "Geneva" in whole and "Platform" in whole and "Add an edition" in whole
    changed = {**FACTS, "name_en": "Yearly forum", "post": house.posts["CHIEF"]}
    assert "Yearly forum" in send(client, f"/initiatives/{row.pk}/change/", **changed)
    history = page(client, f"/initiatives/{row.pk}/history/")
    assert "Annual forum" in history and "Yearly forum" in history and "Undo act" in history
    assert Edition.objects.get().state == "planned"


def test_undo(house: House) -> None:
    client = visitor(house, "Chia")
    send(client, "/initiatives/add/", **FACTS, post=house.posts["CHIEF"])
    row = Initiative.objects.get()
    changed = {**FACTS, "name_en": "Yearly forum", "post": house.posts["CHIEF"]}
    send(client, f"/initiatives/{row.pk}/change/", **changed)
    history = page(client, f"/initiatives/{row.pk}/history/")
    entry = history.partition('name="entry" value="')[2].partition('"')[0]
    assert "The act is undone." in send(client, f"/initiatives/{row.pk}/undo/", entry=entry)
    assert Initiative.objects.get().name.said["en"][0] == "Annual forum"
