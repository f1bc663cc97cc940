"""The route of a case and the acts recorded on it, page by page."""

import re
from dataclasses import replace
from html import unescape

import pytest
from django.urls import reverse

from bureau.institution.governance.queries.versions import state_put_forward
from bureau.institution.governance.services.steps import withdraw_reorganisation
from tests.institution.governance.amending import approve_so, condition, three_renamed
from tests.institution.governance.engagement import (
    Engagement,
    approve,
    determine,
    draft_engagement,
    recommend,
    submit_renaming,
    submitted,
)
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import FORCE, TODAY, House
from tests.institution.organisation.deeds import DAY, decide, rename


def route(case: Engagement, who: str = "Olga") -> str:
    return page(visitor(case.house, who), reverse("reorganisation-route", args=[case.number]))


def act(case: Engagement, step: str, kind: str | None = None) -> str:
    asked = {"step": case.step(step), "act": kind or step}
    return reverse("reorganisation-act-new", args=[case.number], query=asked)


def test_a_draft_shows_the_route_it_would_take(house: House) -> None:
    text = route(draft_engagement(house))
    assert "This is the route it would take" in text
    assert "Secretary-General determines" in text
    assert 'class="here"' not in text


def test_the_author_is_told_why_they_may_not_act(house: House) -> None:
    assert "Four eyes: another person records it." in route(submitted(house))


def test_what_is_decided_under_a_condition_is_not_still_to_be_decided(house: House) -> None:
    case = three_renamed(house)
    waits = condition(house, FORCE)
    approve_so(case, parts=frozenset({1}), conditions=(waits,))
    withdraw_reorganisation(
        case.officer, reorganisation=case.number, day=TODAY, parts=frozenset({3})
    )
    text = route(case)
    assert "computed from 2 actions" in text
    decided, left = text.partition("Decided, and not in force yet:")[2].split("Still to be")
    assert "ONE" in decided and "TWO" not in decided
    assert "TWO" in left.partition("Not adopted:")[0]


def test_whoever_may_act_is_offered_the_act(house: House) -> None:
    case = submitted(house)
    text = route(case, "Sana")
    assert "act=determine" in text
    assert "act=defer" in text
    assert "act=determine" not in route(case, "Coco")


def test_each_step_says_its_ground_and_what_was_seen(house: House) -> None:
    case = submitted(house)
    determine(case)
    text = route(case)
    assert "Paper C24" in text
    assert "One department, no new post" in text
    seen = state_put_forward(case.case())
    assert text.count(f"{seen[:4]}·{seen[4:8]}") == 2


def test_a_body_names_its_meeting_or_document(house: House) -> None:
    case = submitted(house)
    determine(case)
    text = send(visitor(house, "Coco"), act(case, "recommend"), 422, day="2024-06-10", parts=[1])
    assert "An act of a body names its meeting or its document." in text


def test_what_an_act_does_is_shown_before_it_is_done(house: House) -> None:
    case = submitted(house)
    determine(case)
    recommend(case)
    client = visitor(house, "Sana")
    form = page(client, act(case, "approve"))
    parts = re.findall(r'name="parts" value="(\d+)"', form)
    text = send(client, act(case, "approve"), day="2024-06-10", parts=parts)
    assert "These come into force with it:" in text
    assert "SED, under TSB, 1 July 2024" in text
    assert "Adopt job description: D1 (Chief of Engagement)" in text
    assert case.case().route.decided() == frozenset()


def test_the_review_of_an_act_is_a_page_to_go_back_to(house: House) -> None:
    case = submitted(house)
    client, address = visitor(house, "Sana"), act(case, "determine")
    said = {"day": "2024-06-10", "answer": "no", "note": "One department", "key": "once"}
    review = client.post(address, said)["Location"]
    assert 'name="confirm"' in page(client, review)
    assert "One department" in page(client, review)
    assert "One department" in page(client, address)
    assert "One department" not in page(visitor(house, "Sana"), address)
    send(client, review, confirm="yes", **said)
    assert "This step is closed" in page(client, review)
    assert "to_review" not in client.session


