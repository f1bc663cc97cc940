"""Adopted as amended: what enters into force is the set as amended; or its author has it back."""

import pytest
from django.db import connection

from bureau.core.actors import Role
from bureau.core.changes.actions import ActionKind, actions_hash
from bureau.core.procedures.kinds import Amended, Phase
from bureau.core.reasons import Reason, Refused
from bureau.institution.governance.models import (
    Amendment,
    DraftAmendment,
    EntryIntoForce,
    Submission,
)
from bureau.institution.governance.queries.amended import standing_actions
from bureau.institution.governance.queries.verification import differing
from bureau.institution.governance.services import accepting, amending, steps, submissions
from bureau.institution.governance.store import actions_of
from bureau.institution.governance.texts.reasons import refusals
from bureau.institution.organisation.services.descriptions import write_description
from bureau.institution.organisation.services.reference import give_role
from bureau.record.journal.queries import broken_links
from bureau.web.multilingual import text
from tests.institution.governance.amending import (
    adopt_as_amended,
    amend_code,
    approve_so,
    codes_on,
    let_amend,
    three_renamed,
)
from tests.institution.governance.engagement import DAY, DESCRIPTION, Engagement, take_note
from tests.institution.house import OPENED, TODAY, House


def amended(house: House, how: Amended = Amended.CLOSES) -> Engagement:
    """One code is changed, one action left out, one added."""
    let_amend(house, how)
    case, sana = three_renamed(house), house.actor("Sana")
    amend_code(case, 1, "UNO", DAY + 30)
    step = case.step("approve")
    amending.leave_out_action(sana, reorganisation=case.number, step=step, place=2)
    amending.amend_by_adding(
        sana,
        reorganisation=case.number,
        step=step,
        kind=ActionKind.FREEZE_POST,
        subject=house.posts["D1"],
        day=DAY,
    )
    return case


def test_what_enters_into_force_is_the_set_as_amended(house: House) -> None:
    case = amended(house)
    adopt_as_amended(case)
    assert {"OPD", "TSP", "THREE"} <= codes_on(house, DAY)
    assert {"UNO", "TSP", "THREE"} <= codes_on(house, DAY + 30)
    entry = EntryIntoForce.objects.get()
    assert entry.actions == [1, 3, 4]
    assert case.case().route.decided() == {1, 3, 4}
    assert not DraftAmendment.objects.exists()


def test_entry_and_act_keep_the_hashes_of_both_sets(house: House) -> None:
    case = amended(house)
    adopt_as_amended(case)
    entry, submission = EntryIntoForce.objects.get(), Submission.objects.get()
    amendment = Amendment.objects.get(act=entry.act)
    assert entry.actions_hash == submission.actions_hash == entry.act.hashes["actions"]
    assert entry.amended_hash == actions_hash(standing_actions(submission))
    assert entry.act.hashes["amendment"] == amendment.difference_hash
    take_note(case)
    assert case.case().acts[-1].hashes["amended"] == entry.amended_hash
    assert list(differing()) == [] == broken_links()


@pytest.mark.thorough
def test_an_amendment_altered_afterwards_is_found(house: House) -> None:
    adopt_as_amended(amended(house))
    entry, kept = EntryIntoForce.objects.get(), Amendment.objects.get()
    assert list(differing()) == []
    other = kept.difference.replace("UNO", "DUE")
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER governance_amendment_no_update")
        else:
            cursor.execute("DROP TRIGGER no_update ON governance_amendment")
        cursor.execute("UPDATE governance_amendment SET difference = %s", [other])
    assert any(f"record {entry.record}" in line for line in differing())


def test_a_part_is_adopted_as_amended_and_the_rest_decided_later(house: House) -> None:
    let_amend(house, Amended.CLOSES)
    case = three_renamed(house)
    amend_code(case, 1, "UNO")
    adopt_as_amended(case, parts=frozenset({1}))
    assert {"UNO", "TSP", "SGD"} <= codes_on(house, DAY)
    approve_so(case)
    assert {"UNO", "TWO", "THREE"} <= codes_on(house, DAY)
    assert [one.amended_hash != "" for one in EntryIntoForce.objects.all()] == [True, True]
    assert list(differing()) == []


@pytest.mark.exhaustive
def test_what_was_amended_stays_so_when_the_rest_comes_back(house: House) -> None:
    let_amend(house, Amended.CLOSES)
    case = three_renamed(house)
    amend_code(case, 1, "UNO")
    adopt_as_amended(case, parts=frozenset({1}))
    steps.refer_back(
        house.actor("Sana"), reorganisation=case.number, step=case.step("approve"), day=TODAY
    )
    assert actions_of(case.number)[0].values["code"] == "UNO"
    submissions.submit_reorganisation(case.officer, reorganisation=case.number)
    approve_so(case)
    assert {"UNO", "TWO", "THREE"} <= codes_on(house, DAY)
    assert list(differing()) == []


