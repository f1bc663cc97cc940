"""Rules by api: read on a day, drafted, judged, tried, and put in force by a second person."""

from typing import Any

from bureau.institution.procedures.models import Rule
from tests.institution.governance.engagement import submit_renaming
from tests.institution.house import FORCE, House
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
    assert by.get("rules?on=2019-01-01")["items"] == []


def test_a_set_is_drafted_tried_and_put_in_force(house: House) -> None:
    by = program(house, "Olga")
    begun = {"title": "Major changes", "valid_from": FORCE.isoformat()}
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


def test_a_rule_names_only_what_is_there(house: House) -> None:
    by = program(house, "Olga")
    begun = {"title": "Strange", "valid_from": FORCE.isoformat()}
    draft = f"rule-drafts/{by.send('rule-drafts', begun, 201)['id']}"
    strange: list[dict[str, Any]] = [{"grades": ["P.99"]}, {"units": [9999]}]
    strange += [{"asks": {"key": "major", "office": 9999, "applies_to": True}}]
    for more in strange:
        refused = by.send(f"{draft}/lines", major(house, **more), 422)
        assert refused["reasons"][0]["code"] == "rule_names_strange"


def test_a_trial_names_the_cases_that_the_caller_may_see(house: House) -> None:
    case, by = submit_renaming(house, "NEW"), program(house, "Otto")
    begun = {"title": "Structure", "valid_from": FORCE.isoformat()}
    draft = f"rule-drafts/{by.send('rule-drafts', begun, 201)['id']}"
    by.send(f"{draft}/lines", major(house, key="structure", asks=None), 201)
    (other,) = by.get(f"{draft}/trial")["other"]
    assert other == {"case": f"reorganisation:{case.number}", "codes": ["step_gone"]}
    (hidden,) = program(house, "Ada").get(f"{draft}/trial")["other"]
    assert hidden == {"case": None, "codes": []}
