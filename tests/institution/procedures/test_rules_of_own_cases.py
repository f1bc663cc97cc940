"""Nobody has the way of their own case turned by rules: under whatever key, and however narrow."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from bureau.core.procedures.rules import AmountRange
from bureau.core.reasons import Refused
from bureau.institution.governance.services.steps import refer_back
from bureau.institution.procedures.services import rule_drafts
from bureau.institution.procedures.store import Terms
from tests.institution.governance.engagement import draft_renaming, submit_renaming
from tests.institution.house import TODAY, House
from tests.institution.procedures.drafting import begun, clearing, deciding, written

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]

RENAMING = frozenset({"rename_unit"})


def sent_back(house: House) -> None:
    case = submit_renaming(house, "OPX")
    refer_back(
        house.actor("Sana"),
        reorganisation=case.number,
        step=case.step("determine"),
        day=TODAY,
        note="Say why",
    )


CASES: Mapping[str, Callable[[House], object]] = {
    "draft": lambda house: draft_renaming(house, "OPX"),
    "put forward": lambda house: submit_renaming(house, "OPX"),
    "sent back": sent_back,
}
LINES: Mapping[str, tuple[Callable[[House], dict[str, Any]], bool]] = {
    # what is said of the line, and whether it turns the way of a case that renames OPD
    "narrower by action": (lambda house: {"actions": RENAMING}, True),
    "narrower by unit": (lambda house: {"units": frozenset({house.units["OPD"]})}, True),
    "by the unit above": (lambda house: {"units": frozenset({house.units["TSB"]})}, True),
    "of a higher rank": (lambda house: {"rank": 2}, True),
    "narrower by amount": (lambda house: {"amounts": AmountRange("CHF", None, 5)}, True),
    "of another unit": (lambda house: {"units": frozenset({house.units["SGD"]})}, False),
    "of another action": (lambda house: {"actions": frozenset({"merge_unit"})}, False),
    "of greater amounts": (lambda house: {"amounts": AmountRange("CHF", 5)}, False),
}


def codes(house: House, draft: int, name: str) -> set[str]:
    with pytest.raises(Refused) as refused:
        rule_drafts.put_rules_in_force(house.actor(name), draft=draft, seen="not tried")
    return {one.code for one in refused.value.reasons}


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("case", CASES)
def test_a_rule_under_a_new_key_turns_no_case_of_its_authors_or_of_who_puts_it_in_force(
    house: House, case: str, line: str
) -> None:
    said, turns = LINES[line]
    terms = Terms((deciding(house),), **said(house))
    by_otto, by_olga = begun(house, name="Otto"), begun(house, name="Olga")
    written(house, by_otto, "new", terms, name="Otto")
    written(house, by_olga, "new", terms, name="Olga")
    assert "before_case_of_author" not in codes(house, by_otto, "Olga")
    CASES[case](house)
    assert ("before_case_of_author" in codes(house, by_otto, "Olga")) is turns
    assert ("before_own_case" in codes(house, by_olga, "Otto")) is turns
    assert not {"before_own_case", "before_case_of_author"} & codes(house, by_olga, "Ada")


@pytest.mark.parametrize("case", ["draft", "put forward"])
def test_a_first_rule_of_clearance_turns_a_draft_alone(house: House, case: str) -> None:
    draft = begun(house, name="Otto")
    written(house, draft, "cleared", Terms((clearing(house),)), name="Otto", subject="clearance")
    CASES[case](house)
    assert ("before_case_of_author" in codes(house, draft, "Olga")) is (case == "draft")
