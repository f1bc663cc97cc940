"""Drafts, acts, personnel actions and corrections by api: the services and reasons of the pages."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bureau.institution.governance.models import Reorganisation
from bureau.institution.organisation.models import Effect
from bureau.record.journal.models import Entry
from tests.institution.governance.engagement import determine, draft_engagement, submit
from tests.institution.house import House
from tests.programs import program, section, started


def test_a_draft_goes_from_nothing_to_submitted(house: House) -> None:
    officer = program(house, "Olga")
    address = started(officer)
    tag = officer.tag(address)
    officer.send(f"{address}/actions", section(house), match=tag)
    made = officer.send(f"{address}/submission", {}, match=officer.tag(address))
    assert made["address"] == f"/api/{address}/route"
    assert officer.get(address)["case"]["state"] == "under_way"


def test_a_change_leaves_one_entry_that_names_the_token(house: House) -> None:
    officer = program(house, "Olga")
    before = Entry.objects.count()
    started(officer)
    entry = Entry.objects.order_by("-sequence")[0]
    assert Entry.objects.count() == before + 1
    assert (entry.act, entry.person) == ("governance.start_reorganisation", house.people["Olga"])
    assert entry.details["token"] is not None


def test_a_change_of_what_was_changed_meanwhile_is_refused(house: House) -> None:
    officer = program(house, "Olga")
    address = started(officer)
    tag = officer.tag(address)
    officer.send(f"{address}/actions", section(house), match=tag)
    said = officer.send(f"{address}/actions", section(house, "TWO"), 412, match=tag)
    assert said["reasons"][0]["code"] == "changed_since_seen"
    assert len(officer.get(address)["actions"]) == 1


def test_the_same_key_is_answered_again_and_nothing_is_done_twice(house: House) -> None:
    officer = program(house, "Olga")
    address = started(officer)
    tag = officer.tag(address)
    first = officer.send(f"{address}/actions", section(house), key="the-same-key", match=tag)
    again = officer.send(f"{address}/actions", section(house), key="the-same-key", match=tag)
    assert first == again and len(officer.get(address)["actions"]) == 1
    other = officer.send(f"{address}/actions", section(house, "TWO"), 409, key="the-same-key")
    assert other["reasons"][0]["code"] == "key_used_for_something_else"


def test_a_change_without_a_key_or_a_tag_is_refused(house: House) -> None:
    officer = program(house, "Olga")
    address = started(officer)
    said = officer.client.post(
        f"/api/{address}/submission", "{}", content_type="application/json", headers=officer.headers
    )
    assert said.status_code == 422
    assert {one["pointer"] for one in said.json()["reasons"]} == {"Idempotency-Key", "If-Match"}


def test_actions_are_changed_and_removed_in_their_place(house: House) -> None:
    officer = program(house, "Olga")
    address = started(officer)
    officer.send(f"{address}/actions", section(house))
    changed = {**section(house, "OTHER"), "day": "2024-08-01"}
    del changed["kind"]
    officer.send(f"{address}/actions/1", changed, 204, method="put")
    (action,) = officer.get(address)["actions"]
    assert (action["values"]["code"], action["day"]) == ("OTHER", "2024-08-01")
    officer.send(f"{address}/actions/1", None, 204, method="delete")
    assert officer.get(address)["actions"] == []
    officer.send(f"{address}/actions/1", None, 404, method="delete")


def test_findings_come_with_their_sentence_and_are_answered(house: House) -> None:
    officer = program(house, "Olga")
    address = started(officer)
    post = house.posts["ADV"]
    officer.send(
        f"{address}/actions", {"kind": "abolish_post", "day": "2024-07-01", "subject": post}
    )
    found = {one["code"]: one for one in officer.get(address)["findings"] if one["is_open"]}
    assert "ADV" in found["successor_missing"]["sentence"]
    refused = officer.send(f"{address}/submission", {}, 422)
    assert {one["code"] for one in refused["reasons"]} == {"finding_open"}
    answer = {"code": "successor_missing", "subject": f"post:{post}", "reason": "Given up"}
    officer.send(f"{address}/answers", answer, 204)
    found = {one["code"]: one for one in officer.get(address)["findings"]}
    assert found["successor_missing"]["answer"] == "Given up"


def test_a_value_that_is_of_no_list_is_refused_where_it_stands(house: House) -> None:
    officer = program(house, "Olga")
    address = started(officer)
    wrong = section(house)
    wrong["values"]["kind"] = "kingdom"
    said = officer.send(f"{address}/actions", wrong, 422)
    assert [(one["code"], one["pointer"]) for one in said["reasons"]] == [
        ("value_wrong", "/values/kind")
    ]


def test_each_reason_points_at_what_was_sent(house: House) -> None:
    officer = program(house, "Olga")
    address = started(officer)
    values = {"grade": "Z9", "unit": house.units["SGD"], "funding": 3, "number": "N-1"}
    post = {"kind": "establish_post", "day": "2027-01-01", "values": values, "reason": "New"}
    said = officer.send(f"{address}/actions", post, 422)["reasons"]
    assert ("value_missing", "/words/title") in {(one["code"], one["pointer"]) for one in said}
    assert ("value_wrong", "/values/funding") in {(one["code"], one["pointer"]) for one in said}
    post |= {"words": {"title": {"words": {"en": "Clerk"}}}}
    post["values"] = {"grade": "Z9", "unit": 4444, "number": "N-1"}
    said = officer.send(f"{address}/actions", post, 422)["reasons"]
    found = {(one["code"], one["pointer"]) for one in said}
    assert found == {
        ("grade_unknown", "/values/grade"),
        ("of_another_organisation", "/values/unit"),
    }
    foreign = {"reference": "X-1", "title": {"words": {"en": "X", "xx": "X"}}}
    (one,) = officer.send("reorganisations", foreign, 422)["reasons"]
    assert one["pointer"] == "/title/words/xx"


def test_a_day_before_the_record_begins_is_refused_where_it_stands(house: House) -> None:
    officer = program(house, "Olga")
    early = section(house) | {"day": "2019-12-31"}
    (said,) = officer.send(f"{started(officer)}/actions", early, 422)["reasons"]
    assert (said["code"], said["pointer"]) == ("day_before_record", "/day")
    assert said["facts"] == {"begins": "2020-01-01"} and "1 January 2020" in said["sentence"]


def test_an_author_orders_undoes_and_names_readers(house: House) -> None:
    officer, reader = program(house, "Olga"), program(house, "Adam")
    address = started(officer)
    for code in ("ONE", "TWO"):
        officer.send(f"{address}/actions", section(house, code))
    officer.send(f"{address}/order", {"places": [2, 1]}, 204)
    codes = [one["values"]["code"] for one in officer.get(address)["actions"]]
    assert codes == ["TWO", "ONE"]
    officer.send(f"{address}/undo", None, 204)
    assert officer.get(address)["actions"][0]["values"]["code"] == "ONE"
    reader.get(address, 404)
    whom = f"{address}/readers/{house.people['Adam']}"
    officer.send(whom, None, 204, method="put")
    assert officer.get(f"{address}/readers")["items"][0]["name"] == "Adam"
    reader.get(address)
    officer.send(whom, None, 204, method="delete")
    reader.get(address, 404)


def test_a_job_description_is_written_in_a_draft(house: House) -> None:
    officer = program(house, "Olga")
    address = started(officer)
    said = {
        "post": house.posts["D1"],
        "day": "2024-07-01",
        "title": {"words": {"en": "Chief of Engagement"}},
        "duties": [
            {"said": {"words": {"en": "Lead"}}, "parts": [{"said": {"words": {"en": "Pay"}}}]}
        ],
        "lines": [{"section": "education", "said": {"words": {"en": "A degree"}}}],
    }
    officer.send(f"{address}/descriptions", said)
    (action,) = officer.get(address)["actions"]
    read = officer.get(f"descriptions/{action['values']['description']}")
    assert read["duties"][0]["parts"][0]["said"]["words"] == {"en": "Pay"}
    program(house, "Adam").get(f"descriptions/{action['values']['description']}", 404)
    said["duties"][0]["duty"] = 4711
    officer.send(f"{address}/descriptions", said, 404)


def test_nobody_else_finds_a_draft(house: House) -> None:
    address = started(program(house, "Olga"))
    other = program(house, "Otto")
    other.get(address, 404)
    other.send(f"{address}/submission", {}, 404)
    other.get("units?plan=" + address.replace("reorganisations/", "reorganisation:"), 404)
    assert other.get("reorganisations")["items"] == []


def test_a_decision_by_api_comes_into_force(house: House) -> None:
    officer, head = program(house, "Olga"), program(house, "Sana")
    address = started(officer)
    officer.send(f"{address}/actions", section(house))
    officer.send(f"{address}/submission", {})
    for by, kind, more in (
        (head, "determine", {"answer": False, "note": "Not major"}),
        (program(house, "Coco"), "recommend", {"meeting": house.meetings["COCO"]}),
        (head, "approve", {"document": "Memo 1"}),
    ):
        route = by.get(f"{address}/route")
        step = next(one for one in route["steps"] if one["is_yours"])
        said = {"kind": kind, "step": step["key"], "day": "2024-06-10", "hash": route["hash"]}
        by.send(f"{address}/acts", {**said, **more})
    units = officer.get(f"units?valid=2024-07-01&code=NEW&under={house.units['TSB']}")
    assert [unit["code"] for unit in units["items"]] == ["NEW"]
    assert [one["kind"] for one in officer.get(f"{address}/acts")["items"]] == [
        "determine",
        "recommend",
        "approve",
    ]


def test_whoever_may_not_act_is_told_why(house: House) -> None:
    case = draft_engagement(house)
    submit(case)
    officer = program(house, "Olga")
    address = f"reorganisations/{case.number}"
    route = officer.get(f"{address}/route")
    said = {
        "kind": "determine",
        "step": route["steps"][0]["key"],
        "day": "2024-06-10",
        "hash": route["hash"],
        "answer": True,
        "note": "Mine",
    }
    refused = officer.send(f"{address}/acts", said, 403)
    assert refused["reasons"][0]["code"] == "may_not_act"
    stale = officer.send(f"{address}/acts", {**said, "hash": "other"}, 412)
    assert stale["reasons"][0]["code"] == "changed_since_seen"


def test_an_appointment_is_in_force_at_once(house: House) -> None:
    personnel = program(house, "Hana")
    said = {"post": house.posts["D1"], "person": house.people["Stray"], "day": "2024-06-10"}
    made = personnel.send("appointments", said)
    (holder,) = personnel.get(f"posts/{house.posts['D1']}")["post"]["holders"]
    assert (holder["name"], holder["incumbency"]) == ("Stray", made["id"])
    personnel.send(f"incumbencies/{made['id']}/end", {"day": "2024-06-20"})
    program(house, "Adam").send("appointments", said, 403)


def test_a_correction_needs_two_persons(house: House) -> None:
    first, second = program(house, "Olga"), program(house, "Otto")
    effect = Effect.objects.get(kind="post", subject=house.posts["ADV"], role="establish").pk
    said = {
        "effect": effect,
        "document": {"words": {"en": "Staff list"}},
        "reason": "The list says P.5",
        "fields": {"grade": "P.5"},
    }
    made = first.send("corrections", said)["id"]
    own = first.send(f"corrections/{made}/confirmation", {}, 403)
    assert own["reasons"][0]["code"] == "two_persons_needed"
    later = second.get(f"corrections/{made}")["later"]
    second.send(f"corrections/{made}/confirmation", {"later": later})
    assert first.get(f"posts/{house.posts['ADV']}")["post"]["grade"] == "P.5"
    program(house, "Adam").get("corrections", 403)


def test_the_list_asks_the_same_however_long(house: House) -> None:
    officer = program(house, "Olga")

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            officer.get("reorganisations")
        return len(found)

    started(officer, "A-0")
    asked()
    few = asked()
    for number in range(6):
        started(officer, f"A-{number + 1}")
    asked()
    assert asked() == few
    assert Reorganisation.objects.count() == 7


def test_the_list_goes_on_where_it_ended(house: House) -> None:
    officer = program(house, "Olga")
    addresses = [started(officer, f"P-{number}") for number in range(3)]
    first = officer.get("reorganisations?limit=2")
    rest = officer.get(f"reorganisations?limit=2&cursor={first['next']}")
    found = [f"reorganisations/{one['id']}" for one in first["items"] + rest["items"]]
    assert found == addresses[::-1] and rest["next"] is None


def test_a_submitted_case_is_read_by_those_on_its_route(house: House) -> None:
    case = draft_engagement(house)
    submit(case)
    determine(case)
    read = program(house, "Coco").get(f"reorganisations/{case.number}")
    assert read["version"] == 1 and read["case"]["reference"] == "TSB-2024"
    program(house, "Stray").get(f"reorganisations/{case.number}", 404)
