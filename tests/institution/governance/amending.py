"""What tests of amendments and conditions share: a rule that lets a body amend, and its acts."""

from dataclasses import replace
from datetime import date
from typing import Any

from bureau.core.changes.actions import ActionKind
from bureau.core.procedures.kinds import Amended, WhoKind
from bureau.core.procedures.rules import Who
from bureau.institution.governance.services import actions, amending, drafts, steps, submissions
from bureau.institution.procedures.models import Rule
from bureau.institution.procedures.queries.rehearsing import SaidCondition
from bureau.institution.procedures.services.rules import put_rule_in_force
from bureau.institution.procedures.store import Terms, rule_of
from bureau.web.multilingual import text
from tests.institution.governance.engagement import DAY, Engagement, determine, recommend
from tests.institution.house import TODAY, House


def let_amend(
    house: House,
    how: Amended,
    key: str = "structure",
    actions: frozenset[str] | None = None,
) -> None:
    """The next version of a rule of the house, with its deciding step open to amendments; only for
    these actions where some are given."""
    row = Rule.objects.get(pk=house.rules[key])
    rule = rule_of(row)
    put_rule_in_force(
        house.administrator,
        organisation=house.organisation,
        key=key,
        subject="reorganisation",
        terms=Terms(
            tuple(replace(step, amended=how) for step in rule.steps),
            actions or rule.actions,
            rule.grades,
            asks=rule.asks,
            presupposes=rule.presupposes,
            rank=rule.rank,
        ),
        valid_from=TODAY,
        instrument=house.paper,
        is_practice=True,
    )


def three_renamed(house: House, *codes: str, day: int = DAY, name: str = "CODES") -> Engagement:
    """A set that gives three departments other codes, recommended and before the approval."""
    officer = house.actor("Olga")
    number = drafts.start_reorganisation(
        officer, organisation=house.organisation, reference=name, title=text(en="Codes")
    )
    given = codes or ("ONE", "TWO", "THREE")
    for unit, code in zip(("OPD", "TSP", "SGD"), given, strict=False):
        actions.add_action(
            officer,
            reorganisation=number,
            kind=ActionKind.RENAME_UNIT,
            day=day,
            subject=house.units[unit],
            values={"code": code},
        )
    submissions.submit_reorganisation(officer, reorganisation=number)
    case = Engagement(house, number, 0)
    determine(case)
    recommend(case)
    return case


def approve_so(case: Engagement, day: date = TODAY, **said: Any) -> int:
    return steps.approve(
        case.house.actor("Sana"),
        reorganisation=case.number,
        step=case.step("approve"),
        day=day,
        document="Memo 7",
        **said,
    )


def amend_code(case: Engagement, place: int, code: str, day: int = DAY) -> None:
    amending.amend_action(
        case.house.actor("Sana"),
        reorganisation=case.number,
        step=case.step("approve"),
        place=place,
        day=day,
        values={"code": code},
    )


def adopt_as_amended(case: Engagement, **said: Any) -> int:
    return amending.adopt_as_amended(
        case.house.actor("Sana"),
        reorganisation=case.number,
        step=case.step("approve"),
        day=TODAY,
        document="Memo 8",
        **said,
    )


def condition(house: House, last_day: date, *parts: int, said: str = "A budget") -> SaidCondition:
    """It is for the Director to say that it is met."""
    who = Who(WhoKind.OFFICE, (house.offices["DIR"],))
    return SaidCondition(said, who, last_day, frozenset(parts) or None)


def fulfil(case: Engagement, day: date = TODAY, **said: Any) -> int:
    return steps.fulfil(
        case.house.actor("Dina"),
        reorganisation=case.number,
        step=case.step("fulfil"),
        day=day,
        **{"document": "Budget 3", **said},
    )


def codes_on(house: House, day: int) -> set[str]:
    return {unit.code for unit in house.now(date.fromordinal(day)).units()}