def test_after_entry_into_force_the_route_leads_to_chart_and_comparison(house: House) -> None:
    case = submitted(house)
    determine(case)
    recommend(case)
    approve(case)
    text = route(case)
    assert "Chart of that day" in text
    assert "from_valid=2024-06-30" in text
    assert "valid=2024-07-01" in text
    assert "Adopt job description: D1 (Chief of Engagement), 1 July 2024" in text


def test_a_case_is_referred_back_edited_and_submitted_again(house: House) -> None:
    case = submitted(house)
    client = visitor(house, "Sana")
    said = {"day": "2024-06-10", "note": "Say more"}
    send(client, act(case, "determine", "refer_back"), **said)
    send(client, act(case, "determine", "refer_back"), confirm="yes", **said)
    author = visitor(house, "Olga")
    assert "referred back" in route(case)
    send(author, reverse("reorganisation-action-removal", args=[case.number, 6]))
    text = send(author, reverse("reorganisation-submission", args=[case.number]))
    assert re.search(r"<dt>Version</dt><dd>2", text)


@pytest.mark.exhaustive
def test_a_step_is_deferred_and_rejected(house: House) -> None:
    case = submitted(house)
    determine(case)
    client = visitor(house, "Coco")
    said = {"day": "2024-06-10", "document": "R/1", "note": "Later", "until": "2024-06-20"}
    send(client, act(case, "recommend", "defer"), confirm="yes", **said)
    assert "by 20 June 2024" in page(client, reverse("reorganisations"))
    parts = [1, 2, 3, 4, 5, 6]
    send(client, act(case, "recommend", "reject"), confirm="yes", parts=parts, **said)
    assert "rejected" in route(case)


def test_the_journal_tells_every_act(house: House) -> None:
    case = submitted(house)
    determine(case)
    text = page(visitor(house, "Olga"), reverse("reorganisation-journal", args=[case.number]))
    assert "Version 1 was submitted and frozen." in text
    assert "A question was determined." in text
    assert "The draft was begun." in text


def compared(case: Engagement) -> str:
    """The page that the tab *Compare* of the case leads to."""
    found = re.search(r'href="(/compare/[^"]*)">Compare\s', route(case))
    assert found is not None
    return page(visitor(case.house, "Olga"), unescape(found[1]))


def test_a_draft_is_compared_on_the_day_on_which_it_acts(house: House) -> None:
    text = compared(draft_engagement(house))
    assert "In force beside TSB-2024" in text
    assert "SED" in text and "Nothing changed" not in text


def in_force(house: House) -> Engagement:
    """A case of which only the description of a post is left."""
    case = submitted(house)
    determine(case)
    recommend(case)
    approve(case)
    return case


def test_a_case_is_compared_with_the_day_before_its_first(house: House) -> None:
    text = compared(in_force(house))
    assert (
        "In force, 30 June 2024 beside TSB-2024 · A department of engagement, 1 July 2024" in text
    )
    assert "SED" in text and "Nothing changed" not in text


def test_a_case_in_force_altogether_is_compared_by_days_alone(house: House) -> None:
    case = submit_renaming(house, "OPQ")
    determine(case)
    recommend(case)
    approve(case)
    text = compared(case)
    assert "30 June 2024 beside 1 July 2024." in text and "OPQ" in text
    decide(house, replace(rename(house, "TSP", "SPD"), day=DAY + 60), title="Another")
    address = f"/compare/{house.units['TSB']}/?plan=reorganisation:{case.number}"
    text = page(visitor(house, "Olga"), address)
    assert "Nothing changed" in text and "10 June 2024 beside 10 June 2024." in text
    assert "Compare with the next change" not in text


def test_in_arabic_a_code_takes_no_day_along(house: House) -> None:
    case, client = three_renamed(house), visitor(house, "Olga")
    client.cookies["django_language"] = "ar"
    assert "ONE\u2069، 1 يوليو 2024" in page(client, f"/reorganisations/{case.number}/route/")
