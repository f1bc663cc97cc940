"""Bringing a draft up to what stands: one edit, kept and undone; a case that came back."""

import pytest

from bureau.core.changes.actions import ActionKind
from bureau.core.changes.rebase import Take
from bureau.core.reasons import Refused
from bureau.institution.governance import models
from bureau.institution.governance.queries.previews import preview
from bureau.institution.governance.queries.rebasing import standing_of
from bureau.institution.governance.services.actions import change_action, undo_edit
from bureau.institution.governance.services.rebasing import Chosen, rebase_draft
from bureau.institution.governance.services.steps import refer_back
from bureau.institution.governance.services.submissions import submit_reorganisation
from bureau.institution.governance.store import actions_of
from bureau.institution.organisation.services.wordings import word
from bureau.record.journal.models import Entry
from bureau.web.multilingual import text
from tests.institution.governance.engagement import (
    DAY,
    Engagement,
    approve,
    determine,
    recommend,
)
from tests.institution.governance.test_conflicts import adopt, draft_of, seen
from tests.institution.house import TODAY, House

MINE = Chosen(1, "code", Take.MINE)


@pytest.fixture
def stale(house: House) -> int:
    """Olga's draft of a code for OPD, which was given another one meanwhile."""
    number = draft_of(house, "Olga", ActionKind.RENAME_UNIT, "OPD", code="OPY")
    adopt(house, "OPX")
    return number


def rebase(house: House, number: int, *chosen: Chosen) -> list[int]:
    return rebase_draft(house.actor("Olga"), reorganisation=number, chosen=chosen)


def codes(house: House, number: int) -> set[str]:
    return {one.code for one in preview(seen(house, "Olga", number)).open_findings()}


def test_what_was_decided_meanwhile_is_an_open_line(house: House, stale: int) -> None:
    (line,) = standing_of(seen(house, "Olga", stale)).open
    assert (line.base, line.theirs, line.mine) == ("OPD", "OPX", "OPY")


def test_keeping_mine_settles_the_finding(house: House, stale: int) -> None:
    assert codes(house, stale) == {"expected_value_gone"}
    assert rebase(house, stale, MINE) == []
    assert codes(house, stale) == set()
    assert actions_of(stale)[0].expects == {"code": "OPX"}


def test_taking_theirs_takes_the_action_out(house: House, stale: int) -> None:
    rebase(house, stale, Chosen(1, "code", Take.THEIRS))
    assert actions_of(stale) == ()


def test_another_value_may_be_set(house: House, stale: int) -> None:
    rebase(house, stale, Chosen(1, "code", Take.OTHER, "OPZ"))
    assert actions_of(stale)[0].values["code"] == "OPZ"


def test_another_name_is_kept_as_a_wording(house: House) -> None:
    number = draft_of(house, "Olga", ActionKind.RENAME_UNIT, "OPD", code="OPY")
    words = {"name": text(en="Plans")}
    change_action(house.actor("Olga"), reorganisation=number, place=1, day=DAY, words=words)
    words = text(en="Planning")
    rebase(house, number, Chosen(1, "name", Take.OTHER, words=words))
    assert actions_of(number)[0].values["name"] == named_so(house, "Planning")


def named_so(house: House, words: str) -> int:
    by = house.actor("Olga")
    return word(by, organisation=house.organisation, said=text(en=words))


def test_it_is_one_edit_that_can_be_taken_back(house: House, stale: int) -> None:
    before = actions_of(stale)
    rebase(house, stale, MINE)
    undo_edit(house.actor("Olga"), reorganisation=stale)
    assert actions_of(stale) == before


def test_the_entry_says_what_was_taken(house: House, stale: int) -> None:
    rebase(house, stale, MINE)
    entry = Entry.objects.order_by("-pk")[0]
    assert entry.details["rebased"] == [[1, "code", "mine"]]


@pytest.mark.parametrize("name", ["Otto", "Sana", "Ada"])
def test_only_its_author_brings_a_draft_up_to_date(house: House, stale: int, name: str) -> None:
    with pytest.raises(Refused):
        rebase_draft(house.actor(name), reorganisation=stale, chosen=[MINE])


@pytest.mark.parametrize("chosen", [[], [Chosen(7, "code", Take.MINE)]])
def test_a_choice_of_nothing_is_refused(house: House, stale: int, chosen: list[Chosen]) -> None:
    with pytest.raises(Refused):
        rebase(house, stale, *chosen)


@pytest.mark.thorough
def test_a_case_that_is_a_conflict_goes_forward_again_as_a_new_version(house: House) -> None:
    number = draft_of(house, "Olga", ActionKind.RENAME_UNIT, "OPD", code="OPY")
    submit_reorganisation(house.actor("Olga"), reorganisation=number)
    case = Engagement(house, number, 0)
    determine(case)
    recommend(case)
    adopt(house, "OPX")
    with pytest.raises(Refused):
        approve(case)
    refer_back(house.actor("Sana"), reorganisation=number, step=case.step("approve"), day=TODAY)
    rebase(house, number, MINE)
    submit_reorganisation(house.actor("Olga"), reorganisation=number)
    rounds = models.Submission.objects.filter(reorganisation=number).values_list("round", flat=True)
    assert len(set(rounds)) == 2
    assert approve(case)
