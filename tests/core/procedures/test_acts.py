"""Acts: which are open, what each does to the case, and what is refused."""

from dataclasses import replace
from typing import Any

import pytest

from bureau.core.procedures.acts import Act, acts_open, advance, gated, resubmit
from bureau.core.procedures.case import Case, Route
from bureau.core.procedures.kinds import ActKind, Gate, Phase, StepState
from bureau.core.procedures.route import days_ahead, route
from bureau.core.procedures.rules import Rule
from bureau.core.reasons import Refused
from tests.core.procedures.tables import (
    AUTHOR,
    CLERK,
    DESK,
    STAND,
    SUBMITTED,
    TODAY,
    act_on,
    action_of,
    case_of,
    closed,
    rules_named,
    step_named,
)

RULES = rules_named(["practice", "major_change", "description_of_d_grade"])
ROW = {
    "actions": [[1, "establish_unit"], [2, "rename_unit"], [3, "adopt_description", "D.1"]],
}
COMMITTEE, OFFICE, COUNCIL = "committee recommend", "secretary_general approve", "council approve"


def asked() -> Case:
    return case_of(ROW)


def determined() -> Case:
    step = step_named(now(asked()), "secretary_general determine")
    return advance(asked(), RULES, act_on(step, answer=False), STAND, TODAY)


def recommended() -> Case:
    return closed(determined(), RULES, COMMITTEE)


def approved() -> Case:
    return closed(recommended(), RULES, OFFICE)


def now(case: Case, rules: tuple[Rule, ...] = RULES) -> Route:
    return route(case, rules, TODAY)


def done(case: Case, words: str, kind: ActKind | None = None, **more: Any) -> Case:
    return advance(case, RULES, act_on(step_named(now(case), words), kind, **more), STAND, TODAY)


