"""Rules of procedure by form: on record in words, put in force, versioned, ended; and by whom."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
from bureau.core.procedures.rules import Who
from bureau.institution.organisation.services.reference import create_organisation
from bureau.institution.procedures.models import Rule
from bureau.institution.procedures.queries.rules import rules_on_record
from bureau.web.multilingual import text as text_in
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import FORCE, House

ADDRESS = "/settings/rules/"
NEW = "/settings/rules/new/"


def filled(house: House, **said: Any) -> dict[str, Any]:
    """A rule of two steps, as somebody would fill it in."""
    typed: dict[str, Any] = {"name": "freezing", "subject": "reorganisation", "rank": "2"}
    typed |= {"valid_from": FORCE.isoformat(), "actions": ["freeze_post", "unfreeze_post"]}
    typed |= {"grades": ["P.4"], "answer": "no", "source": str(house.paper)}
    typed |= {"who_1": f"body:{house.bodies['COCO']}", "act_1": "recommend", "gates_1": "next"}
    typed |= {"who_2": "post", "post_2": "hr", "act_2": "approve", "order_2": "2"}
    typed |= {"gates_2": "entry_into_force", "days_2": "5", "note_original": "en"}
    return {**typed, **said}


@pytest.mark.parametrize("path", ["", "new/"])
def test_rules_are_kept_by_the_officer_and_administrators(house: House, path: str) -> None:
    for name, status in ((None, 404), ("Adam", 403), ("Hana", 403), ("Olga", 200), ("Ada", 200)):
        assert visitor(house, name).get(f"{ADDRESS}{path}").status_code == status


def test_each_rule_is_told_with_its_route_and_source(house: House) -> None:
    text = page(visitor(house, "Olga"), ADDRESS)
    assert "Coordination Committee recommends. The next step waits for it." in text
    assert "Secretary-General answers: no." in text and "Adopt job description" in text
    assert "A practice stated in:" in text and "Paper C24" in text
    assert "human resources appoints" in text and "10 days allowed" in text


def test_a_rule_is_put_in_force_as_it_was_typed(house: House) -> None:
    said = filled(house, note_en="As told", is_practice="on")
    text = send(visitor(house, "Olga"), NEW, **said)
    assert "The rule is on record." in text and "HR approves" in text
    (rule,) = [rule for row, rule in rules_on_record(house.organisation) if row.key == "freezing"]
    assert rule.actions == {"freeze_post", "unfreeze_post"} and rule.grades == {"P.4"}
    assert [step.act for step in rule.steps] == [ActKind.RECOMMEND, ActKind.APPROVE]
    assert rule.steps[1].who == Who(WhoKind.POST, (house.posts["HR"],))
    assert (rule.steps[1].gates, rule.steps[1].days) == (Gate.ENTRY_INTO_FORCE, 5)
    assert rule.rank == 2 and rule.source.is_practice


def test_a_question_is_asked_of_an_office(house: House) -> None:
    asked = {"asks": "major", "answer": "yes", "asked_of": str(house.offices["SG"])}
    send(visitor(house, "Olga"), NEW, **filled(house, **asked))
    (rule,) = [rule for row, rule in rules_on_record(house.organisation) if row.key == "freezing"]
    assert rule.asks and rule.asks.key == "major" and rule.presupposes
    assert rule.asks.who == Who(WhoKind.OFFICE, (house.offices["SG"],))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"gates_2": "nothing"}, "The rule decides nothing"),
        ({"gates_2": "entry_into_force", "order_2": "1"}, "would hold back what is decided"),
        ({"act_1": ""}, "A step needs this."),
        ({"post_2": "nowhere"}, "No post has this number today."),
        ({"asks": "major"}, "Say which office answers the question."),
        ({"is_practice": "on"}, "A stated practice needs a note"),
        ({"source": ""}, "This field is required."),
    ],
)
def test_what_is_wrong_comes_back_with_all_that_was_typed(
    house: House, said: dict[str, str], why: str
) -> None:
    text = send(visitor(house, "Olga"), NEW, 422, **filled(house, **said))
    assert why in text and 'value="freezing"' in text
    assert not Rule.objects.filter(key="freezing").exists()


def test_every_fault_is_told_at_once(house: House) -> None:
    said = filled(house, gates_1="release", gates_2="entry_into_force", order_2="1")
    said |= {"who_3": "role:head", "act_3": "approve", "gates_3": "next", "order_3": "4"}
    text = send(visitor(house, "Olga"), NEW, 422, **said)
    assert "mixes entry into force with release" in text
    assert "would hold back what is decided" in text


def test_the_next_version_begins_as_the_one_on_record(house: House) -> None:
    client = visitor(house, "Ada")
    text = page(client, f"{NEW}?from={house.rules['description']}")
    assert 'value="description"' in text
    assert re.search(r'value="adopt_description"[^>]*checked', text)
    assert not re.search(r'value="freeze_post"[^>]*checked', text)
    assert "says more than this form can" not in text
    assert client.get(f"{NEW}?from=999999").status_code == 404


def test_the_version_before_ends_where_the_next_begins(house: House) -> None:
    said = filled(house, name="description", actions=["adopt_description"])
    send(visitor(house, "Ada"), NEW, **said)
    former = Rule.objects.get(pk=house.rules["description"])
    assert former.valid_until == FORCE
    assert Rule.objects.get(key="description", version=2).valid_from == FORCE


def test_a_rule_is_ended_once_by_its_last_day(house: House) -> None:
    client = visitor(house, "Olga")
    address = f"{ADDRESS}{house.rules['personnel']}/end/"
    send(client, address, last_day="2024-06-30")
    assert Rule.objects.get(pk=house.rules["personnel"]).valid_until == date(2024, 7, 1)
    assert "The rule has an end already." in send(client, address, 422, last_day="2024-06-30")
    assert visitor(house, "Adam").post(address, {"last_day": "2024-06-30"}).status_code == 403


def test_an_organisation_without_rules_is_told_what_that_means(house: House) -> None:
    client = visitor(house, "Ada")
    made = create_organisation(house.administrator, code="MIN", name=text_in(en="Ministry"))
    client.post(f"/settings/organisations/{made}/work/")
    assert "No rule is in force" in page(client, ADDRESS)


def test_more_rules_need_no_more_reads(house: House) -> None:
    client, counts = visitor(house, "Olga"), []
    for more in (1, 8):
        for place in range(more):
            send(client, NEW, **filled(house, name=f"r{more}-{place}"))
        with CaptureQueriesContext(connection) as captured:
            client.get(ADDRESS)
        counts.append(len(captured))
    assert counts[0] == counts[1]
