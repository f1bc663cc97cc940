"""What was put forward is shown as it was found then, however much of it is in force or fell."""

import pytest
from django.urls import reverse

from bureau.core.actors import Role
from bureau.core.changes.actions import ActionKind
from bureau.core.references import Reference
from bureau.institution.governance.models import EntryIntoForce
from bureau.institution.governance.queries.previews import preview, preview_as_submitted
from bureau.institution.governance.queries.reorganisations import Seen, seen_by
from bureau.institution.governance.services import actions, answers, steps, submissions
from bureau.institution.organisation.services import reference
from tests.institution.governance.amending import approve_so, codes_on, three_renamed
from tests.institution.governance.engagement import (
    DAY,
    Engagement,
    approve,
    decide,
    determine,
    draft_renaming,
    recommend,
    submitted,
    take_note,
)
from tests.institution.governance.test_pages_states import come_the_day
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import OPENED, TODAY, House
from tests.programs import program


def seen(case: Engagement) -> Seen:
    return seen_by(case.officer, [case.number])[case.number]


def test_in_force_it_still_says_what_was_found_and_answered(house: House) -> None:
    case = submitted(house)
    before = preview_as_submitted(seen(case))
    now = preview(seen(case))
    assert (before.sentences, before.affected) == (now.sentences, now.affected)
    determine(case)
    recommend(case)
    approve(case)
    after, left = preview_as_submitted(seen(case)), preview(seen(case))
    assert len(left.actions) < len(after.actions)
    assert (after.sentences, after.affected, after.cost.missing, list(after.findings)) == (
        before.sentences,
        before.affected,
        before.cost.missing,
        list(before.findings),
    )
    answered = [one for one in after.findings if one.answer]
    assert [one.subject for one in answered] == [Reference("post", house.posts["CHIEF"])]


def test_put_forward_again_what_was_in_force_by_then_is_not_done_twice(house: House) -> None:
    case = submitted(house)
    determine(case)
    recommend(case)
    approve(case)
    steps.refer_back(
        house.actor("Carl"),
        reorganisation=case.number,
        step=case.step("decide"),
        day=TODAY,
        meeting=house.meetings["COUNCIL"],
    )
    submissions.submit_reorganisation(case.officer, reorganisation=case.number)
    again = preview_as_submitted(seen(case))
    assert [one.kind for one in again.actions] == ["adopt_description"]
    assert not again.open_findings()


IN_FORCE = "Nothing: what was adopted of it is in force."


def test_the_page_tells_what_was_submitted_and_what_is_left(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = submitted(house)
    client, address = visitor(house, "Carl"), reverse("reorganisation", args=[case.number])
    determine(case)
    recommend(case)
    approve(case)
    take_note(case)
    text = page(client, address)
    assert "as submitted on" in text
    assert "What becomes of its head" in text
    assert '<span lang="en" dir="auto">The paper does not say</span>' in text
    assert "no people" not in text
    assert "As things stand today, nothing stands against it." in text
    decide(case)
    text = page(client, address)
    assert "The paper does not say" in text
    assert "Nothing is left to be decided." in text and IN_FORCE not in text
    coming = text.partition('id="coming"')[2]
    assert "1. Establish unit: SED, under TSB, 1 July 2024" in coming
    come_the_day(monkeypatch)
    text = page(visitor(house, "Carl"), address)
    assert IN_FORCE in text and 'id="coming"' not in text


def test_a_program_is_told_it_in_the_names_of_then(house: House) -> None:
    by, draft = house.actor("Otto"), draft_renaming(house, "TSX", "TSP")
    actions.add_action(
        by,
        reorganisation=draft,
        kind=ActionKind.MOVE_POST,
        subject=house.posts["D1"],
        day=DAY,
        values={"unit": house.units["OPD"]},
    )
    submissions.submit_reorganisation(by, reorganisation=draft)
    client, told = program(house, "Otto"), ("actions", "findings", "sentences")
    before = [client.get(f"reorganisations/{draft}")[name] for name in told]
    assert "Post D1 (Chief of Engagement) moves from TSB to OPD" in str(before)
    approve_so(three_renamed(house, "NEW", day=DAY - 7))
    assert "NEW" in codes_on(house, DAY)
    assert [client.get(f"reorganisations/{draft}")[name] for name in told] == before


def test_an_answer_is_told_though_what_hung_there_is_gone(house: House) -> None:
    post, by = house.posts["D1"], house.actor("Otto")
    role = reference.give_role(
        house.administrator,
        post=post,
        role=Role.BODY_SECRETARY,
        valid_from=OPENED,
        scope=Reference("body", house.bodies["COCO"]),
        confirmed_by=house.administrators[1].person,
    )
    draft = draft_renaming(house, "OPX")
    ends = ActionKind.ABOLISH_POST
    actions.add_action(by, reorganisation=draft, kind=ends, subject=post, day=DAY)
    for code, about, reason in (
        ("successor_missing", Reference("post", post), "Nothing takes its place"),
        ("hangs_on_ended", Reference("post_role", role), "The body is to choose another"),
    ):
        answers.answer_finding(by, reorganisation=draft, code=code, subject=about, reason=reason)
    submissions.submit_reorganisation(by, reorganisation=draft)
    client, address = visitor(house, "Otto"), reverse("reorganisation", args=[draft])
    asked = "The role secretary of a body of post D1 hangs on what ends on 1 July 2024."
    assert asked in page(client, address)
    reference.end_role(house.administrator, post_role=role, valid_until=TODAY)
    text = page(client, address)
    assert asked not in text and "The body is to choose another" in text
    assert "The role secretary of a body of post D1: a question about it was answered" in text


def test_the_address_of_an_act_that_is_done_leads_to_what_was_recorded(house: House) -> None:
    case = submitted(house)
    address = reverse("reorganisation-act-new", args=[case.number])
    query = f"?step={case.step('determine')}&act=determine"
    determine(case)
    assert "This step is closed" in page(visitor(house, "Sana"), address + query)
    page(visitor(house, "Adam"), address + query, 404)


def test_what_is_just_in_force_leads_to_the_posts_it_changed(house: House) -> None:
    case = submitted(house)
    determine(case)
    recommend(case)
    approve(case)
    take_note(case)
    decide(case)
    entry = EntryIntoForce.objects.order_by("record").last()
    assert entry is not None
    route = reverse("reorganisation-route", args=[case.number], query={"entered": entry.record})
    address = reverse("post", args=[house.posts["D1"]], query={"valid": "2024-07-01"})
    assert f'href="{address}"' in page(visitor(house, "Carl"), route)


def test_whoever_acts_on_it_is_shown_what_was_left_on_purpose(house: House) -> None:
    case = submitted(house)
    address = reverse("reorganisation-act-new", args=[case.number])
    query = f"?step={case.step('determine')}&act=determine"
    assert "The paper does not say" in page(visitor(house, "Sana"), address + query)


def test_a_case_that_fell_still_says_why_it_took_its_way(house: House) -> None:
    case = submitted(house)
    determine(case)
    steps.withdraw_reorganisation(case.officer, reorganisation=case.number, day=TODAY)
    text = page(visitor(house, "Olga"), reverse("reorganisation-route", args=[case.number]))
    assert "No rule in force covers the actions." not in text
    text = page(visitor(house, "Olga"), reverse("reorganisation", args=[case.number]))
    assert "Nothing: none of it was adopted." in text
