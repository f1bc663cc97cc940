"""Forms on a step that is open no more, or of what is no draft any more, lead to the case."""

import pytest
from django.urls import reverse

from bureau.core.procedures.kinds import Amended
from bureau.institution.governance.services import drafts, steps
from bureau.institution.governance.services.actions import remove_action
from bureau.institution.governance.services.submissions import submit_reorganisation
from bureau.institution.governance.store import actions_of
from tests.institution.governance.amending import let_amend, three_renamed
from tests.institution.governance.engagement import (
    Engagement,
    approve,
    determine,
    draft_renaming,
    recommend,
    submit_renaming,
    submitted,
)
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import TODAY, House

NOTHING_CHANGED = "It was submitted meanwhile, and is no draft any more: nothing was changed."
NOT_OPEN = "This step is not open now: how the case stands is told here."


def act(case: Engagement, kind: str, step: str = "approve") -> str:
    asked = {"step": case.step(step), "act": kind}
    return reverse("reorganisation-act-new", args=[case.number], query=asked)


def refer_back(case: Engagement) -> None:
    steps.refer_back(
        case.house.actor("Sana"), reorganisation=case.number, step=case.step("approve"), day=TODAY
    )


def test_back_after_referring_back_leads_to_the_case(house: House) -> None:
    case = three_renamed(house)
    address, client = act(case, "refer_back"), visitor(house, "Sana")
    page(client, address)
    refer_back(case)
    text = page(client, address)
    assert NOT_OPEN in text and "Where it stands" in text
    page(visitor(house, "Stray"), address, 404)


def test_a_form_left_open_while_the_author_withdraws_is_answered_by_the_case(house: House) -> None:
    case = three_renamed(house)
    address, client = act(case, "approve"), visitor(house, "Sana")
    page(client, address)
    steps.withdraw_reorganisation(case.officer, reorganisation=case.number, day=TODAY)
    text = send(client, address, day="2024-06-10", document="Memo 7")
    assert NOT_OPEN in text and "withdrawn" in text


def test_back_after_withdrawing_leads_to_the_case(house: House) -> None:
    case = three_renamed(house)
    address = reverse("reorganisation-withdrawal", args=[case.number])
    client = visitor(house, "Olga")
    send(client, address, day="2024-06-10", note="", parts=[1, 2, 3], confirm="yes")
    assert "Nothing of it is left to withdraw" in page(client, address)
    page(visitor(house, "Sana"), address, 404)


@pytest.mark.parametrize("name", ["reorganisation-amending", "reorganisation-ballot-new"])
def test_what_is_put_together_for_a_step_leads_to_the_case_too(house: House, name: str) -> None:
    let_amend(house, Amended.CLOSES)
    case = three_renamed(house)
    address = reverse(name, args=[case.number], query={"step": case.step("approve")})
    refer_back(case)
    assert NOT_OPEN in page(visitor(house, "Sana"), address)
    page(visitor(house, "Stray"), address, 404)


def test_a_step_that_the_case_never_had_is_not_found(house: House) -> None:
    case = three_renamed(house)
    address = reverse("reorganisation-act-new", args=[case.number], query={"step": "9.x.approve.0"})
    page(visitor(house, "Sana"), address, 404)


def test_a_form_of_a_draft_left_open_while_it_is_submitted_leads_to_the_case(house: House) -> None:
    number, client = draft_renaming(house, "OPX"), visitor(house, "Otto")
    form = reverse("reorganisation-action", args=[number, 1])
    page(client, form)
    submit_reorganisation(house.actor("Otto"), reorganisation=number)
    text = send(client, form, code="OPZ", day="2024-07-01")
    assert NOTHING_CHANGED in text and "Where it stands" in text
    assert actions_of(number)[0].values == {"code": "OPX"}
    assert NOTHING_CHANGED in page(client, form)
    send(visitor(house, "Stray"), form, 404)


def test_an_action_taken_out_in_another_window_is_said_to_be_gone(house: House) -> None:
    number, client = draft_renaming(house, "OPX"), visitor(house, "Otto")
    form = reverse("reorganisation-action", args=[number, 1])
    page(client, form)
    remove_action(house.actor("Otto"), reorganisation=number, place=1)
    gone = "Action 1 is not in the draft any more: nothing was changed."
    text = send(client, form, code="OPZ", day="2024-07-01")
    assert gone in text and "Draft: Code OPX" in text
    assert gone in page(client, form)
    page(client, reverse("reorganisation-action", args=[number, 2]), 404)


@pytest.mark.parametrize("part", ["submission", "undo", "clearance"])
def test_every_form_of_a_draft_does(house: House, part: str) -> None:
    case = submitted(house)
    address = reverse(f"reorganisation-{part}", args=[case.number])
    assert NOTHING_CHANGED in send(visitor(house, "Olga"), address, day="2024-06-10")


def test_what_became_of_it_is_told(house: House) -> None:
    case = three_renamed(house)
    form, client = reverse("reorganisation-action", args=[case.number, 1]), visitor(house, "Olga")
    steps.withdraw_reorganisation(case.officer, reorganisation=case.number, day=TODAY)
    assert "It was withdrawn meanwhile: nothing was changed." in send(client, form)


def test_what_was_decided_meanwhile_is_told_as_decided(house: House) -> None:
    case = submit_renaming(house, "OPX")
    form, client = reverse("reorganisation-action", args=[case.number, 1]), visitor(house, "Otto")
    for each in (determine, recommend, approve):
        each(case)
    assert "It was decided meanwhile: nothing was changed." in send(client, form)


def test_a_form_of_a_draft_that_was_discarded_leads_to_the_list(house: House) -> None:
    number, client = draft_renaming(house, "OPX"), visitor(house, "Otto")
    form = reverse("reorganisation-action", args=[number, 1])
    drafts.discard_reorganisation(house.actor("Otto"), reorganisation=number)
    assert "The draft was discarded meanwhile: nothing was changed." in send(client, form)
    send(visitor(house, "Olga"), form, 404)
