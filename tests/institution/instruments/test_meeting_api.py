"""Bodies, sessions, documents and decisions for programs, under the permissions of the pages."""

import pytest

from bureau.core.instruments.amendments import AmendmentKind
from bureau.core.references import Reference
from bureau.institution.instruments.models import FollowUp
from bureau.institution.instruments.services.amendments import record_amendment
from bureau.institution.instruments.texts.words import DECISIONS
from tests.institution.house import TODAY, House
from tests.institution.organisation.convened import convene
from tests.programs import Program, program

pytestmark = pytest.mark.django_db


def test_a_program_reads_what_the_pages_show(house: House) -> None:
    things = convene(house)
    reader: Program = program(house, "Adam")
    council = house.bodies["COUNCIL"]
    assert {"id": council, "code": "COUNCIL"}.items() <= reader.get("bodies")["items"][1].items()
    meetings = reader.get(f"meetings?body={council}")["items"]
    assert things["the session"] in {one["id"] for one in meetings}
    page = reader.get(f"meetings/{things['the session']}")
    assert [one["number"] for one in page["agenda"]] == ["1", "2"]
    assert page["sittings"][0]["opens"].startswith("09:30")
    (document,) = reader.get(f"meetings/{things['the session']}/documents")["items"]
    late = {one["language"]: one["is_late"] for one in document["languages"]}
    assert document["number"] == "C24/1" and late["en"] and not late["fr"]


def test_a_decision_is_asked_for_by_every_state_it_is_told_in(house: House) -> None:
    things = convene(house)
    record_amendment(
        house.administrator,
        kind=AmendmentKind.SUPPRESSES,
        by=Reference("instrument", house.paper),
        on=Reference("instrument", int(things["the decision"])),
        day=TODAY,
    )
    secretary = program(house, "Carl")
    found = {state: len(secretary.get(f"decisions?state={state}")["items"]) for state in DECISIONS}
    assert found == {**dict.fromkeys(DECISIONS, 0), "suppressed": 1}


def test_a_decision_is_followed_by_program(house: House) -> None:
    things = convene(house)
    secretary = program(house, "Carl")
    (one,) = secretary.get("decisions?state=under_way")["items"]
    assert (one["owner"], one["is_overdue"]) == (house.posts["DIR"], True)
    said = {"state": "done", "day": "2024-06-10", "reason": "Told"}
    secretary.send(f"decisions/{things['the decision']}/follow-up", said)
    assert FollowUp.objects.latest("pk").state == "done"
    assert secretary.get("decisions?state=under_way")["items"] == []
