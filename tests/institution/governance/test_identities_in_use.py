"""What a draft establishes is new: no number of another case, none of what was abolished."""

import pytest

from bureau.core.changes.actions import ActionKind
from bureau.core.reasons import Refused
from bureau.institution.governance.models import DraftAction
from bureau.institution.governance.services import actions, drafts
from bureau.institution.governance.services.actions import Drafting
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


def test_no_post_comes_back_with_a_role_that_nobody_gave_it(house: House) -> None:
    """The officer's post has a role, the adviser's has none."""
    for post, is_refused in (("OFF", True), ("ADV", False)):
        number = drafts.start_reorganisation(
            house.actor("Otto"),
            organisation=house.organisation,
            reference=post,
            title=text(en="Back"),
        )
        said = Drafting(ActionKind.ESTABLISH_POST, DAY, house.posts[post])
        reasons: list[str] = []
        try:
            actions.add_actions(house.actor("Otto"), reorganisation=number, drafted_actions=[said])
        except Refused as refused:
            reasons = [reason.code for reason in refused.reasons]
        assert ("identity_in_use" in reasons) is is_refused
