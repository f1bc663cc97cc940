"""Claims of a case: judged as the draft turns, barring while false, frozen, and looked at again."""

import json
from typing import Any

import pytest

from bureau.core.changes.actions import ActionKind
from bureau.core.claims import Claim, ClaimKind, Verdict
from bureau.core.reasons import Refused
from bureau.institution.governance.models import Submission
from bureau.institution.governance.queries.claims import ClaimSeen, Laid, judged_now
from bureau.institution.governance.queries.evidence import evidence_of, story_of_case
from bureau.institution.governance.queries.previews import Preview, preview
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.queries.states import state_of
from bureau.institution.governance.services import actions, claims, steps
from bureau.institution.governance.services.drafts import start_reorganisation
from bureau.institution.governance.services.submissions import submit_reorganisation
from bureau.institution.organisation.services.descriptions import write_description
from bureau.institution.procedures.models import ProcedureAct
from tests.institution.finance.budgeted import Budgeted
from tests.institution.governance.amending import three_renamed
from tests.institution.governance.engagement import (
    DAY,
    DESCRIPTION,
    Engagement,
    approve,
    determine,
    draft_engagement,
    recommend,
    submit,
)
from tests.institution.house import TODAY, House

T, F, U = Verdict.TRUE, Verdict.FALSE, Verdict.UNKNOWN


def claim(case: Engagement, kind: str, **named: Any) -> int:
    return claims.add_claim(case.officer, reorganisation=case.number, kind=kind, named=named)


def previewed(case: Engagement) -> Preview:
    return preview(seen_by(case.officer, [case.number])[case.number])


def now(case: Engagement) -> dict[int, Verdict]:
    return {one.claim.place: one.now.verdict for one in previewed(case).claims}


def seen(case: Engagement, place: int = 1) -> ClaimSeen:
    return {one.claim.place: one for one in previewed(case).claims}[place]


def open_a_post(case: Engagement, unit: str = "OPD") -> int:
    return actions.add_action(
        case.officer,
        reorganisation=case.number,
        kind=ActionKind.ESTABLISH_POST,
        day=DAY,
        values={"unit": case.house.units[unit], "number": "NEW", "grade": "P.4"},
        words={"title": DESCRIPTION.title},
    )


def test_claims_turn_as_the_draft_does(house: House) -> None:
    case = draft_engagement(house)
    units, posts = house.units, house.posts
    claim(case, "unit_unchanged", unit=units["OPD"])
    claim(case, "unit_established", unit=case.sed, parent=units["TSB"])
    claim(case, "unit_merged", unit=units["SGD"], into=units["TSP"])
    claim(case, "unit_renamed", unit=units["TSP"], code="SPD")
    claim(case, "head_is", unit=case.sed, post=posts["D1"])
    claim(case, "duties_unchanged", posts=(posts["DEP"],))
    claim(case, "nobody_without_post")
    claim(case, "no_post_above", grade="P.5")
    assert list(now(case).values()) == [T, T, T, T, T, U, T, F]
    place = open_a_post(case)
    assert now(case)[1] is F and seen(case).has_turned
    actions.remove_action(case.officer, reorganisation=case.number, place=place)
    assert now(case)[1] is T


def test_a_false_claim_bars_until_it_is_withdrawn(house: House) -> None:
    case = draft_engagement(house)
    place = claim(case, "unit_unchanged", unit=house.units["TSP"])
    claim(case, "duties_unchanged", posts=(house.posts["DEP"],))
    codes = {one.code: one for one in previewed(case).findings}
    assert codes["claim_false"].is_open and not codes["claim_open"].is_open
    with pytest.raises(Refused) as refused:
        submit(case)
    assert [one.facts["finding"] for one in refused.value.reasons] == ["claim_false"]
    claims.withdraw_claim(case.officer, reorganisation=case.number, place=place)
    submit_reorganisation(case.officer, reorganisation=case.number)
    assert list(now(case).values()) == [U]
    with pytest.raises(Refused, match="already_submitted"):
        claims.withdraw_claim(case.officer, reorganisation=case.number, place=2)


def test_claims_are_frozen_hashed_and_cited_by_every_act(house: House) -> None:
    case = draft_engagement(house)
    claim(case, "unit_unchanged", unit=house.units["OPD"])
    before = state_of(seen_by(case.officer, [case.number])[case.number].row)
    claim(case, "recommended", body=house.bodies["COCO"])
    assert state_of(seen_by(case.officer, [case.number])[case.number].row) != before
    submit(case)
    frozen = Submission.objects.get()
    assert [one["verdict"] for one in frozen.claims or ()] == ["true", "cannot_tell"]
    assert set(frozen.words["claims"]["parts"]) == {"1", "2"}
    number = determine(case)
    parts = evidence_of(story_of_case(frozen.reorganisation), "")
    assert json.loads(parts["submissions/1/claims.json"]) == frozen.claims
    cited = ProcedureAct.objects.get(pk=number).hashes["words"]["claims"]
    assert cited == frozen.words_hashes["claims"]


