"""What a draft is told, and offered, when something else was decided meanwhile."""

import re

from django.urls import reverse

from bureau.core.changes.actions import ActionKind
from bureau.institution.governance.services import actions, drafts
from bureau.institution.governance.store import actions_of
from bureau.web.multilingual import text as said_in
from tests.institution.governance.engagement import (
    DAY,
    approve,
    determine,
    recommend,
    submit_renaming,
)
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import House


def draft_code(house: House, code: str, day: int) -> int:
    """Olga's draft, by which OPD gets a code from a day."""
    officer = house.actor("Olga")
    number = drafts.start_reorganisation(
        officer, organisation=house.organisation, reference=code, title=said_in(en=code)
    )
    actions.add_action(
        officer,
        reorganisation=number,
        kind=ActionKind.RENAME_UNIT,
        day=day,
        subject=house.units["OPD"],
        values={"code": code},
    )
    return number


def decide_other(house: House) -> None:
    """Meanwhile OPD is given another code by the other officer's reorganisation."""
    case = submit_renaming(house, "OPX")
    determine(case)
    recommend(case)
    approve(case)


def test_a_value_that_is_gone_can_be_taken_as_it_stands(house: House) -> None:
    number = draft_code(house, "OPY", DAY + 1)
    decide_other(house)
    client = visitor(house, "Olga")
    text = page(client, reverse("reorganisation", args=[number]))
    assert "Take what stands now" in text
    address = reverse("reorganisation-action-acceptance", args=[number, 1])
    assert "Take what stands now" not in send(client, address)


def test_a_later_decision_can_be_replaced(house: House) -> None:
    decide_other(house)
    number = draft_code(house, "OPY", DAY - 5)
    client = visitor(house, "Olga")
    text = page(client, reverse("reorganisation", args=[number]))
    (effect,) = re.findall(r'name="effect" value="(\d+)"', text)
    address = reverse("reorganisation-action-override", args=[number, 1])
    assert "Replace the later decision" not in send(client, address, effect=effect)
    assert actions_of(number)[0].values["overrides"] == effect
