"""Who could do what on a day, asked on a page; and what is on record of its reader."""

import re

import pytest

from bureau.institution.governance.services import drafts
from bureau.institution.governance.services.personnel import end_incumbency
from bureau.institution.organisation.services.standing_in import delegate_post, take_back_delegation
from bureau.institution.procedures.queries.rules import rule_name, rules_on
from bureau.record.journal.queries import record_number_now
from bureau.web.multilingual import text
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import FORCE, TODAY, House


@pytest.mark.parametrize(
    ("what", "person"),
    [
        ("role:human_resources", "Hana"),
        ("grant:administrator", "Alan"),
        ("office:{SG}", "Sana"),
        ("body:{COCO}", "Coco"),
        ("step:{structure}:approval", "Sana"),
    ],
)
def test_each_kind_of_question_is_answered(house: House, what: str, person: str) -> None:
    asked = what.format(**house.offices, **house.bodies, **house.rules)
    told = page(visitor(house, "Olga"), f"/rights/?what={asked}")
    assert f"<bdi>{person}</bdi>" in told


def test_a_question_is_answered_as_it_was_known(house: House) -> None:
    then = record_number_now()
    end_incumbency(house.actor("Hana"), incumbency=house.held_by("Coco"), day=TODAY)
    olga, asked = visitor(house, "Olga"), f"/rights/?what=body:{house.bodies['COCO']}"
    assert "the post is vacant" in page(olga, asked)
    assert "<bdi>Coco</bdi>" in page(olga, f"{asked}&recorded={then}")


def test_what_was_ended_on_the_day_is_told_as_over(house: House) -> None:
    number = delegate_post(
        house.actor("Coco"),
        post=house.posts["COCO"],
        person=house.people["Stray"],
        capacity="delegate",
        valid_from=TODAY,
        valid_until=FORCE,
    )
    olga, asked = visitor(house, "Olga"), f"/rights/?what=body:{house.bodies['COCO']}"
    assert "ended on that day" not in page(olga, asked)
    take_back_delegation(house.actor("Coco"), delegation=number)
    told = page(olga, asked)
    assert "<bdi>Stray</bdi>" in told and told.count("ended on that day") == 1


def test_steps_are_offered_with_the_name_of_their_rule(house: House) -> None:
    told = page(visitor(house, "Olga"), "/rights/")
    offered = re.findall(r'<option value="step:(\d+):[^"]*"[^>]*>([^<]*)<', told)
    names = {row.pk: rule_name(row) for row in rules_on(house.organisation, TODAY)}
    assert offered and all(words.endswith(f": {names[int(rule)]}") for rule, words in offered)


def test_what_is_no_question_is_not_answered(house: House) -> None:
    told = page(visitor(house, "Olga"), "/rights/?what=role:nonsense")
    assert "Nobody could" not in told


def test_who_does_not_look_after_it_is_told_who_does(house: House) -> None:
    assert "Only auditors" in page(visitor(house, "Adam"), "/rights/", 403)


def test_the_trail_tells_acts_by_and_about_its_reader(house: House) -> None:
    delegate_post(
        house.actor("Olga"),
        post=house.posts["OFF"],
        person=house.people["Adam"],
        capacity="assistant",
        valid_from=TODAY,
        valid_until=FORCE,
    )
    told = page(visitor(house, "Adam"), "/account/trail/")
    assert "Delegate a post" in told and "<bdi>Olga</bdi>" in told
    assert "You" in page(visitor(house, "Olga"), "/account/trail/")


def test_the_trail_does_not_tell_of_a_draft_of_others(house: House) -> None:
    olga, adam = house.actor("Olga"), house.people["Adam"]
    drafts.start_reorganisation(
        olga, organisation=house.organisation, reference="SECRET", title=text(en="Secret")
    )
    from bureau.record.journal.models import Entry, Subject

    entry = Entry.objects.latest("sequence")
    Subject.objects.create(entry=entry, kind="person", number=adam)
    assert "Begin a draft" not in page(visitor(house, "Adam"), "/account/trail/")


def test_the_trail_needs_somebody_signed_in(house: House) -> None:
    response = visitor(house, None).get("/account/trail/")
    assert response.status_code == 302
