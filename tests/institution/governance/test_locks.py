"""Services lock in one order, so that no two of them wait for each other."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import models

from bureau.institution.governance.services import comments, decision_rules
from bureau.institution.governance.services.deciding import end_seat
from bureau.record.journal.services import Act
from tests.institution.governance.deciding import lay_down, seat_committee
from tests.institution.governance.test_comments import said, with_reader
from tests.institution.house import TODAY, House

pytestmark = pytest.mark.django_db
SOON = TODAY + timedelta(days=5)


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The tables of which rows are locked, in order."""
    order: list[str] = []
    lock = Act.lock

    def noted(act: Act, model: type[models.Model], *ids: int) -> list[models.Model]:
        order.append(model.__name__)
        return lock(act, model, *ids)

    monkeypatch.setattr(Act, "lock", noted)
    return order


@pytest.mark.parametrize(
    "service",
    [
        lambda by, number: comments.reply_to(by, comment=number, said="More."),
        lambda by, number: comments.change_comment(by, comment=number, said="Other words."),
        lambda by, number: comments.resolve_comment(by, comment=number, said="So be it."),
    ],
)
def test_a_case_is_locked_before_its_comments(
    house: House, locked: list[str], service: Callable[..., object]
) -> None:
    case = with_reader(house)
    number = said(case)
    locked.clear()
    service(house.actor("Stray"), number)
    assert locked[0] == "Reorganisation" and "Comment" in locked


def test_a_body_is_locked_before_its_rules_and_seats(house: House, locked: list[str]) -> None:
    seats, rule = seat_committee(house), lay_down(house)
    locked.clear()
    decision_rules.end_decision_rule(house.actor("Olga"), rule=rule, valid_until=SOON)
    end_seat(house.actor("Olga"), seat=seats["SG"], valid_until=SOON)
    assert locked == ["Body", "DecisionRule", "Body", "Seat"]
