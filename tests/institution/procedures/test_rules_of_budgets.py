"""Rules of budgets in drafts: free while there is none, whole once there is one."""

from dataclasses import replace

import pytest

from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
from bureau.core.procedures.rules import AmountRange, Question, StepTemplate, Who
from bureau.core.reasons import Refused
from bureau.institution.procedures.queries.rule_drafts import judged_draft
from bureau.institution.procedures.queries.rule_trials import trial_of
from bureau.institution.procedures.store import Terms
from tests.institution.governance.test_budget_proposals import Case
from tests.institution.house import House
from tests.institution.procedures.drafting import begun, found, written

SUBJECT = "budget_proposal"


def voting(house: House) -> StepTemplate:
    committee = Who(WhoKind.BODY, (house.bodies["COCO"],))
    return StepTemplate("vote", 1, committee, ActKind.DECIDE, Gate.ENTRY_INTO_FORCE)


def of_budgets(house: House, draft: int, terms: Terms, key: str = "budgets") -> int:
    return written(house, draft, key, terms, subject=SUBJECT)


def test_without_any_rule_nothing_is_without_a_way(house: House) -> None:
    draft = begun(house)
    written(house, draft)
    assert judged_draft(found(draft)).is_whole()


def test_one_rule_that_leaves_something_out_is_a_gap(house: House) -> None:
    draft = begun(house)
    written(house, draft)
    of_budgets(house, draft, Terms((voting(house),), actions=frozenset({"add_budget_line"})))
    gaps = judged_draft(found(draft)).gaps
    assert {(one.subject, one.action) for one in gaps} == {
        (SUBJECT, "change_budget_line"),
        (SUBJECT, "end_budget_line"),
    }
    of_budgets(house, draft, Terms((voting(house),)))
    assert judged_draft(found(draft)).is_whole()


def test_a_rule_up_to_an_amount_alone_is_a_gap_above_it(house: House) -> None:
    draft = begun(house)
    written(house, draft)
    bound = AmountRange("CHF", up_to=100)
    of_budgets(house, draft, Terms((voting(house),), amounts=bound))
    gaps = judged_draft(found(draft)).gaps
    assert {one.action for one in gaps} >= {"add_budget_line", "change_budget_line"}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"act": ActKind.APPOINT}, "act_of_another_subject"),
        ({"gates": Gate.RELEASE}, "rule_gates_something_else"),
    ],
)
def test_its_steps_are_those_of_budgets(house: House, change: dict[str, object], code: str) -> None:
    step: StepTemplate = replace(voting(house), **change)  # type: ignore[arg-type]
    with pytest.raises(Refused, match=code):
        of_budgets(house, begun(house), Terms((step,)))


def test_nobody_determines_anything_on_it(house: House) -> None:
    asks = Question("major", Who(WhoKind.OFFICE, (house.offices["SG"],)))
    with pytest.raises(Refused, match="no_question_here"):
        of_budgets(house, begun(house), Terms((voting(house),), asks=asks))


def test_a_proposal_on_record_is_tried_and_the_year_has_some(house: House) -> None:
    case = Case(house)
    case.propose()
    case.put_forward()
    draft = begun(house)
    of_budgets(house, draft, Terms((voting(house),)))
    trial = trial_of(found(draft))
    (one,) = trial.other
    assert (one.kind, one.subject.id) == (SUBJECT, case.number)
    assert {each.code for each in one.tried.differences} == {"step_gone", "other_order"}
    rows = [row for row in trial.year.rows if row.typical.subject == SUBJECT]
    assert {row.typical.action for row in rows} >= {"change_budget_line"}


def test_the_simulated_year_has_none_where_no_rule_is_about_them(house: House) -> None:
    draft = begun(house)
    written(house, draft)
    rows = trial_of(found(draft)).year.rows
    assert SUBJECT not in {row.typical.subject for row in rows}
