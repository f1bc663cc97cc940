"""Staffing blocks and engagements by api: as the other reads, in charts and as linked data."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rdflib import Graph
from rdflib.compare import isomorphic

from bureau.core.actors import NOBODY
from bureau.institution.governance.services.personnel import end_engagement
from bureau.record.journal.services.founding import found_installation
from tests.institution.governance.test_engagements import UNTIL, intern
from tests.institution.house import FORCE, TODAY, House
from tests.institution.organisation import deeds
from tests.programs import Program, program

GRADES = {"P.3": 150, "P.4": 400, "G.5": 200}


@pytest.fixture
def beside(house: House) -> House:
    """Three blocks of OPD from the opening day, and an intern of SGD who ends."""
    found_installation(NOBODY, demonstration=False)
    for grade, fte in GRADES.items():
        deeds.add_block(house, "OPD", grade, fte)
    intern(house, until=UNTIL, sender="A university", supervisor=house.posts["CHIEF"])
    return house


def grades(said: dict[str, list[dict[str, str]]]) -> list[str]:
    return [one["grade"] for one in said["items"]]


def test_blocks_are_read_in_pages_by_unit_and_grade_and_in_both_times(beside: House) -> None:
    officer = program(beside, "Olga")
    first = officer.get("blocks?limit=2")
    rest = officer.get(f"blocks?limit=2&cursor={first['next']}")
    assert grades(first) + grades(rest) == list(GRADES) and rest["next"] is None
    assert grades(officer.get("blocks?grade=P.4")) == ["P.4"]
    assert grades(officer.get(f"blocks?unit={beside.units['SGD']}")) == []
    assert grades(officer.get("blocks?recorded=1")) == [] == grades(officer.get("blocks?grade=X"))
    one = first["items"][0]
    assert (one["fte"], one["title"]["words"]["en"]) == (150, "Desk officer")
    assert officer.get(f"blocks/{one['id']}")["block"] == one
    assert officer.get(f"blocks/{one['id']}/history")["effects"][0]["record"] == 2
    officer.get(f"blocks/{one['id']}?valid=2019-01-01", 404)
    officer.get("blocks/99999", 404)
    officer.get("blocks", 304, **{"if-none-match": officer.tag("blocks")})


def test_engagements_are_read_as_of_a_day_and_told_whole(beside: House) -> None:
    officer = program(beside, "Olga")
    (one,) = officer.get(f"engagements?valid={TODAY}")["items"]
    assert (one["name"], one["manner"], one["sender"]) == ("Stray", "intern", "A university")
    assert (one["begun"], one["until"]) == (TODAY.isoformat(), UNTIL.isoformat())
    assert officer.get(f"engagements/{one['id']}?valid={TODAY}")["engagement"] == one
    for narrower in ("manner=loan", f"unit={beside.units['OPD']}", "recorded=4"):
        assert officer.get(f"engagements?valid={TODAY}&{narrower}")["items"] == []
    assert officer.get(f"engagements?valid={UNTIL}")["items"] == []
    end_engagement(beside.actor("Hana"), engagement=one["id"], day=FORCE)
    assert officer.get(f"engagements?valid={FORCE}")["items"] == []
    assert len(officer.get(f"engagements/{one['id']}/history")["effects"]) >= 2
    officer.get("engagements?manner=sailor", 422)


def test_without_the_scope_for_people_nobody_is_told_of_anywhere(beside: House) -> None:
    narrow, unit = program(beside, "Olga", "structure"), beside.units["TSB"]
    officer = program(beside, "Olga")
    (one,) = officer.get(f"engagements?valid={TODAY}")["items"]
    for address in ("engagements", f"engagements/{one['id']}", f"engagements/{one['id']}/history"):
        assert narrow.get(address, 403)["reasons"][0]["code"] == "scope_missing"
    compare = f"compare/{unit}?from_valid={date(2024, 1, 1)}&valid={TODAY}"
    for address in (f"chart/{unit}?valid={TODAY}", f"chart/{unit}/jsonld", compare, "feed"):
        narrow.get(address)
        said = narrow.answer.content.decode()
        told = [word for word in ("university", "Stray", "engaged", '"engagement:') if word in said]
        assert told == [], address
    assert "engaged" in [each["change"] for each in officer.get(compare)["changes"]]


def test_a_chart_and_its_linked_data_have_both(beside: House) -> None:
    officer, unit = program(beside, "Olga"), beside.units["TSB"]
    chart = officer.get(f"chart/{unit}?valid={TODAY}")
    assert sorted(one["grade"] for one in chart["blocks"]) == sorted(GRADES)
    assert [one["name"] for one in chart["engagements"]] == ["Stray"]
    alone = officer.get(f"chart/{unit}?valid={TODAY}&posts=false")
    assert alone["blocks"] == alone["engagements"] == alone["posts"] == []
    written = Graph().parse(data=officer.get(f"chart/{unit}/turtle?valid={TODAY}"), format="turtle")
    officer.get(f"chart/{unit}/jsonld?valid={TODAY}")
    with pytest.warns(DeprecationWarning):
        told = Graph().parse(data=officer.answer.content, format="json-ld")
    assert isomorphic(written, told)
    asked = """SELECT ?name ?manner ?hundredths WHERE {
      { ?membership a org:Membership, bureau:Engagement ; bureau:manner ?manner ;
          org:member/foaf:name ?name ; org:memberDuring/time:hasEnd ?end }
      UNION { ?block a bureau:StaffingBlock ; bureau:hundredths ?hundredths ;
          bureau:inUnit/org:identifier "OPD" ; bureau:under ?post } }"""
    rows = [
        tuple(None if one is None else one.toPython() for one in row) for row in told.query(asked)
    ]
    assert ("Stray", "intern", None) in rows
    assert sorted(row[2] for row in rows if row[2]) == sorted(GRADES.values())


def test_a_list_asks_the_same_however_long(beside: House) -> None:
    intern(beside, "Adam")
    officer: Program = program(beside, "Olga")

    def asked(address: str) -> int:
        officer.get(address)
        with CaptureQueriesContext(connection) as found:
            officer.get(address)
        return len(found)

    for address in ("blocks?", f"engagements?valid={TODAY}&"):
        assert asked(f"{address}limit=1") == asked(f"{address}limit=50"), address
