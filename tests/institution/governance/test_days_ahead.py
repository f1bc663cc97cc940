"""A clock that ran ahead keeps no case standing still: its days bind nobody once it is right."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bureau.core.reasons import Refused
from bureau.institution.governance.services import steps
from bureau.record.journal.models import Entry
from tests.institution.governance.engagement import Engagement, determine, recommend, submitted
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import NOW, TODAY, House

pytestmark = pytest.mark.django_db
AHEAD = timedelta(days=370)


@pytest.fixture
def ahead(house: House, monkeypatch: pytest.MonkeyPatch) -> Engagement:
    """Put forward, and determined, while the clock was more than a year ahead."""
    with monkeypatch.context() as wrong:
        wrong.setattr(timezone, "now", lambda: NOW + AHEAD)
        return submitted(house)


def test_the_case_goes_on_and_each_entry_names_the_day(ahead: Engagement) -> None:
    determine(ahead)
    recommend(ahead)
    entries = Entry.objects.filter(details__has_key="days_ahead")
    assert [one.details["days_ahead"] for one in entries] == [[(TODAY + AHEAD).isoformat()]] * 2


def test_its_author_withdraws_it(ahead: Engagement) -> None:
    with pytest.raises(Refused, match="today_alone"):
        steps.withdraw_reorganisation(
            ahead.officer, reorganisation=ahead.number, day=TODAY - timedelta(days=1)
        )
    steps.withdraw_reorganisation(ahead.officer, reorganisation=ahead.number, day=TODAY)


def test_the_page_of_the_route_says_so(ahead: Engagement) -> None:
    told = page(visitor(ahead.house, "Sana"), f"/reorganisations/{ahead.number}/route/")
    assert "which has not come yet: a clock was wrong" in told


def test_a_body_is_offered_its_meetings(ahead: Engagement) -> None:
    determine(ahead)
    client = visitor(ahead.house, "Coco")
    address = (
        f"/reorganisations/{ahead.number}/acts/new/?act=recommend&step={ahead.step('recommend')}"
    )
    assert f'<option value="{ahead.house.meetings["COCO"]}"' in page(client, address)