def test_where_it_goes_back_the_author_accepts_it_in_one_act(house: House) -> None:
    case = amended(house, Amended.GOES_BACK)
    adopt_as_amended(case)
    assert case.case().case.phase is Phase.WITH_AUTHOR
    assert not EntryIntoForce.objects.exists()
    accepting.accept_amendment(case.officer, reorganisation=case.number)
    assert [one.id for one in actions_of(case.number)] == [1, 3, 4]
    submissions.submit_reorganisation(case.officer, reorganisation=case.number)
    assert Submission.objects.latest("version").actions_hash == Amendment.objects.get().actions_hash
    assert case.case().case.closed == ()


@pytest.mark.thorough
def test_a_body_that_may_not_amend_is_refused(house: House) -> None:
    case = three_renamed(house)
    with pytest.raises(Refused, match="not_yours_to_do"):
        amend_code(case, 1, "UNO")
    with pytest.raises(Refused, match="act_not_open"):
        adopt_as_amended(case)


@pytest.mark.thorough
def test_something_is_amended_and_the_set_as_amended_must_hold(house: House) -> None:
    let_amend(house, Amended.CLOSES)
    case = three_renamed(house)
    with pytest.raises(Refused, match="amendment_missing"):
        adopt_as_amended(case)
    amend_code(case, 1, "TWO")
    with pytest.raises(Refused, match="finding_of_amended"):
        adopt_as_amended(case)
    amend_code(case, 1, "ONE")
    assert not DraftAmendment.objects.exists()


def test_what_an_amendment_would_establish_is_named_where_it_is_refused(house: House) -> None:
    let_amend(house, Amended.CLOSES)
    case, sana = three_renamed(house), house.actor("Sana")
    amending.amend_by_adding(
        sana,
        reorganisation=case.number,
        step=case.step("approve"),
        kind=ActionKind.ESTABLISH_UNIT,
        day=DAY,
        values={"code": "ONE", "kind": "department", "parent": house.units["TSB"]},
        words={"name": text(en="Events")},
    )
    with pytest.raises(Refused) as refused:
        adopt_as_amended(case)
    same = "several units would have the code ONE: Operations; Events."
    assert [one for one in refusals(sana, refused.value.reasons) if same in one]


def let_read_descriptions(house: House, post: str) -> None:
    """Those that were written and not adopted too, as whoever writes them does."""
    give_role(
        house.administrator,
        post=house.posts[post],
        role=Role.HUMAN_RESOURCES,
        valid_from=OPENED,
        confirmed_by=house.administrators[1].person,
    )


def test_what_another_body_decides_is_not_added(house: House) -> None:
    let_amend(house, Amended.CLOSES)
    let_read_descriptions(house, "SG")
    case, sana = three_renamed(house), house.actor("Sana")
    described = write_description(
        house.administrator, post=house.posts["D1"], description=DESCRIPTION
    )
    with pytest.raises(Refused, match="not_decided_here"):
        amending.amend_by_adding(
            sana,
            reorganisation=case.number,
            step=case.step("approve"),
            kind=ActionKind.ADOPT_DESCRIPTION,
            subject=house.posts["D1"],
            day=DAY,
            values={"description": described},
        )
    assert not DraftAmendment.objects.exists()


def test_what_is_decided_elsewhere_is_named_by_its_place(house: House) -> None:
    reason = Reason("decided_elsewhere", {"actions": [4, 6]})
    (said,) = refusals(house.actor("Sana"), [reason])
    assert "actions 4, 6" in said


@pytest.mark.exhaustive
def test_on_another_amendment_than_was_seen_it_is_refused(house: House) -> None:
    case = amended(house)
    with pytest.raises(Refused, match="changed_since_seen"):
        adopt_as_amended(case, seen_amendment="0" * 64)
    step, sana = case.step("approve"), house.actor("Sana")
    amending.take_back_amendment(sana, reorganisation=case.number, step=step, place=4)
    adopt_as_amended(case)
    assert EntryIntoForce.objects.get().actions == [1, 3]


@pytest.mark.thorough
def test_only_whoever_may_act_on_the_step_puts_an_amendment_together(house: House) -> None:
    let_amend(house, Amended.CLOSES)
    case = three_renamed(house)
    for name in ("Olga", "Coco", "Dina"):
        with pytest.raises(Refused, match="not_yours_to_do"):
            amending.leave_out_action(
                house.actor(name),
                reorganisation=case.number,
                step=case.step("approve"),
                place=1,
            )
