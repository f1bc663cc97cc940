"""Initiatives for programs: add once, read with a tag, change against the state that was read."""

from bureau.desk.programmes.models import Initiative
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
