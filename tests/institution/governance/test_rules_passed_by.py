"""No set goes by a weaker rule because of its day, its order, or what others decided meanwhile.

In each case the Council decides under one rule, and the Secretary-General on all the rest.
"""

from datetime import date
from typing import Any

import pytest

from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.kinds import ActKind, Gate, WhoKind
from bureau.core.procedures.rules import AmountRange, StepTemplate, Who
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.core.structure.kinds import Value
from bureau.institution.governance.services import actions, answers, drafts, steps, submissions
from bureau.institution.governance.store import actions_of
from bureau.institution.organisation.services import reference
from bureau.institution.procedures.queries.cases import case_on_record
from bureau.institution.procedures.services.rules import put_rule_in_force
from bureau.institution.procedures.store import Terms
from bureau.web.multilingual import text
from tests.institution.house import FORCE, OPENED, TODAY, House

pytestmark = pytest.mark.django_db
DAY = FORCE.toordinal()
SENIOR = frozenset({"D.1", "D.2"})


def council_decides(house: House, **on: Any) -> None:
    """The rule of the Council on what `on` names, and that of the Secretary-General on the rest."""
    council, office = (
        Who(WhoKind.BODY, (house.bodies["COUNCIL"],)),
        Who(WhoKind.OFFICE, (house.offices["SG"],)),
    )
    for key, who, act, terms in (
        ("council", council, ActKind.DECIDE, {"rank": 2, **on}),
        ("rest", office, ActKind.APPROVE, {"rank": 1}),
    ):
        step = StepTemplate(key, 1, who, act, Gate.ENTRY_INTO_FORCE)
        put_rule_in_force(
            house.actor("Otto"),
            organisation=house.organisation,
            key=key,
            subject="reorganisation",
            terms=Terms((step,), **terms),
            valid_from=OPENED,
            instrument=house.paper,
            is_practice=True,
        )


def draft(house: House, by: str = "Olga", reference: str = "A") -> int:
    return drafts.start_reorganisation(
        house.actor(by),
        organisation=house.organisation,
        reference=reference,
        title=text(en="Changes"),
    )


def add(
    house: House,
    case: int,
    kind: ActionKind,
    subject: int | None,
    values: dict[str, Value],
    *,
    day: int = DAY,
    by: str = "Olga",
    **words: Any,
) -> None:
    actions.add_action(
        house.actor(by),
        reorganisation=case,
        kind=kind,
        day=day,
        subject=subject,
        values=values,
        words=words,
        reason="Needed",
    )


def submitted(house: House, case: int, by: str = "Olga") -> set[str]:
    """The acts that the route asks for."""
    submissions.submit_reorganisation(house.actor(by), reorganisation=case)
    found = case_on_record(Reference("reorganisation", case))
    assert found is not None
    return {step.act.value for step in found.route.steps}


def step_of(case: int, act: ActKind) -> str:
    found = case_on_record(Reference("reorganisation", case))
    assert found is not None
    return next(step.key for step in found.route.steps if step.act is act)


def approve(house: House, case: int, parts: frozenset[int] | None = None) -> None:
    step = step_of(case, ActKind.APPROVE)
    by = house.actor("Sana")
    steps.approve(by, reorganisation=case, step=step, day=TODAY, document="Memo", parts=parts)


def decided_by_council(
    house: House, kind: ActionKind, values: dict[str, Value], day: int = DAY
) -> None:
    """A case of another author on the post HR, decided by the Council."""
    case = draft(house, "Otto", "B")
    add(house, case, kind, house.posts["HR"], values, day=day, by="Otto")
    assert submitted(house, case, "Otto") == {"decide"}
    steps.decide(
        house.actor("Carl"),
        reorganisation=case,
        step=step_of(case, ActKind.DECIDE),
        day=TODAY,
        meeting=house.meetings["COUNCIL"],
        document="Decision 1",
    )


def test_what_takes_effect_the_day_before_a_post_comes_into_a_unit(house: House) -> None:
    unit = house.units["TSB"]
    council_decides(house, units=frozenset({unit}))
    decided_by_council(house, ActionKind.MOVE_POST, {"unit": unit})
    case = draft(house)
    add(house, case, ActionKind.RECLASSIFY_POST, house.posts["HR"], {"grade": "D.2"}, day=DAY - 1)
    assert submitted(house, case) == {"decide"}


def test_what_takes_effect_the_day_before_a_grade_is_raised(house: House) -> None:
    council_decides(house, grades=SENIOR)
    decided_by_council(house, ActionKind.RECLASSIFY_POST, {"grade": "D.1"})
    case, unit = draft(house), house.units["TSB"]
    add(house, case, ActionKind.MOVE_POST, house.posts["HR"], {"unit": unit}, day=DAY - 1)
    assert submitted(house, case) == {"decide"}