def refusal(case: Case, words: str, kind: ActKind | None = None, **more: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        done(case, words, kind, **more)
    return [reason.code for reason in refused.value.reasons]


def withdrawal(**more: Any) -> Act:
    return Act(ActKind.WITHDRAW, None, **({"day": TODAY, "person": AUTHOR, "post": 2} | more))


def test_a_determination_answers_and_opens_the_way() -> None:
    case = determined()
    assert case.determinations == {"major": False}
    assert [step.who.ids for step in now(case).here()] == [("committee",)]


def test_what_is_open_depends_on_what_the_step_gates() -> None:
    gating = step_named(now(approved()), COUNCIL)
    informing = step_named(now(approved()), "council take_note")
    waits = {ActKind.DEFER}
    assert acts_open(gating) == {ActKind.APPROVE, ActKind.REJECT, ActKind.REFER_BACK} | waits
    assert acts_open(informing) == {ActKind.TAKE_NOTE} | waits


def test_a_question_cannot_be_rejected() -> None:
    step = step_named(now(asked()), "secretary_general determine")
    assert acts_open(step) == {ActKind.DETERMINE, ActKind.DEFER, ActKind.REFER_BACK}


def test_nothing_is_open_on_a_step_to_come() -> None:
    assert acts_open(step_named(now(determined()), OFFICE)) == frozenset()
    assert refusal(determined(), OFFICE) == ["act_not_open"]


def test_a_step_once_closed_is_not_open() -> None:
    again = act_on(step_named(now(determined()), COMMITTEE))
    with pytest.raises(Refused, match="step_not_open"):
        advance(recommended(), RULES, again, STAND, TODAY)


def test_approval_gates_the_structure_and_the_council_the_description() -> None:
    approval = act_on(step_named(now(recommended()), OFFICE))
    assert gated(now(approved()), approval) == {1, 2}
    decision = act_on(step_named(now(approved()), COUNCIL))
    assert gated(now(closed(approved(), RULES, COUNCIL)), decision) == {3}


def test_a_note_gates_nothing() -> None:
    note = act_on(step_named(now(approved()), "council take_note"))
    assert gated(now(done(approved(), "council take_note")), note) == frozenset()


def test_deferring_keeps_the_step_here_with_a_new_day() -> None:
    case = done(determined(), COMMITTEE, ActKind.DEFER, until=TODAY + 60)
    step = step_named(now(case), COMMITTEE)
    assert (step.state, step.due) == (StepState.HERE, TODAY + 60)
    assert closed(case, RULES, COMMITTEE).deferred == {}


@pytest.mark.parametrize("until", [None, SUBMITTED])
def test_a_deferral_needs_a_later_day(until: int | None) -> None:
    found = refusal(determined(), COMMITTEE, ActKind.DEFER, until=until)
    assert found == ["new_day_missing"]


def test_referring_back_bars_every_step_until_it_is_put_forward_again() -> None:
    case = done(recommended(), OFFICE, ActKind.REFER_BACK)
    assert case.phase is Phase.WITH_AUTHOR
    assert refusal(case, OFFICE) == ["with_author"]


def test_the_same_put_forward_again_keeps_its_acts() -> None:
    case = done(recommended(), OFFICE, ActKind.REFER_BACK)
    again = resubmit(case, case.actions, RULES, TODAY)
    assert again.phase is Phase.UNDER_WAY
    assert again.closed == case.closed


def test_changed_words_void_the_acts_on_their_parts() -> None:
    case = done(recommended(), OFFICE, ActKind.REFER_BACK)
    again = resubmit(case, case.actions, RULES, TODAY, words_changed=frozenset({3}))
    assert step_named(now(again), COMMITTEE).actions() == {3}
    assert again.determinations == {"major": False}


def test_changed_actions_void_every_act_and_what_was_determined() -> None:
    case = done(recommended(), OFFICE, ActKind.REFER_BACK)
    others = (*case.actions, action_of(4, "rename_unit"))
    again = resubmit(case, others, RULES, TODAY, actions_changed=frozenset({4}))
    assert (again.closed, again.determinations) == ((), {})
    assert [step.act for step in now(again).here()] == [ActKind.DETERMINE]


def test_what_is_decided_stays_when_the_rest_changes() -> None:
    case = done(approved(), COUNCIL, ActKind.REFER_BACK)
    again = resubmit(case, case.actions, RULES, TODAY, actions_changed=frozenset({3}))
    assert now(again).decided() == {1, 2}
    assert step_named(now(again), COMMITTEE).actions() == {3}
    assert not now(again).findings


def test_what_is_decided_cannot_be_changed_by_resubmitting() -> None:
    case = done(approved(), COUNCIL, ActKind.REFER_BACK)
    with pytest.raises(Refused, match="already_decided"):
        resubmit(case, case.actions, RULES, TODAY, actions_changed=frozenset({1}))
    with pytest.raises(Refused, match="already_decided"):
        resubmit(case, case.actions[1:], RULES, TODAY)


def test_only_what_was_referred_back_is_put_forward_again() -> None:
    with pytest.raises(Refused, match="not_with_author"):
        resubmit(recommended(), recommended().actions, RULES, TODAY)


def test_rejection_ends_the_case() -> None:
    case = done(determined(), COMMITTEE, ActKind.REJECT)
    assert case.phase is Phase.REJECTED
    assert not now(case).here()


def test_rejecting_one_part_leaves_the_rest() -> None:
    case = done(determined(), COMMITTEE, ActKind.REJECT, parts=frozenset({3}))
    assert case.phase is Phase.UNDER_WAY
    assert step_named(now(case), COMMITTEE).actions() == {1, 2}


def test_rejection_leaves_what_is_decided() -> None:
    case = done(approved(), COUNCIL, ActKind.REJECT)
    assert now(case).decided() == {1, 2}
    assert case.dropped == {3}


def test_a_part_approved_leaves_the_rest_at_the_same_step() -> None:
    case = done(recommended(), OFFICE, parts=frozenset({1}))
    assert step_named(now(case), OFFICE).actions() == {2, 3}
    assert now(case).decided() == {1}


@pytest.mark.parametrize("parts", [frozenset(), frozenset({9})])
def test_an_act_is_on_parts_of_its_step(parts: frozenset[int]) -> None:
    assert refusal(recommended(), OFFICE, parts=parts) == ["parts_not_open"]


def test_a_case_is_referred_back_whole() -> None:
    found = refusal(recommended(), OFFICE, ActKind.REFER_BACK, parts=frozenset({1}))
    assert found == ["parts_not_open"]


def test_the_author_withdraws_before_the_end() -> None:
    case = advance(recommended(), RULES, withdrawal(), STAND, TODAY)
    assert case.phase is Phase.WITHDRAWN
    assert not now(case).here()


def test_the_author_withdraws_what_is_with_them() -> None:
    case = done(recommended(), OFFICE, ActKind.REFER_BACK)
    assert advance(case, RULES, withdrawal(), STAND, TODAY).phase is Phase.WITHDRAWN


def test_nobody_else_withdraws() -> None:
    with pytest.raises(Refused, match="not_the_author"):
        advance(recommended(), RULES, withdrawal(person=CLERK), STAND, TODAY)


def test_withdrawing_leaves_what_is_decided() -> None:
    case = advance(approved(), RULES, withdrawal(), STAND, TODAY)
    assert now(case).decided() == {1, 2}
    assert case.dropped == {3}


def test_what_is_decided_cannot_be_withdrawn() -> None:
    with pytest.raises(Refused, match="parts_not_open"):
        advance(approved(), RULES, withdrawal(parts=frozenset({1})), STAND, TODAY)


def test_what_is_over_cannot_be_withdrawn() -> None:
    case = done(determined(), COMMITTEE, ActKind.REJECT)
    with pytest.raises(Refused, match="case_ended"):
        advance(case, RULES, withdrawal(), STAND, TODAY)


def test_the_author_does_not_act() -> None:
    assert refusal(determined(), COMMITTEE, person=AUTHOR) == ["may_not_act"]


def test_the_post_must_be_the_one_that_answers() -> None:
    assert refusal(determined(), COMMITTEE, post=DESK + 1) == ["may_not_act"]


def test_an_act_of_a_body_cites_its_meeting() -> None:
    assert refusal(determined(), COMMITTEE, cites=None) == ["meeting_missing"]


def test_a_determination_needs_its_answer() -> None:
    assert refusal(asked(), "secretary_general determine") == ["answer_missing"]


def test_an_act_may_be_recorded_after_its_day_but_not_before() -> None:
    assert closed(determined(), RULES, COMMITTEE, day=TODAY).closed[-1].day == TODAY
    assert refusal(determined(), COMMITTEE, day=TODAY + 1) == ["day_not_yet_come"]


def test_an_act_is_not_older_than_the_submission() -> None:
    assert "before_submission" in refusal(determined(), COMMITTEE, day=SUBMITTED - 1)


def test_an_act_is_not_older_than_the_step_before() -> None:
    case = closed(determined(), RULES, COMMITTEE, day=TODAY - 2)
    assert refusal(case, OFFICE, day=TODAY - 3) == ["before_earlier_step"]


def test_a_day_that_has_not_come_yet_binds_no_later_act() -> None:
    """A wrong clock set it: once that is right again, the case goes on with acts of today."""
    ahead = replace(asked(), submitted=TODAY + 370)
    step = step_named(now(ahead), "secretary_general determine")
    told = advance(ahead, RULES, act_on(step, answer=False, day=TODAY), STAND, TODAY)
    assert closed(told, RULES, COMMITTEE, day=TODAY).closed[-1].day == TODAY
    later = replace(told, closed=tuple(replace(one, day=TODAY + 9) for one in told.closed))
    assert closed(later, RULES, COMMITTEE, day=TODAY).closed[-1].day == TODAY
    assert days_ahead(later, TODAY) == (TODAY + 9, TODAY + 370)
    gone = advance(ahead, RULES, withdrawal(day=TODAY), STAND, TODAY)
    assert gone.phase is Phase.WITHDRAWN


def test_such_an_act_is_of_today_or_of_its_meeting() -> None:
    ahead = replace(determined(), submitted=TODAY + 370)
    assert refusal(ahead, COMMITTEE, day=TODAY - 1, cites=None) == [
        "today_alone",
        "meeting_missing",
    ]
    assert closed(ahead, RULES, COMMITTEE, day=TODAY - 1).closed[-1].day == TODAY - 1


def test_an_earlier_step_that_has_come_binds_beside_one_that_has_not() -> None:
    case = closed(determined(), RULES, COMMITTEE, day=TODAY - 2)
    first = replace(case.closed[0], day=TODAY + 9)
    ahead = replace(case, closed=(first, *case.closed[1:]))
    assert "before_earlier_step" in refusal(ahead, OFFICE, day=TODAY - 3)


def test_every_reason_is_told_at_once() -> None:
    found = refusal(determined(), COMMITTEE, person=AUTHOR, cites=None, day=TODAY + 1)
    assert found == ["day_not_yet_come", "may_not_act", "meeting_missing"]


def test_a_release_is_gated_apart_from_entry_into_force() -> None:
    (rule,) = rules_named(["everything_else"])
    rules = (replace(rule, steps=(replace(rule.steps[0], gates=Gate.RELEASE),)),)
    act = act_on(now(asked(), rules).here()[0])
    after = now(advance(asked(), rules, act, STAND, TODAY), rules)
    assert gated(after, act, Gate.RELEASE) == {1, 2, 3}
    assert gated(after, act) == frozenset()


def test_a_case_is_done_when_every_step_is_closed() -> None:
    case = closed(approved(), RULES, COUNCIL, "council take_note")
    assert now(case).is_done()
    assert not now(approved()).is_done()
