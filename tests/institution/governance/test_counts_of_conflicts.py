"""The pages of conflicts and of a rebase ask as often for many rows as for few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bureau.core.changes.actions import ActionKind
from bureau.institution.governance.services.actions import Drafting, add_actions
from tests.institution.governance.engagement import DAY
from tests.institution.governance.test_conflicts import adopt, draft_of
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import House


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", ["conflicts", "rebase", "alternatives"])
def test_many_actions_are_asked_for_as_often_as_few(house: House, name: str) -> None:
    number = draft_of(house, "Olga", ActionKind.RENAME_UNIT, "OPD", code="OPY")
    adopt(house, "OPX")
    client = visitor(house, "Olga")
    address = reverse(f"reorganisation-{name}", args=[number])

    def asked() -> int:
        page(client, address)
        with CaptureQueriesContext(connection) as captured:
            page(client, address)
        return len(captured)

    few = asked()
    more = [
        Drafting(ActionKind.RENAME_UNIT, DAY + day, house.units["OPD"], {"code": f"O{day}"})
        for day in range(2, 12)
    ]
    add_actions(house.actor("Olga"), reorganisation=number, drafted_actions=more)
    assert asked() <= few
