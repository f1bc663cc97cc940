"""Initiatives for programs: add once, read with a tag, change against the state that was read."""

from bureau.desk.programmes.models import Edition, Initiative, Pillar
from tests.desk.programmes.things import begun
from tests.institution.house import House
from tests.programs import program


def test_a_program_adds_reads_changes_and_deletes(house: House) -> None:
    calls = program(house, "Chia")
    said = {"code": "FORUM", "name": {"words": {"en": "Forum"}}, "valid_from": "2024-01-01"}
    said["post"] = house.posts["CHIEF"]
    made = calls.send("initiatives", said, key="the-same-key")
    assert calls.send("initiatives", said, key="the-same-key") == made
    one = f"initiatives/{made['id']}"
    tag = calls.tag(one)
    found = calls.get(one)
    assert (
        found["code"] == "FORUM" and found["valid_until"] is None and found["state"] == "proposed"
    )
    calls.send(one, {**said, "code": "NEXT"}, 204, method="put", match=tag)
    calls.send(one, {**said, "code": "LATE"}, 412, method="put", match=tag)
    calls.send(f"{one}/start", None, 204)
    assert calls.get("initiatives")["items"][0]["state"] == "active"
    calls.send(one, None, 204, method="delete")
    assert not Initiative.objects.exists()


def test_a_program_is_held_to_the_bounds_of_the_form(house: House) -> None:
    calls, number = program(house, "Chia"), begun(house)
    for year in (-5, 0, 1_000_000, 10**18):
        calls.send("editions", {"initiative": number, "year": year}, 422)
    calls.send("editions", {"initiative": number, "year": 2024, "place": "x" * 190}, 422)
    for code in ("", " ", "x" * 50):
        said = {"initiative": number, "code": code, "name": {"words": {"en": "Pillar"}}}
        calls.send("pillars", said, 422)
    assert Edition.objects.count() == Pillar.objects.count() == 0
