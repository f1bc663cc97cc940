"""A post that somebody holds is abolished: the hold ends beside it, or before by itself."""

import pytest

from bureau.core.changes.actions import ActionKind
from bureau.core.references import Reference
from bureau.institution.governance.services import actions, answers, drafts, submissions
from bureau.institution.governance.services.personnel import end_incumbency
from bureau.web.multilingual import text
from tests.institution.governance.engagement import (
    DAY,
    Engagement,
    approve,
    determine,
    recommend,
)
from tests.institution.governance.visitors import case_address, page, visitor
from tests.institution.house import FORCE, House


@pytest.fixture
def case(house: House) -> Engagement:
    """A draft that abolishes the post that Adam holds."""
    officer = house.actor("Olga")
    number = drafts.start_reorganisation(
        officer, organisation=house.organisation, reference="ONE-LESS", title=text(en="One less")
    )
    found = Engagement(house, number, 0)
    end(found, ActionKind.ABOLISH_POST, house.posts["ADV"])
    answers.answer_finding(
        officer,
        reorganisation=number,
        code="successor_missing",
        subject=Reference("post", house.posts["ADV"]),
        reason="Nothing follows",
    )
    return found


def end(case: Engagement, kind: ActionKind, subject: int) -> None:
    actions.add_action(
        case.officer,
        reorganisation=case.number,
        kind=kind,
        day=DAY,
        subject=subject,
        values={},
        reason="One less",
    )


def adopted(case: Engagement) -> bool:
    """Whether it goes all the way, to a structure without the post and its holder."""
    submissions.submit_reorganisation(case.officer, reorganisation=case.number)
    for act in (determine, recommend, approve):
        act(case)
    after = case.house.now(FORCE)
    post = case.house.posts["ADV"]
    return post not in {one.id for one in after.posts()} and not after.incumbencies_of(post)


def test_what_bars_says_what_to_do(case: Engagement) -> None:
    shown = page(visitor(case.house, "Olga"), case_address(""))
    assert "End that hold by then: by a personnel action, or beside it here" in shown


def test_one_decision_abolishes_the_post_and_ends_the_hold(case: Engagement) -> None:
    end(case, ActionKind.END_INCUMBENCY, case.house.held_by("Adam"))
    assert adopted(case)


def test_a_hold_that_a_personnel_action_ends_stands_in_no_way(case: Engagement) -> None:
    hana = case.house.actor("Hana")
    end_incumbency(hana, incumbency=case.house.held_by("Adam"), day=FORCE)
    assert adopted(case)
