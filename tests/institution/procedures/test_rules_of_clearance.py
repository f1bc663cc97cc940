"""Rules of clearance in draft: what the kind knows, judged, tried on what goes forward."""

from dataclasses import replace

import pytest

from bureau.core.procedures.kinds import ActKind, Audience, Gate, WhoKind
from bureau.core.procedures.rules import AmountRange, Question, StepTemplate, Who
from bureau.core.reasons import Refused
from bureau.institution.governance.queries.clearance import clearances_of
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.services.clearance import (
    ask_for_clearance,
    take_clearance_back,
)
from bureau.institution.procedures.models import Rule
from bureau.institution.procedures.queries.rule_drafts import judged_draft
from bureau.institution.procedures.queries.rule_trials import trial_of
from bureau.institution.procedures.services import rule_drafts
from bureau.institution.procedures.store import Terms, rule_of
from tests.institution.governance.engagement import draft_engagement, submit_renaming
from tests.institution.governance.test_clearance import asked
from tests.institution.house import TODAY, House
from tests.institution.procedures.drafting import (
    begun,
    clearing,
    deciding,
    found,
    major,
    tried,
    written,
)

MEDIA = frozenset({"media"})


def of_clearance(house: House, draft: int, terms: Terms, key: str = "clearing") -> int:
    return written(house, draft, key, terms, subject="clearance")


def dear(house: House, above: int) -> Terms:
    return Terms((clearing(house),), amounts=AmountRange("CHF", above=above))


def test_a_rule_of_clearance_is_drafted_and_put_in_force(house: House) -> None:
    draft = begun(house, TODAY)
    written(house, draft)
    of_clearance(house, draft, replace(dear(house, 100), demanded=True))
    seen = tried(house, draft).drafted
    rule_drafts.put_rules_in_force(house.actor("Otto"), draft=draft, seen=seen)
    rule = rule_of(Rule.objects.get(key="clearing"))
    assert rule.demanded and rule.amounts == AmountRange("CHF", above=100)
    assert rule.subjects == frozenset({"clearance"})


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("rule_gates_something_else", {"gates": Gate.ENTRY_INTO_FORCE}),
        ("act_of_another_subject", {"act": ActKind.DECIDE}),
        ("no_body_here", {"who": WhoKind.BODY}),
    ],
)
def test_its_steps_are_those_of_clearance(
    house: House, code: str, change: dict[str, object]
) -> None:
    if change.get("who") is WhoKind.BODY:
        change = {"who": Who(WhoKind.BODY, (house.bodies["COUNCIL"],))}
    step: StepTemplate = replace(clearing(house), **change)  # type: ignore[arg-type]
    with pytest.raises(Refused, match=code):
        of_clearance(house, begun(house), Terms((step,)))


def test_nobody_determines_anything_on_it(house: House) -> None:
    asks = Question("major", Who(WhoKind.OFFICE, (house.offices["SG"],)))
    with pytest.raises(Refused, match="no_question_here"):
        of_clearance(house, begun(house), Terms((clearing(house),), asks=asks))


def test_other_kinds_know_no_audience_and_release_nothing(house: House) -> None:
    draft = begun(house)
    with pytest.raises(Refused, match="no_audience_here"):
        written(house, draft, terms=replace(major(house), audiences=MEDIA))
    with pytest.raises(Refused, match="rule_gates_something_else"):
        written(house, draft, terms=Terms((clearing(house),)))
    with pytest.raises(Refused, match="rule_names_strange"):
        of_clearance(house, draft, Terms((clearing(house),), audiences=frozenset({"zebras"})))


def test_only_what_may_cost_something_is_told_apart_by_amounts(house: House) -> None:
    draft, amounts = begun(house), AmountRange("CHF", above=100)
    with pytest.raises(Refused, match="nothing_of_it_costs"):
        written(
            house, draft, terms=Terms((deciding(house),), frozenset({"move_unit"}), amounts=amounts)
        )
    assert written(
        house,
        draft,
        terms=Terms((deciding(house),), frozenset({"establish_post"}), amounts=amounts),
    )


def test_what_is_not_cleared_is_no_gap_and_two_ways_overlap(house: House) -> None:
    draft = begun(house)
    written(house, draft)
    of_clearance(house, draft, dear(house, 100))
    assert judged_draft(found(draft)).is_whole()
    of_clearance(house, draft, Terms((clearing(house, "DIR"),), audiences=MEDIA), "media")
    (overlap,) = judged_draft(found(draft)).overlaps
    assert overlap.subject == "clearance" and overlap.example.action.audience == "media"
    assert overlap.example.action.amount == 101


def test_what_went_forward_is_tried_as_if_it_had_been_cleared(house: House) -> None:
    case = submit_renaming(house, "NEW")
    draft = begun(house)
    written(house, draft)
    assert [one.kind for one in trial_of(found(draft)).past] == ["reorganisation"]
    of_clearance(house, draft, Terms((clearing(house),)))
    (one,) = trial_of(found(draft)).other
    assert (one.subject.id, one.kind) == (case.number, "clearance")
    assert [each.code for each in one.tried.differences] == ["step_added"]
    of_clearance(house, draft, dear(house, 100))
    assert not trial_of(found(draft)).other, "to rename costs nothing"


def test_a_clearance_on_record_is_tried_by_the_draft(house: House) -> None:
    asked(house)
    draft = begun(house)
    written(house, draft, "clearance", Terms((clearing(house, "DIR"),)), subject="clearance")
    (one,) = trial_of(found(draft)).other
    assert one.kind == "clearance" and one.subject.kind == "clearance"
    assert {each.code for each in one.tried.differences} == {"step_gone", "other_order"}


def test_the_simulated_year_has_clearances_of_each_amount_and_audience(house: House) -> None:
    draft = begun(house)
    limits = replace(dear(house, 100), actions=frozenset({"establish_post"}), audiences=MEDIA)
    of_clearance(house, draft, limits)
    rows = [row for row in trial_of(found(draft)).year.rows if row.typical.subject == "clearance"]
    assert {row.typical.action for row in rows} == {"establish_post"}
    other = {(row.typical.amount, row.typical.audience) for row in rows if row.other}
    assert other == {((101, "CHF"), "media"), ((None, ""), "media")}


def test_for_whom_it_is_says_who_clears_it(house: House) -> None:
    draft = begun(house, TODAY)
    written(house, draft)
    of_clearance(house, draft, Terms((clearing(house),)), "all")
    of_clearance(house, draft, Terms((clearing(house, "DIR"),), audiences=MEDIA), "media")
    seen = tried(house, draft).drafted
    rule_drafts.put_rules_in_force(house.actor("Otto"), draft=draft, seen=seen)
    case = draft_engagement(house)
    row = seen_by(case.officer, [case.number])[case.number].row
    asked_of = []
    for audience in (None, Audience.MEDIA):
        ask_for_clearance(case.officer, reorganisation=case.number, audience=audience)
        (latest, *_) = clearances_of(row)
        asked_of.append({post for step in latest.case.route.steps for post in step.who.ids})
        take_clearance_back(case.officer, reorganisation=case.number)
    assert asked_of == [{house.posts["DEP"]}, {house.posts["DIR"]}]
