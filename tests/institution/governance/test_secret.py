"""A draft does not exist for anyone but its author and whom they name."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bureau.core.reasons import Reason
from bureau.core.references import Reference
from bureau.institution.governance.queries import wiring
from bureau.institution.governance.queries.reorganisations import all_seen_by
from bureau.institution.governance.services.drafts import (
    name_reader,
    remove_reader,
    start_reorganisation,
)
from bureau.institution.governance.services.steps import refer_back
from bureau.institution.governance.texts.wiring import (
    describe,
    owned,
    plans,
    sentence,
    waiting,
)
from bureau.institution.organisation.models import JobDescription
from bureau.record.journal.queries import entries_about
from bureau.web.answers import Audience
from bureau.web.multilingual import text
from tests.institution.governance.engagement import (
    approve,
    decide,
    determine,
    draft_engagement,
    recommend,
    submit,
    submit_renaming,
    submitted,
    take_note,
)
from tests.institution.house import TODAY, House


@pytest.mark.parametrize("name", ["Sana", "Otto", "Stray", "Ada"])
def test_nobody_else_sees_a_draft(house: House, name: str) -> None:
    case = draft_engagement(house)
    other = house.actor(name)
    assert wiring.visible(other, [case.number]) == set()
    assert plans(other) == {} and describe(other, [case.number]) == {}
    assert wiring.overlay(other, case.number) is None


def test_its_author_looks_through_it(house: House) -> None:
    case = draft_engagement(house)
    assert list(plans(case.officer)) == [case.number]
    laid = wiring.overlay(case.officer, case.number)
    assert laid is not None and Reference("unit", case.sed) in laid.touched


def test_a_named_reader_sees_it_until_removed(house: House) -> None:
    case = draft_engagement(house)
    person = house.people["Stray"]
    name_reader(case.officer, reorganisation=case.number, person=person)
    assert set(all_seen_by(house.actor("Stray"))) == {case.number}
    remove_reader(case.officer, reorganisation=case.number, person=person)
    assert not all_seen_by(house.actor("Stray"))


@pytest.mark.parametrize(("name", "sees"), [("Sana", True), ("Carl", True), ("Opal", False)])
def test_submitted_it_is_seen_by_its_route(house: House, name: str, sees: bool) -> None:
    case = submitted(house)
    assert bool(all_seen_by(house.actor(name))) is sees
    assert case.number in all_seen_by(case.officer)


def test_what_waits_is_told_to_who_must_act(house: House) -> None:
    case = submitted(house)
    (line,) = waiting(house.actor("Sana"))
    assert line.title == "TSB-2024 · A department of engagement"
    assert line.verb == "Determine"
    assert waiting(house.actor("Coco")) == []
    determine(case)
    assert [one.verb for one in waiting(house.actor("Coco"))] == ["Recommend"]


def test_wholly_decided_it_is_a_plan_no_more_and_seen_by_all(house: House) -> None:
    case = submitted(house)
    for act in (determine, recommend, approve, take_note, decide):
        act(case)
    assert plans(case.officer) == {}
    assert set(all_seen_by(house.actor("Opal"))) == {case.number}


def test_a_draft_leaves_no_trace_on_what_it_would_change(house: House) -> None:
    touched = [Reference("unit", house.units["SGD"]), Reference("post", house.posts["D1"])]
    before = [len(entries_about(one)) for one in touched]
    draft_engagement(house)
    assert [len(entries_about(one)) for one in touched] == before


@pytest.mark.parametrize(("name", "sees"), [("Olga", True), ("Otto", False), ("Hana", False)])
def test_a_drafted_description_is_as_secret_as_its_draft(
    house: House, name: str, sees: bool
) -> None:
    draft_engagement(house)
    description = JobDescription.objects.get().pk
    assert bool(wiring.descriptions_visible(house.actor(name), [description])) is sees


def test_a_reference_taken_by_a_draft_is_not_told_of(house: House) -> None:
    draft_engagement(house)
    number = start_reorganisation(
        house.actor("Otto"),
        organisation=house.organisation,
        reference="TSB-2024",
        title=text(en="Another"),
    )
    assert set(all_seen_by(house.actor("Otto"))) == {number}


def reads(house: House, name: str) -> int:
    actor = house.actor(name)
    with CaptureQueriesContext(connection) as captured:
        all_seen_by(actor)
        waiting(actor)
    return len(captured)


def test_reads_are_as_many_for_three_cases_as_for_one(house: House) -> None:
    submitted(house)
    alone = reads(house, "Sana")
    for code in ("A", "B"):
        submit_renaming(house, code)
    assert reads(house, "Sana") == alone


def test_each_open_step_is_told_to_everyone_who_may_act(house: House) -> None:
    case = submitted(house)
    (told,) = wiring.tells(None)
    assert (told.number, told.person) == (case.number, house.people["Sana"])
    assert sentence(Reason(told.code, told.facts)) == "A question is yours to answer."
    determine(case)
    assert [one.person for one in wiring.tells([case.number])] == [house.people["Coco"]]
    assert wiring.tells([]) == []


def test_what_came_back_is_told_to_its_author(house: House) -> None:
    case = submitted(house)
    refer_back(
        house.actor("Sana"), reorganisation=case.number, step=case.step("determine"), day=TODAY
    )
    (told,) = wiring.tells(None)
    assert (told.code, told.person) == ("came_back", house.people["Olga"])
    assert [one.why for one in waiting(case.officer)] == ["It was referred back to you."]


def test_a_draft_is_found_by_nothing_until_it_is_put_forward(house: House) -> None:
    case = draft_engagement(house)
    assert wiring.searched([case.number]) == {}
    submit(case)
    found = wiring.searched([case.number])[case.number]
    assert found.codes == ("TSB-2024",) and found.audience is Audience.NAMED


def test_what_was_begun_in_a_post_is_owned_by_it(house: House) -> None:
    case = submitted(house)
    (line,) = owned(case.officer)
    assert line.state == "on its route"
    assert owned(house.actor("Sana")) == []
