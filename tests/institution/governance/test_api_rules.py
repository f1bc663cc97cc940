"""Rules by api: read on a day, drafted, judged, tried, and put in force by a second person."""

from typing import Any

from bureau.institution.procedures.models import Rule
from tests.institution.governance.engagement import approve, submit_renaming
from tests.institution.governance.test_delegated import P4, lay_down, new_post
from tests.institution.house import FORCE, TODAY, House
from tests.programs import program


def major(house: House, **more: Any) -> dict[str, Any]:
    council = {"who_kind": "body", "who": [house.bodies["COUNCIL"]]}
    step = {"order": 3, **council, "act": "decide", "gates": "entry_into_force"}
    return {
        "key": "major",
        "name": {"words": {"en": "Major changes"}},
        "subject": "reorganisation",
        "steps": [{**step, "amended": "closes"}],
        "asks": {"key": "major", "office": house.offices["SG"], "applies_to": True},
        "instrument": house.paper,
        **more,
    }


def test_the_rules_of_a_day_are_read(house: House) -> None:
    by = program(house, "Olga")
    assert {one["key"] for one in by.get("rules")["items"]} == set(house.rules)
    assert by.get("rules?valid=2019-01-01")["items"] == []


def test_a_set_is_drafted_tried_and_put_in_force(house: House) -> None:
    by = program(house, "Olga")
    begun = {"title": {"words": {"en": "Major changes"}}, "valid_from": FORCE.isoformat()}
    draft = f"rule-drafts/{by.send('rule-drafts', begun, 201)['id']}"
    gaps = by.get(draft)["findings"]
    assert {one["code"] for one in gaps} == {"gap"} and gaps[0]["answers"] == {"major": True}
    by.send(f"{draft}/lines", major(house), 201)
    assert by.get(draft)["findings"] == [] and by.get(draft)["tried"] == ""
    by.send(f"{draft}/trials", {}, 201)
    seen = by.get(draft)["tried"]
    refused = by.send(f"{draft}/entry-into-force", {"seen": seen}, 403)
    assert refused["reasons"][0]["code"] == "two_persons_needed"
    program(house, "Otto").send(f"{draft}/entry-into-force", {"seen": seen}, 201)
    assert Rule.objects.get(key="major").valid_from == FORCE
    assert by.get(draft)["draft"]["outcome"] == "in_force"


def test_a_draft_says_why_in_its_languages(house: House) -> None:
    by = program(house, "Olga")
    words = {"title": {"words": {"en": "Major"}}, "valid_from": FORCE.isoformat()}
    reason = {"original": "fr", "words": {"fr": "Personne ne décide."}}
    draft = by.send("rule-drafts", {**words, "reason": reason}, 201)["id"]
    told = by.get(f"rule-drafts/{draft}")["draft"]
    assert told["title"]["words"] == {"en": "Major"} and told["reason"]["original"] == "fr"
    by.send("rule-drafts", {**words, "title": {"original": "fr", "words": {"en": "Major"}}}, 422)


def test_a_rule_names_only_what_is_there(house: House) -> None:
    by = program(house, "Olga")
    begun = {"title": {"words": {"en": "Strange"}}, "valid_from": FORCE.isoformat()}
    draft = f"rule-drafts/{by.send('rule-drafts', begun, 201)['id']}"
    strange: list[dict[str, Any]] = [{"grades": ["P.99"]}, {"units": [9999]}]
    strange += [{"asks": {"key": "major", "office": 9999, "applies_to": True}}]
    for more in strange:
        refused = by.send(f"{draft}/lines", major(house, **more), 422)
        assert refused["reasons"][0]["code"] == "rule_names_strange"


