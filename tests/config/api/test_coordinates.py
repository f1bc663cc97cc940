"""Every read takes a day, a record number and a plan, or says why what it reads has none."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from bureau.config.api.door import description
from bureau.institution.governance.services.corrections import (
    confirm_correction,
    withdraw_correction,
)
from bureau.institution.instruments.models import Body
from bureau.record.journal.queries import record_number_now
from bureau.record.nouns.found import nouns
from tests.furnished import furnish
from tests.institution.finance.budgeted import Budgeted
from tests.institution.governance.furnished import planned
from tests.institution.governance.test_corrections import propose
from tests.institution.house import FORCE, House
from tests.institution.organisation import deeds
from tests.institution.organisation.convened import convene
from tests.institution.organisation.reorganised import AFTER, reorganise
from tests.programs import Program, program

ALL = ("valid", "recorded", "plan")
WITHOUT: dict[str, tuple[tuple[str, ...], str]] = {
    "reorganisations": (ALL, "a case is a plan itself, read as it is worked on"),
    "budget-proposals": (ALL, "likewise"),
    "rule-drafts": (ALL, "likewise"),
    "affecting-me": (ALL, "what is put forward now"),
    "reports-owed": (ALL, "acts and what reported them, each with its day"),
    "corrections": (("valid", "plan"), "acts on the record, each with its number"),
    "journal": (ALL, "all that was done, read on by a cursor"),
    "feed": (("valid", "plan"), "what came onto the record, up to a number, read on by a cursor"),
    "search": (ALL, "the index is of now"),
    "budgets": (("recorded", "plan"), "dated by years; one takes what was known and planned"),
    "budgets/{budget}": (("valid",), "it is reckoned over all days of its years"),
    "meetings": (("recorded", "plan"), "occasions, each with its days"),
    "meetings/{meeting}": (ALL, "one occasion, as it was convened"),
    "documents/{document}/files/{language}": (ALL, "one file, by its hash"),
    "notices": (ALL, "what waits for a person now"),
    "me": (ALL, "who asks now"),
    "telling-choice": (ALL, "a setting of one's own"),
    "calendar-feeds": (ALL, "likewise"),
    "webhooks": (ALL, "likewise"),
    "rules": (("recorded", "plan"), "rules are dated, without a recorded axis"),
    "bodies": (("recorded", "plan"), "reference data is dated, without a recorded axis"),
    "bodies/seats": (("recorded", "plan"), "likewise"),
    "bodies/rules": (("recorded", "plan"), "likewise"),
    "bodies/{body}/document-classes": (("recorded", "plan"), "reference data"),
    "deadline-conventions": (("recorded", "plan"), "reference data"),
    "exchange-rates": (("recorded", "plan"), "reference data"),
    "grades": (("recorded", "plan"), "reference data"),
    "places": (("recorded", "plan"), "reference data"),
    "standard-costs": (("recorded", "plan"), "reference data"),
    "reserved-numbers": (("recorded", "plan"), "kept from day to day"),
    "unit-templates": (ALL, "made to be used now"),
    "adopted-tables": (("recorded", "plan"), "dated by its period; one takes all three"),
    "imports": (ALL, "what was taken in, each at its instant"),
    "rights": (("plan",), "no plan gives anybody a right"),
    "decisions": (("recorded", "plan"), "each with its days"),
    "mandates": (("recorded", "plan"), "what is asked is dated, without a recorded axis"),
    "provisions/{provision}": (("recorded", "plan"), "likewise"),
    "strategic-plans": (("recorded", "plan"), "versions, each with its days"),
    "instruments": (("plan",), "no plan changes what was decided"),
    "instruments/{instrument}": (("plan",), "likewise"),
    "instruments/{instrument}/evidence": (ALL, "what was done, whole"),
    "units/{unit}/history": (("valid", "plan"), "all days, and what is on record"),
    "posts/{post}/history": (("valid", "plan"), "likewise"),
    "blocks/{block}/history": (("valid", "plan"), "likewise"),
    "engagements/{engagement}/history": (("valid", "plan"), "likewise"),
    "effective-days.ics": (("plan",), "days on which something decided takes effect"),
    "posts/{post}/descriptions": (("valid",), "each with all the days it is in force"),
    "descriptions/{description}": (("valid",), "likewise"),
    "delegations": (("recorded", "plan"), "dated, without a recorded axis"),
    "meetings/{meeting}/documents": (("recorded", "plan"), "the day says what is late"),
    "documents/{document}": (("recorded", "plan"), "likewise"),
    **{
        noun.plural: (ALL, "what is there now, with its days")
        for noun in nouns().values()
        if noun.programs
    },
}
"""What a read has not, and why. One that is not named counts for all below it, but of meetings,
documents and the like, where each is named."""
SAME: dict[str, set[str]] = {"blocks/{block}": {"plan"}}
"""What a coordinate that is taken does not change: no action of a plan is of a block."""
OF_ALL_DAYS = {"meetings"}
"""What is of all days where no day is asked for."""
NEEDED = {"rights": "what=role:organisation_officer&"}
"""What is asked besides where nothing is answered without."""
EACH = ("meetings", "documents", "bodies", "budgets", "adopted-tables", "instruments")


def reads() -> Iterator[tuple[str, set[str], str]]:
    for path, methods in description()["paths"].items():
        if "get" in methods:
            said = methods["get"]
            names = {one["name"] for one in said["parameters"] if one["in"] == "query"}
            yield path.removeprefix("/api/"), names, said["description"]


def lacking(path: str) -> set[str]:
    if path in WITHOUT:
        return set(WITHOUT[path][0])
    first = path.partition("/")[0]
    return set() if first in EACH or first not in WITHOUT else set(WITHOUT[first][0])


def test_every_read_takes_the_coordinates_or_says_which_it_has_not() -> None:
    wrong = [path for path, names, _said in reads() if lacking(path) != set(ALL) - names]
    assert wrong == []
    assert {path for path, *_ in reads()} >= WITHOUT.keys()


def test_what_is_read_as_it_was_known_says_in_its_answer_where_it_stood() -> None:
    schemas, silent = description()["components"]["schemas"], []
    for path, methods in description()["paths"].items():
        said = methods.get("get", {"parameters": [], "responses": {"200": {}}})
        is_asked = any(one["name"] == "recorded" for one in said["parameters"])
        content = said["responses"]["200"].get("content", {}).get("application/json")
        if is_asked and content:
            told = schemas[content["schema"]["$ref"].rpartition("/")[2]]["properties"]
            silent += [] if {"at", "_at", "before"} & told.keys() else [path]
    assert silent == []


def test_the_description_names_what_a_read_has_not() -> None:
    told = {path: said for path, _names, said in reads()}
    assert "no `plan`" in told["rights"] and "no `valid`" not in told["rights"]
    assert "no `" not in told["units"] and "no `valid`" in told["me"]


@dataclass(frozen=True, slots=True)
class Shown:
    """What is answered, but for where it says that it stood."""

    status: int
    said: object


def shown(by: Program, address: str, query: str) -> Shown:
    answer = by.ask("GET", f"/api/{address}{query}", None)
    found = answer.json() if "json" in answer.headers["Content-Type"] else answer.content.decode()
    said = {**found, "at": None} if isinstance(found, dict) else found
    return Shown(answer.status_code, said)


def test_each_coordinate_taken_changes_the_answer(house: House) -> None:
    things, by = furnish(house), program(house, "Olga")
    plan = f"plan={planned(house, by, things)}"
    missing, same = [], {}
    for path, names, _said in reads():
        day = f"valid={AFTER}" if "valid" in names else ""
        asked = {
            "valid": ("valid=1900-01-01", "" if path in OF_ALL_DAYS else day),
            "recorded": ("recorded=0", ""),
            "plan": (f"{day}&{plan}", day),
        }
        for name in asked.keys() & names:
            address = f"{path.format(**things)}?{NEEDED.get(path, '')}"
            before, now = (shown(by, address, query) for query in asked[name])
            if now.status != 200:
                missing.append((path, name, now))
            elif before == now:
                same.setdefault(path, set()).add(name)
    assert missing == [] and same == SAME


def test_a_coordinate_that_a_read_has_not_is_refused_with_the_reason(house: House) -> None:
    by = program(house, "Olga")
    for path in ("me", "notices", "webhooks"):
        for name in ALL:
            (why,) = by.get(f"{path}?{name}=1", 422)["reasons"]
            assert (why["code"], why["pointer"]) == (f"has_no_{name}", name)


def test_what_a_read_does_not_take_is_refused(house: House) -> None:
    (why,) = program(house, "Olga").get("rules?on=2024-01-01", 422)["reasons"]
    assert (why["code"], why["pointer"]) == ("value_not_known", "on")


def test_what_stands_in_its_address_a_read_does_not_take_besides(house: House) -> None:
    by = program(house, "Olga")
    for name in ("unit", "request", "return"):
        (why,) = by.get(f"units/{house.units['TSB']}?{name}=1", 422)["reasons"]
        assert (why["code"], why["pointer"]) == ("value_not_known", name)


def test_reference_data_is_that_of_the_day(house: House) -> None:
    by = program(house, "Olga")
    assert by.get("rules")["items"] and by.get("rules?valid=1900-01-01")["items"] == []
    everything = by.get("grades?whole=true&valid=1900-01-01")["items"]
    assert everything == by.get("grades")["items"] and everything
    assert by.get("grades?valid=1900-01-01")["items"] == []
    by.get("grades?recorded=1", 422)


def test_all_there_ever_was_is_given_where_it_is_asked_for(house: House) -> None:
    by = program(house, "Olga")
    Body.objects.filter(pk=house.bodies["COCO"]).update(valid_until="2001-01-01")
    there, ever = by.get("bodies")["items"], by.get("bodies?whole=true")["items"]
    assert {one["code"] for one in ever} - {one["code"] for one in there} == {"COCO"}
    assert by.get("rules?whole=true&valid=1900-01-01") == by.get("rules")


def test_a_session_is_found_on_its_days(house: House) -> None:
    by, session = program(house, "Olga"), int(convene(house)["the session"])
    days = {"2024-06-19": 0, "2024-06-20": 1, "2024-06-28": 1, "2024-06-29": 0}
    found = {day: [one["id"] for one in by.get(f"meetings?valid={day}")["items"]] for day in days}
    assert {day: ids.count(session) for day, ids in found.items()} == days


def test_budgets_and_classes_of_documents_are_those_of_the_day(house: House) -> None:
    by, budget = program(house, "Olga"), Budgeted(house).number
    convene(house)
    for path, first in (
        ("budgets", "2024-01-01"),
        (f"bodies/{house.bodies['COUNCIL']}/document-classes", "2020-01-01"),
    ):
        there, ever = by.get(f"{path}?valid={first}"), by.get(f"{path}?whole=true")
        assert there == ever and there["items"]
        assert by.get(f"{path}?valid=1900-01-01")["items"] == []
    assert [one["id"] for one in by.get("budgets?valid=2025-12-31")["items"]] == [budget]


def test_a_correction_is_as_it_stood_on_record(house: House) -> None:
    by, started = program(house, "Olga"), record_number_now()
    made = propose(house, fields={"grade": "P.5"})
    withdrawn = propose(house, fields={"number": "ADV2"})
    withdraw_correction(house.actor("Olga"), correction=withdrawn, reason="Once is enough")
    record = confirm_correction(house.actor("Otto"), correction=made, later=())
    stood = {
        number: by.get(f"corrections?recorded={number}")["items"]
        for number in (started - 1, started, record)
    }
    assert [[one["record"] for one in items] for items in stood.values()] == [
        [],
        [None, None],
        [None, record],
    ]
    assert by.get(f"corrections/{made}?recorded={started}")["correction"]["confirmed_at"] is None
    by.get(f"corrections/{made}?recorded={started - 1}", 404)


def test_the_feed_ends_where_the_record_stood(house: House) -> None:
    reorganise(house)
    by, now = program(house, "Olga"), record_number_now()
    then = by.get(f"feed?recorded={now - 1}")
    assert f"recorded={now - 1}" in then["next_url"] and "limit=50" in then["next_url"]
    later = by.get(f"feed?cursor={then['cursor']}")["items"]
    assert [one["id"] for one in later] == [f"record:{now}"]


def test_the_register_says_how_each_stands_and_what_rests_on_it(house: House) -> None:
    by = program(house, "Olga")
    now = by.get("instruments")
    assert any(one["effects"] for one in now["items"]) and now["at"]["plan"] is None
    assert by.get("instruments?recorded=0")["items"] == []


def test_a_description_says_when_it_is_in_force(house: House) -> None:
    by, post = program(house, "Olga"), house.posts["D1"]
    former = deeds.describe(house, "D1", "Lead")
    later = deeds.describe(house, "D1", "Lead", "Report")
    never = deeds.describe(house, "D1", "Report")
    deeds.decide(house, deeds.adopt(house, "D1", former))
    until = FORCE + timedelta(days=31)
    deeds.decide(house, replace(deeds.adopt(house, "D1", later), day=until.toordinal()))
    listed = {one["id"]: one["in_force"] for one in by.get(f"posts/{post}/descriptions")["items"]}
    first = {"valid_from": str(FORCE), "valid_until": str(until)}
    second = {"valid_from": str(until), "valid_until": None}
    assert listed == {former: [first], later: [second], never: []}
    for number, days in listed.items():
        assert by.get(f"descriptions/{number}")["in_force"] == days
    assert by.get(f"descriptions/{former}?recorded=0")["in_force"] == []