@pytest.mark.parametrize(
    ("mine", "theirs", "rule"),
    [
        ((ActionKind.RECLASSIFY_POST, "grade"), (ActionKind.MOVE_POST, "unit"), "units"),
        ((ActionKind.MOVE_POST, "unit"), (ActionKind.RECLASSIFY_POST, "grade"), "grades"),
    ],
    ids=["moved", "raised"],
)
def test_what_others_decided_after_the_submission(
    house: House, mine: tuple[ActionKind, str], theirs: tuple[ActionKind, str], rule: str
) -> None:
    """The case waits for the Secretary-General when the Council moves or raises the post."""
    unit = house.units["TSB"]
    values: dict[str, Value] = {"unit": unit, "grade": "D.1"}
    named = {"units": frozenset({unit}), "grades": SENIOR}
    council_decides(house, **{rule: named[rule]})
    case, (kind, field) = draft(house), mine
    value = "P.4" if field == "grade" else house.units["SGD"]
    add(house, case, kind, house.posts["HR"], {field: value}, day=DAY + 5)
    assert submitted(house, case) == {"approve"}
    decided_by_council(house, theirs[0], {theirs[1]: values[theirs[1]]})
    with pytest.raises(Refused, match="route_outdated"):
        approve(house, case)


def test_a_part_that_is_dear_without_the_part_before_it(house: House) -> None:
    council_decides(house, amounts=AmountRange("CHF", above=500_000))
    add_place(house, "CHEAP", {"D.1": 1_000_000, "D.2": 1_100_000})
    case, post = draft(house), house.posts["D1"]
    add(house, case, ActionKind.MOVE_DUTY_STATION, post, {"duty_station": "CHEAP"})
    add(house, case, ActionKind.RECLASSIFY_POST, post, {"grade": "D.2"}, day=DAY + 1)
    assert submitted(house, case) == {"approve"}
    raised = actions_of(case)[1].id
    with pytest.raises(Refused, match="route_outdated"):
        approve(house, case, frozenset({raised}))


def add_place(house: House, code: str, costs: dict[str, int]) -> None:
    by, of = house.administrator, {"organisation": house.organisation, "valid_from": OPENED}
    reference.add_place(by, code=code, name=text(en=code), **of)
    for grade, amount in costs.items():
        reference.add_standard_cost(
            by,
            grade=grade,
            place=code,
            amount_minor=amount,
            currency="CHF",
            source=text(en="Table"),
            **of,
        )


def test_a_grade_that_no_rule_names(house: House) -> None:
    council_decides(house, grades=SENIOR)
    reference.add_grade(
        house.actor("Olga"),
        organisation=house.organisation,
        code="D.1/a",
        grade_class="D",
        order=99,
        valid_from=OPENED,
    )
    case = draft(house)
    add(house, case, ActionKind.RECLASSIFY_POST, house.posts["D1"], {"grade": "D.1/a"})
    assert submitted(house, case) == {"decide"}


@pytest.mark.parametrize("place", ["NEW", None], ids=["no cost", "no place"])
def test_what_costs_nobody_knows_how_much(house: House, place: str | None) -> None:
    council_decides(house, amounts=AmountRange("CHF", above=5_000_000))
    add_place(house, "NEW", {})
    values: dict[str, Value] = {"grade": "D.2", "unit": house.units["TSB"], "number": "N-1"}
    values |= {"funding": "regular"} | ({"duty_station": place} if place else {})
    case = draft(house)
    add(house, case, ActionKind.ESTABLISH_POST, None, values, title=text(en="Adviser"))
    assert submitted(house, case) == {"decide"}


def test_a_unit_merged_into_one_of_another_rule(house: House) -> None:
    into = house.units["TSP"]
    council_decides(house, units=frozenset({into}))
    case = draft(house)
    add(house, case, ActionKind.MERGE_UNIT, house.units["SGD"], {"into": into})
    answers.answer_finding(
        house.actor("Olga"),
        reorganisation=case,
        code="head_of_ended_unit",
        subject=Reference("post", house.posts["CHIEF"]),
        reason="Meant",
    )
    assert submitted(house, case) == {"decide"}


def test_counted_posts_that_come_into_a_unit_of_another_rule(house: House) -> None:
    unit = house.units["TSB"]
    council_decides(house, units=frozenset({unit}))
    case = draft(house)
    values: dict[str, Value] = {"unit": house.units["GS"], "grade": "P.4", "fte": 300}
    add(house, case, ActionKind.ESTABLISH_BLOCK, None, values, title=text(en="Clerks"))
    block = actions_of(case)[0].subject.id
    assert submitted(house, case) == {"approve"}
    approve(house, case)
    second = draft(house, "Olga", "C")
    changed: dict[str, Value] = {"unit": house.units["TSP"], "fte": 900}
    add(house, second, ActionKind.CHANGE_BLOCK, block, changed, day=DAY + 5)
    assert submitted(house, second) == {"decide"}


def test_a_case_goes_on_where_others_decide_on_something_else(house: House) -> None:
    unit = house.units["SGD"]
    council_decides(house, units=frozenset({unit}))
    case = draft(house)
    add(house, case, ActionKind.RECLASSIFY_POST, house.posts["OPS"], {"grade": "P.4"}, day=DAY + 5)
    assert submitted(house, case) == {"approve"}
    decided_by_council(house, ActionKind.MOVE_POST, {"unit": unit})
    approve(house, case)
    post = house.now(date.fromordinal(DAY + 6)).post(house.posts["OPS"])
    assert post is not None and post.grade == "P.4"