def test_a_trial_names_the_cases_that_the_caller_may_see(house: House) -> None:
    case, by = submit_renaming(house, "NEW"), program(house, "Otto")
    begun = {"title": {"words": {"en": "Structure"}}, "valid_from": FORCE.isoformat()}
    draft = f"rule-drafts/{by.send('rule-drafts', begun, 201)['id']}"
    by.send(f"{draft}/lines", major(house, key="structure", asks=None), 201)
    (other,) = by.get(f"{draft}/trial")["other"]
    named = {"case": f"reorganisation:{case.number}", "subject": "reorganisation"}
    assert other == {**named, "codes": ["step_gone"]}
    (hidden,) = program(house, "Ada").get(f"{draft}/trial")["other"]
    assert hidden == {"case": None, "subject": "reorganisation", "codes": []}


def test_a_rule_of_clearance_is_written_with_its_limits(house: House) -> None:
    by = program(house, "Olga")
    begun = {"title": {"words": {"en": "Clearing"}}, "valid_from": FORCE.isoformat()}
    draft = f"rule-drafts/{by.send('rule-drafts', begun, 201)['id']}"
    step = {"order": 1, "who_kind": "post", "who": [house.posts["DEP"]], "act": "approve"}
    rule = {"key": "clearing", "name": {"words": {"en": "Clearing"}}, "subject": "clearance"}
    rule |= {"steps": [{**step, "gates": "release"}], "instrument": house.paper}
    limits = {"amounts": {"currency": "CHF", "above": 100}, "audiences": ["media"]}
    by.send(f"{draft}/lines", {**rule, **limits}, 201)
    (line,) = by.get(draft)["lines"]
    assert line["terms"]["amounts"] == {"currency": "CHF", "above": 100, "up_to": None}
    assert line["terms"]["audiences"] == ["media"]
    refused = by.send(f"{draft}/lines", {**rule, **limits, "demanded": True}, 422)
    assert refused["reasons"][0]["facts"]["fault"] == "demanded_for_audience"
    by.send(f"{draft}/lines", {**rule, "audiences": ["zebras"]}, 422)
    year = by.get(f"{draft}/trial")["year"]
    found = {(one["amount"], one["audience"]) for one in year if one["other"]}
    assert (101, "media") in found and (100, "media") not in found


def test_delegations_are_tried(house: House) -> None:
    ceiling = lay_down(house, cap=2 * P4)
    approve(new_post(house, "A1"))
    by = program(house, "Otto")
    begun = {"title": {"words": {"en": "No delegation"}}, "valid_from": FORCE.isoformat()}
    draft = f"rule-drafts/{by.send('rule-drafts', begun, 201)['id']}"
    assert by.get(draft)["ceilings_without_rule"] == []
    by.send(f"{draft}/endings", {"key": "posts"}, 201)
    assert by.get(draft)["ceilings_without_rule"] == [ceiling]
    (one,) = by.get(f"{draft}/trial")["delegations"]
    assert one["made"] == one["left"] == {"count": 1, "amount": P4}
    assert one["come"] == {"count": 0, "amount": 0}


def test_what_would_come_under_a_delegation_is_counted(house: House) -> None:
    by = program(house, "Otto")
    new_post(house, "A1")
    ceiling = lay_down(house, cap=2 * P4)
    begun = {"title": {"words": {"en": "As it is"}}, "valid_from": FORCE.isoformat()}
    draft = f"rule-drafts/{by.send('rule-drafts', begun, 201)['id']}"
    assert by.get(f"{draft}/trial")["delegations"] == [], "it went that way already"
    Rule.objects.filter(key="posts").update(valid_until=TODAY)
    office = {"who_kind": "office", "who": [house.offices["SG"]], "act": "approve"}
    step = {"order": 1, **office, "gates": "entry_into_force"}
    again = {"key": "posts", "name": {"words": {"en": "Posts"}}, "subject": "reorganisation"}
    again |= {"steps": [step], "actions": ["establish_post"], "rank": 2}
    by.send(f"{draft}/lines", {**again, "instrument": house.paper}, 201)
    (one,) = by.get(f"{draft}/trial")["delegations"]
    assert (one["ceiling"], one["made"]["count"]) == (ceiling, 0)
    assert one["come"] == {"count": 1, "amount": P4}