def test_what_bodies_and_offices_did_turns_true_as_it_is_recorded(house: House) -> None:
    case = draft_engagement(house)
    claim(case, "recommended", body=house.bodies["COCO"])
    claim(case, "approved", office=house.offices["SG"])
    claim(case, "noted", body=house.bodies["COUNCIL"])
    claim(case, "approved", body=house.bodies["COUNCIL"], action=6)
    submit(case)
    determine(case)
    assert set(now(case).values()) == {U}
    recommend(case)
    approve(case)
    assert now(case) == {1: T, 2: T, 3: U, 4: U}
    assert {one.kept.verdict for one in previewed(case).claims} == {U}
    (evidence,) = seen(case).now.evidence
    assert evidence.facts["number"] == ProcedureAct.objects.get(kind="recommend").pk
    council = house.actor("Carl")
    meeting = house.meetings["COUNCIL"]
    for kind, step in ((steps.reject, "decide"), (steps.take_note, "take_note")):
        kind(council, reorganisation=case.number, step=case.step(step), day=TODAY, meeting=meeting)
    assert now(case) == {1: T, 2: T, 3: T, 4: F}


def test_what_an_office_rejects_is_not_approved(house: House) -> None:
    case, sg, on = three_renamed(house), house.actor("Sana"), {"day": TODAY}
    for act, of in ((steps.reject, {"parts": frozenset({2}), "note": "No"}), (steps.approve, {})):
        act(sg, reorganisation=case.number, step=case.step("approve"), **on, **of)
    office = house.offices["SG"]
    said = [
        Claim(place, ClaimKind.APPROVED, {"office": office, "action": action})
        for place, action in enumerate((None, 1, 2), 1)
    ]
    one = seen_by(case.officer, [case.number])[case.number]
    assert one.case
    found = judged_now(one, Laid(preview(one).overlay, one.case.route, TODAY), said)
    assert [each.verdict for each in found] == [F, T, F]
    assert {told.code for each in found for told in each.evidence} == {"act_recorded"}


def in_force(case: Engagement) -> None:
    submit(case)
    for act in (determine, recommend, approve):
        act(case)


def test_in_force_it_still_holds_and_a_later_decision_turns_it(house: House) -> None:
    case = draft_engagement(house)
    claim(case, "unit_unchanged", unit=house.units["OPD"])
    claim(case, "unit_merged", unit=house.units["SGD"], into=house.units["TSP"])
    in_force(case)
    assert now(case) == {1: T, 2: T}
    other = draft_engagement_of_a_post(house)
    in_force(other)
    assert now(case) == {1: F, 2: T}
    assert seen(case).kept.verdict is T and seen(case).now.evidence[0].code == "came"


def draft_engagement_of_a_post(house: House) -> Engagement:
    """Another case: one post more in OPD, from the same day."""
    number = start_reorganisation(
        house.actor("Olga"),
        organisation=house.organisation,
        reference="OPD-POST",
        title=DESCRIPTION.title,
    )
    case = Engagement(house, number, 0)
    open_a_post(case)
    return case


def test_a_verdict_is_kept_until_what_it_rests_on_is_different(house: House) -> None:
    case = draft_engagement(house)
    claim(case, "unit_unchanged", unit=house.units["OPD"])
    claim(case, "duties_unchanged", posts=(house.posts["D1"],))
    open_a_post(case, "GS")
    one = seen(case)
    assert one.now is one.kept
    open_a_post(case)
    one = seen(case)
    assert one.now is not one.kept


def test_duties_are_those_of_the_description_in_force(house: House) -> None:
    case = draft_engagement(house)
    submit(case)
    for act in (determine, recommend):
        act(case)
    steps.decide(
        house.actor("Carl"),
        reorganisation=case.number,
        step=case.step("decide"),
        day=TODAY,
        meeting=house.meetings["COUNCIL"],
    )
    later = draft_engagement_of_a_post(house)
    post = house.posts["D1"]
    claim(later, "duties_unchanged", posts=(post,))
    assert now(later) == {1: T}
    version = write_description(later.officer, post=post, description=DESCRIPTION)
    actions.add_action(
        later.officer,
        reorganisation=later.number,
        kind=ActionKind.ADOPT_DESCRIPTION,
        subject=post,
        day=DAY,
        values={"description": version},
    )
    assert now(later) == {1: F}


def test_money_is_looked_for_in_the_lines_named(house: House) -> None:
    case, made = draft_engagement(house), Budgeted(house, 120_000_000)
    other = made.add("GS-POSTS", "GS", made.posts, 1)
    claim(case, "post_funded", post=house.posts["D1"], line=made.line)
    claim(case, "cost_within", line=made.line)
    claim(case, "credits_kept", budget=made.number)
    claim(case, "post_funded", post=house.posts["D1"], line=other)
    assert now(case) == {1: T, 2: T, 3: F, 4: F}


@pytest.mark.parametrize(
    ("kind", "named", "code"),
    [
        ("unit_unchanged", {}, "value_missing"),
        ("unit_unchanged", {"unit": 999_999}, "of_another_organisation"),
        ("cost_within", {"line": 999_999}, "of_another_organisation"),
        ("no_post_above", {"grade": "Z.9"}, "value_wrong"),
        ("recommended", {"body": 1, "action": 99}, "no_such_action"),
    ],
)
def test_what_cannot_be_claimed_says_why(
    house: House, kind: str, named: dict[str, Any], code: str
) -> None:
    case = draft_engagement(house)
    with pytest.raises(Refused, match=code):
        claim(case, kind, **named)


def test_the_same_is_claimed_once_and_only_by_the_author(house: House) -> None:
    case = draft_engagement(house)
    claim(case, "nobody_without_post")
    with pytest.raises(Refused, match="claimed_already"):
        claim(case, "nobody_without_post")
    with pytest.raises(Refused, match="not_yours_to_do"):
        claims.withdraw_claim(house.actor("Otto"), reorganisation=case.number, place=1)
    with pytest.raises(Refused, match="no_such_claim"):
        claims.withdraw_claim(case.officer, reorganisation=case.number, place=7)
