"""Rescinded: a draft that undoes an entry into force goes its own way, linked with the entry."""

from datetime import timedelta

import pytest

from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.governance.models import EntryIntoForce, Rescission
from bureau.institution.governance.queries.verification import differing
from bureau.institution.governance.services import answers, rescissions, submissions
from bureau.institution.governance.store import actions_of
from bureau.web.multilingual import text
from tests.institution.governance.amending import approve_so, codes_on, three_renamed
from tests.institution.governance.engagement import (
    DAY,
    Engagement,
    approve,
    determine,
    draft_renaming,
    recommend,
    submitted,
)
from tests.institution.house import FORCE, House


def rescind(house: House, entry: EntryIntoForce, days: int = 0, by: str = "Otto") -> Engagement:
    number = rescissions.start_rescission(
        house.actor(by),
        entry=entry.pk,
        reference="UNDO",
        title=text(en="As it was"),
        from_day=FORCE + timedelta(days=days),
    )
    return Engagement(house, number, 0)


def put_through(
    case: Engagement, *left: Reference, by: str = "Otto", code: str = "successor_missing"
) -> None:
    for subject in left:
        answers.answer_finding(
            case.house.actor(by),
            reorganisation=case.number,
            code=code,
            subject=subject,
            reason="It was never to be",
        )
    submissions.submit_reorganisation(case.house.actor(by), reorganisation=case.number)
    for act in (determine, recommend, approve):
        act(case)


def test_what_it_undoes_is_as_it_was_from_its_day(house: House) -> None:
    approve_so(three_renamed(house))
    case = rescind(house, EntryIntoForce.objects.get(), days=30)
    put_through(case)
    assert {"ONE", "TWO", "THREE"} <= codes_on(house, DAY + 29)
    assert {"OPD", "TSP", "SGD"} <= codes_on(house, DAY + 30)
    assert Rescission.objects.get().entry.record == 2
    assert list(differing()) == []


@pytest.mark.thorough
def test_a_merger_is_undone_with_the_posts_that_went_with_it(house: House) -> None:
    done = submitted(house)
    for act in (determine, recommend, approve):
        act(done)
    before = {post.id for post in house.now(FORCE - timedelta(days=1)).posts_of(house.units["SGD"])}
    case = rescind(house, EntryIntoForce.objects.get(), by="Olga")
    put_through(case, Reference("unit", done.sed), by="Olga")
    now = house.now(FORCE)
    assert {post.id for post in now.posts_of(house.units["SGD"])} == before
    assert {unit.code for unit in now.units()} == {"INST", "GS", "TSB", "TSP", "SGD", "OPD"}
    assert list(differing()) == []


def test_what_was_decided_since_is_a_finding_and_not_overwritten(house: House) -> None:
    approve_so(three_renamed(house))
    entry = EntryIntoForce.objects.get()
    approve_so(three_renamed(house, "NEW", day=DAY + 1, name="LATER"))
    case = rescind(house, entry)
    with pytest.raises(Refused) as refused:
        submissions.submit_reorganisation(house.actor("Otto"), reorganisation=case.number)
    found = {reason.facts["finding"] for reason in refused.value.reasons}
    assert "conflict_with_adopted" in found


def test_of_what_is_as_it_was_decided_since_nothing_is_undone(house: House) -> None:
    approve_so(three_renamed(house))
    entry = EntryIntoForce.objects.get()
    approve_so(three_renamed(house, "NEW", day=DAY + 1, name="LATER"))
    case = rescind(house, entry, days=1)
    assert {one.values["code"] for one in actions_of(case.number)} == {"TSP", "SGD"}


def test_what_was_inserted_since_is_what_stands_without_it(house: House) -> None:
    approve_so(three_renamed(house))
    entry = EntryIntoForce.objects.get()
    inserted = draft_renaming(house, "OPX", day=DAY - 5)
    opd = Reference("unit", house.units["OPD"])
    put_through(Engagement(house, inserted, 0), opd, code="conflict_with_adopted")
    case = rescind(house, entry)
    codes = {one.values["code"] for one in actions_of(case.number)}
    assert codes == {"OPX", "TSP", "SGD"}


def test_it_is_a_draft_like_others_for_who_may_start_one(house: House) -> None:
    approve_so(three_renamed(house))
    entry = EntryIntoForce.objects.get()
    with pytest.raises(Refused, match="not_yours_to_do"):
        rescissions.start_rescission(
            house.actor("Dina"),
            entry=entry.pk,
            reference="UNDO",
            title=text(en="As it was"),
            from_day=FORCE,
        )
    case = rescind(house, entry)
    codes = {one.values["code"]: one.expects["code"] for one in actions_of(case.number)}
    assert codes == {"OPD": "ONE", "TSP": "TWO", "SGD": "THREE"}


def test_what_is_undone_before_its_day_never_comes(house: House) -> None:
    approve_so(three_renamed(house))
    case = rescind(house, EntryIntoForce.objects.get(), days=-10)
    put_through(case)
    assert {"OPD", "TSP", "SGD"} <= codes_on(house, DAY) & codes_on(house, DAY + 99)
