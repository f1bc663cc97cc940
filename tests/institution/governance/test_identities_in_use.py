"""What a draft establishes is new: no number of another case, none of what was abolished."""

import pytest

from bureau.core.changes.actions import ActionKind
from bureau.core.reasons import Refused
from bureau.institution.governance.models import DraftAction
from bureau.institution.governance.services import actions, drafts
from bureau.web.multilingual import text
from tests.institution.governance.engagement import DAY
from tests.institution.house import House


def establish(house: House, name: str, reference: str, subject: int | None = None) -> int:
    """Put a new unit into a draft; the number of the unit."""
    number = drafts.start_reorganisation(
        house.actor(name),
        organisation=house.organisation,
        reference=reference,
        title=text(en="New"),
    )
    actions.add_action(
        house.actor(name),
        reorganisation=number,
        kind=ActionKind.ESTABLISH_UNIT,
        day=DAY,
        subject=subject,
        values={"code": reference, "kind": "department", "parent": house.units["TSB"]},
        words={"name": text(en=reference)},
        reason="x",
    )
    return DraftAction.objects.get(reorganisation=number).subject


def test_no_draft_establishes_the_unit_of_another_draft(house: House) -> None:
    unit = establish(house, "Olga", "AAA")
    with pytest.raises(Refused, match="identity_in_use"):
        establish(house, "Otto", "BBB", unit)


def test_no_draft_establishes_anew_what_was_on_record(house: House) -> None:
    """Roles, seats and offices of an abolished post would be there again."""
    with pytest.raises(Refused, match="identity_in_use"):
        establish(house, "Otto", "CCC", house.units["OPD"])
