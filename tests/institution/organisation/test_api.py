"""The structure by api: in both times, through a plan, and without names where not allowed."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rdflib import Graph
from rdflib.compare import isomorphic

from bureau.core.actors import NOBODY
from bureau.institution.organisation.queries import changes_fed
from bureau.record.journal.services.founding import found_installation
from tests.institution.house import House
from tests.institution.organisation.reorganised import AFTER, BEFORE, reorganise
from tests.programs import Program, program, section, started


@pytest.fixture
def reorganised(house: House) -> House:
    found_installation(NOBODY, demonstration=False)
    reorganise(house)
    return house


def codes(said: dict[str, list[dict[str, str]]]) -> set[str]:
    return {unit["code"] for unit in said["units"]}


def test_a_chart_is_that_of_the_day_asked_for(reorganised: House) -> None:
    officer = program(reorganised, "Olga")
    address = f"chart/{reorganised.units['TSB']}"
    assert codes(officer.get(f"{address}?valid={BEFORE}")) == {"TSB", "TSP", "SGD", "OPD"}
    after = officer.get(f"{address}?valid={AFTER}")
    assert codes(after) == {"TSB", "SPD", "SED", "OPD"}
    assert after["at"] == {"valid": AFTER, "recorded": 2, "plan": None}
    assert codes(officer.get(f"{address}?valid={AFTER}&recorded=1")) == {"TSB", "TSP", "SGD", "OPD"}


def test_a_chart_is_seen_through_a_draft_of_ones_own(house: House) -> None:
    officer = program(house, "Olga")
    address = started(officer)
    officer.send(f"{address}/actions", section(house))
    plan = address.replace("reorganisations/", "reorganisation:")
    found = officer.get(f"chart/{house.units['TSB']}?valid={AFTER}&plan={plan}")
    assert "NEW" in codes(found)
    narrow = program(house, "Olga", "structure")
    narrow.get(f"units?plan={plan}", 403)


def test_names_are_left_out_without_the_scope_for_them(reorganised: House) -> None:
    narrow = program(reorganised, "Olga", "structure")
    post = reorganised.posts["DEP"]
    for address in (f"posts/{post}", f"posts/{post}/history", "posts", "feed", "compare"):
        if address == "compare":
            address = f"compare/{reorganised.units['TSB']}?from_valid={BEFORE}&valid={AFTER}"
        narrow.get(address)
        said = narrow.answer.content.decode()
        assert "Dede" not in said and '"incumbency:' not in said
    assert "Dede" not in narrow.get(f"chart/{reorganised.units['TSB']}/turtle")
    narrow.get("people", 403)
    narrow.get("people.vcf", 403)
    assert "Dede" in json.dumps(program(reorganised, "Olga").get(f"posts/{post}"))


def test_units_come_in_pages_that_go_on(reorganised: House) -> None:
    officer, found, cursor = program(reorganised, "Olga"), [], ""
    while cursor is not None:
        page = officer.get(f"units?valid={AFTER}&limit=2" + (f"&cursor={cursor}" if cursor else ""))
        found += [unit["code"] for unit in page["items"]]
        cursor = page["next"]
    assert found == ["INST", "GS", "TSB", "SPD", "OPD", "SED"]
    officer.get("units?cursor=nonsense", 422)


def test_a_list_asks_the_same_however_long(reorganised: House) -> None:
    officer = program(reorganised, "Olga")

    def asked(address: str) -> int:
        officer.get(address)
        with CaptureQueriesContext(connection) as found:
            officer.get(address)
        return len(found)

    for address in ("units?", "posts?", "people?", "instruments?", "scim/Users?"):
        word = "count" if "scim" in address else "limit"
        assert asked(f"{address}{word}=2") == asked(f"{address}{word}=50"), address


def test_a_post_tells_its_chain_its_history_and_its_lineage(reorganised: House) -> None:
    officer, post = program(reorganised, "Olga"), reorganised.posts["DEP"]
    page = officer.get(f"posts/{post}?valid={AFTER}")
    assert [each["number"] for each in page["above"]] == ["DIR", "SG"]
    history = officer.get(f"posts/{post}/history")
    assert {one["subject"].partition(":")[0] for one in history["effects"]} >= {"post"}
    unit = officer.get(f"units/{reorganised.units['SGD']}/history")
    assert unit["versions"] and unit["effects"][0]["record"] == 2
    sgd = officer.get(f"units/{reorganised.units['TSP']}?valid={AFTER}")
    assert [step["called"] for step in sgd["was"]] == ["SGD"]


def test_what_does_not_stand_that_day_is_told_apart_from_what_is_not_there(
    reorganised: House,
) -> None:
    officer = program(reorganised, "Olga")
    gone = officer.get(f"units/{reorganised.units['SGD']}?valid={AFTER}", 404)
    assert gone["reasons"][0]["code"] == "not_standing"
    assert officer.get("units/99999", 404)["reasons"][0]["code"] == "nothing_there"


def test_two_days_are_compared(reorganised: House) -> None:
    officer = program(reorganised, "Olga")
    unit = reorganised.units["TSB"]
    said = officer.get(f"compare/{unit}?from_valid={BEFORE}&valid={AFTER}")
    changes = {(one["change"], one["subject"]) for one in said["changes"]}
    assert {("merged", "SGD"), ("renamed", "TSP")} <= changes
    assert (said["before"]["valid"], said["after"]["valid"]) == (BEFORE, AFTER)


def test_the_feed_is_replayed_from_any_cursor(reorganised: House) -> None:
    officer = program(reorganised, "Olga")
    first = officer.get("feed?limit=1")
    rest = officer.get(f"feed?cursor={first['cursor']}")
    assert [one["_bureau"]["record"] for one in first["items"] + rest["items"]] == [1, 2]
    again = officer.get(f"feed?cursor={rest['cursor']}")
    assert again["items"] == [] and again["cursor"] == rest["cursor"]
    assert officer.get("feed")["version"] == "https://jsonfeed.org/version/1.1"


def test_an_answer_of_the_feed_ends_before_it_has_too_many_effects(
    reorganised: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes_fed, "EFFECTS_MOST", 1)
    officer, cursor, records = program(reorganised, "Olga"), "", []
    while found := (said := officer.get(f"feed?cursor={cursor}" if cursor else "feed"))["items"]:
        records.append([one["_bureau"]["record"] for one in found])
        cursor = said["cursor"]
    assert records == [[1], [2]]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what tables hold")
def test_the_feed_finds_effects_by_their_record_numbers(reorganised: House) -> None:
    officer = program(reorganised, "Olga")
    with CaptureQueriesContext(connection) as asked:
        officer.get("feed")
    plans = []
    for one in asked:
        if "organisation_effect" in one["sql"]:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {one['sql']}")
                plans += [row[3] for row in cursor.fetchall() if "organisation_effect" in row[3]]
    assert len(plans) == 2 and all("(record" in plan for plan in plans), plans


def test_turtle_says_what_json_ld_says(reorganised: House) -> None:
    officer, unit = program(reorganised, "Olga"), reorganised.units["TSB"]
    written = officer.get(f"chart/{unit}/turtle?valid={AFTER}")
    officer.get(f"chart/{unit}/jsonld?valid={AFTER}")
    with pytest.warns(DeprecationWarning):
        told = Graph().parse(data=officer.answer.content, format="json-ld")
    assert isomorphic(Graph().parse(data=written, format="turtle"), told)


def test_holders_come_as_cards_and_as_users(reorganised: House) -> None:
    officer = program(reorganised, "Olga")
    cards = officer.get(f"people.vcf?unit={reorganised.units['OPD']}")
    assert cards.count("BEGIN:VCARD") == 1 and "FN:Opal\r\n" in cards
    assert all(len(line.encode()) <= 75 for line in cards.split("\r\n"))
    officer.get("scim/Users?count=1")
    users = json.loads(officer.answer.content)
    assert users["itemsPerPage"] == 1 and users["nextCursor"]
    officer.get("scim/Users?count=500")
    assert users["totalResults"] == len(json.loads(officer.answer.content)["Resources"]) > 1
    assert users["Resources"][0]["userName"].startswith("person-")


def test_cards_go_on_where_the_answer_says(reorganised: House) -> None:
    officer = program(reorganised, "Olga")
    whole, first = officer.get("people.vcf"), officer.get("people.vcf?limit=1")
    following = officer.answer.headers["Link"].partition("/api/")[2].partition(">")[0]
    rest = officer.get(following.replace("limit=1", "limit=2000"))
    assert first + rest == whole and "Link" not in officer.answer.headers


def test_effective_days_are_a_calendar(reorganised: House) -> None:
    said = program(reorganised, "Olga").get("effective-days.ics")
    assert "DTSTART;VALUE=DATE:20240701" in said and said.endswith("END:VCALENDAR\r\n")
    later = program(reorganised, "Olga", "structure").get("effective-days.ics?first=2024-07-02")
    assert "BEGIN:VEVENT" not in later


def test_instruments_tell_what_rests_on_them(reorganised: House) -> None:
    officer = program(reorganised, "Olga")
    listed = officer.get("instruments?kind=decision")["items"]
    page = officer.get(f"instruments/{listed[0]['id']}")
    assert page["count"] >= len(page["effects"]) > 0


def test_an_answer_that_is_known_is_not_sent_again(reorganised: House) -> None:
    officer = program(reorganised, "Olga")
    tag = officer.tag("units")
    officer.get("units", 304, **{"if-none-match": tag})
    assert officer.answer.content == b""
    officer.get(f"units?valid={AFTER}", 200, **{"if-none-match": tag})


def test_the_units_of_a_closed_organisation_are_not_there_for_others(house: House) -> None:
    stranger: Program = program(house, "Stray")
    assert stranger.get("organisations")["items"][0]["id"] == house.organisation
    stranger.get(f"units?under={house.units['TSB']}&organisation=9999", 404)
