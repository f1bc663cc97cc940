"""The register by program: written with a token for it, read as of any day."""

import pytest

from bureau.core.actors import NOBODY
from bureau.institution.instruments.models import Instrument
from bureau.record.journal.services.founding import found_installation
from tests.institution.house import House
from tests.institution.organisation import deeds
from tests.institution.organisation.registered import register
from tests.programs import Program, program, started

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(house: House) -> Program:
    found_installation(NOBODY, demonstration=False)
    return program(house, "Olga")


def words(said: str) -> dict[str, dict[str, str]]:
    return {"words": {"en": said}}


def test_an_instrument_is_kept_and_read_as_of_a_day(house: House, officer: Program) -> None:
    said = {"kind": "resolution", "number": "9", "body": house.bodies["COUNCIL"]}
    made = officer.send("instruments", {**said, "title": words("Resolution 9")})["id"]
    officer.send("instruments", {**said, "title": words("Again")}, 422)
    changed = {**said, "title": words("Resolution nine"), "day": "2020-01-01"}
    officer.send(f"instruments/{made}", changed, 204, method="put")
    asked = {"label": "1", "gist": words("Do it."), "is_mandate": True}
    asked |= {"addressee": f"unit:{house.units['SGD']}", "due": "2024-06-01"}
    part = officer.send(f"instruments/{made}/provisions", asked)["id"]
    link = {"kind": "suppresses", "by": f"instrument:{house.paper}", "on": f"provision:{part}"}
    number = officer.send("amendments", {**link, "day": "2024-06-11"})["id"]
    before = officer.get(f"instruments/{made}?valid=2024-06-10")
    after = officer.get(f"instruments/{made}?valid=2024-06-11")
    assert before["instrument"]["title"]["words"] == {"en": "Resolution nine"}
    assert [page["provisions"][0]["standing"] for page in (before, after)] == [
        "in_force",
        "suppressed",
    ]
    assert officer.get("mandates?valid=2024-06-10&state=open")["items"][0]["is_overdue"]
    officer.send(f"amendments/{number}", status=204, method="delete")
    assert officer.get(f"instruments/{made}?valid=2024-06-11")["amendments"] == []


def test_what_is_said_anew_is_held_to_what_was_read(house: House, officer: Program) -> None:
    said = {"kind": "resolution", "title": words("First")}
    made = officer.send("instruments", said)["id"]
    part = {"label": "1", "gist": words("Do it.")}
    number = officer.send(f"instruments/{made}/provisions", part)["id"]
    for address, anew in ((f"instruments/{made}", said), (f"provisions/{number}", part)):
        tag = officer.tag(address)
        officer.send(address, anew, 204, method="put", match=tag)
        told = officer.send(address, anew, 412, method="put", match=tag)
        assert told["reasons"][0]["code"] == "changed_since_seen"


def test_the_register_is_read_as_it_was_known(house: House, officer: Program) -> None:
    made = officer.send("instruments", {"kind": "decision", "title": words("As entered")})["id"]
    then = officer.get("instruments")["at"]["recorded"]
    deeds.decide(house, deeds.rename(house, "TSP", "SPD"), title="Renaming")
    later = officer.send("instruments", {"kind": "decision", "title": words("Later")})["id"]
    changed = {"kind": "resolution", "title": words("As set right")}
    officer.send(f"instruments/{made}", changed, 204, method="put")
    listed = officer.get(f"instruments?kind=decision&recorded={then}")["items"]
    page = officer.get(f"instruments/{made}?recorded={then}")["instrument"]
    assert {one["id"]: one["title"]["words"]["en"] for one in listed}[made] == "As entered"
    assert page["title"]["words"] == {"en": "As entered"} and page["kind"] == "decision"
    assert officer.get(f"instruments/{made}")["instrument"]["kind"] == "resolution"
    assert later not in [one["id"] for one in listed]
    officer.get(f"instruments/{later}?recorded={then}", 404)
    assert officer.get(f"instruments/{later}")["instrument"]["id"] == later


def test_a_mandate_is_settled_and_what_serves_it_is_said(house: House, officer: Program) -> None:
    numbers = register(house)
    mandate, unit = f"provision:{numbers['mandate']}", f"unit:{house.units['OPD']}"
    said = {"subject": unit, "of": mandate, "day": "2024-06-10", "reason": "It does it"}
    made = officer.send("citations", said)["id"]
    page = officer.get(f"provisions/{numbers['mandate']}")
    assert {one["subject"] for one in page["citations"]} == {unit, f"unit:{house.units['SGD']}"}
    assert unit.partition(":")[2] not in str(officer.get("orphans?side=units")["items"]).split(":")
    officer.send(f"citations/{made}/end", {"day": "2024-06-10", "reason": "By mistake"}, 204)
    settled = {"state": "spent", "day": "2024-06-10", "reason": "Over"}
    officer.send(f"provisions/{numbers['mandate']}/settlements", settled)
    assert officer.get(f"provisions/{numbers['mandate']}")["state"] == "spent"
    assert officer.get("orphans")["items"] == []
    (plan,) = officer.get("strategic-plans")["items"]
    assert [one["code"] for one in plan["elements"]] == ["G1"]


def test_a_draft_cites_by_program(house: House, officer: Program) -> None:
    numbers = register(house)
    case = started(officer)
    said = {"of": f"plan_element:{numbers['goal of the plan']}", "reason": "It serves it"}
    made = officer.send(f"{case}/citations", said)["id"]
    assert officer.send(f"{case}/citations", said, 409)["reasons"][0]["code"] == "cited_already"
    assert officer.get(f"{case}/citations")["items"][0]["of"] == said["of"]
    officer.send(f"{case}/citations/{made}", status=204, method="delete")
    officer.send(f"{case}/citations/{made}", status=404, method="delete")
    assert officer.get(f"{case}/citations")["items"] == []


def test_a_token_without_the_scope_keeps_nothing(house: House, officer: Program) -> None:
    narrow = program(house, "Olga", "structure")
    count = Instrument.objects.count()
    narrow.send("instruments", {"kind": "decision", "title": words("Decision")}, 403)
    assert narrow.get("mandates")["items"] == [] and Instrument.objects.count() == count
