"""An act of a body at a meeting: on a day of it, and on an item of its agenda."""

from datetime import date, timedelta

import pytest

from bureau.core.reasons import Refused
from bureau.institution.governance.services import steps
from bureau.institution.instruments.models import Meeting
from bureau.institution.instruments.services import register_meeting
from bureau.institution.instruments.services.agenda import ItemSaid, add_agenda_item
from bureau.institution.procedures.models import ProcedureAct
from bureau.web.multilingual import text
from tests.institution.governance.engagement import Engagement, determine, submitted
from tests.institution.governance.test_pages_acts import address
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import TODAY, House


@pytest.fixture
def case(house: House) -> Engagement:
    found = submitted(house)
    determine(found)
    return found


def recommend_at(case: Engagement, meeting: int, day: date = TODAY, item: str = "") -> int:
    return steps.recommend(
        case.house.actor("Coco"),
        reorganisation=case.number,
        step=case.step("recommend"),
        day=day,
        meeting=meeting,
        agenda_item=item,
    )


def codes(case: Engagement, meeting: int, item: str = "") -> set[str]:
    with pytest.raises(Refused) as refused:
        recommend_at(case, meeting, item=item)
    return {reason.code for reason in refused.value.reasons}


def over(house: House) -> int:
    """A meeting of the committee that ended before today."""
    return register_meeting(
        house.administrator,
        body=house.bodies["COCO"],
        name=text(en="Session of May"),
        valid_from=TODAY - timedelta(days=20),
        valid_until=TODAY,
    )


def test_an_act_is_on_a_day_of_the_meeting_that_it_cites(case: Engagement) -> None:
    assert codes(case, over(case.house)) == {"day_outside_meeting"}
    last = Meeting.objects.get(pk=case.house.meetings["COCO"])
    Meeting.objects.filter(pk=last.pk).update(valid_until=TODAY + timedelta(days=1))
    recommend_at(case, last.pk)
    assert ProcedureAct.objects.filter(meeting=last, day=TODAY).count() == 1


def test_the_refusal_names_the_days_of_the_meeting(case: Engagement) -> None:
    query = {"step": case.step("recommend"), "act": "recommend"}
    asked = address(case, "act-new", **query)
    at = Meeting.objects.get(pk=case.house.meetings["COCO"])
    Meeting.objects.filter(pk=at.pk).update(valid_until=TODAY + timedelta(days=1))
    early = (TODAY - timedelta(days=1)).isoformat()
    said = {"day": early, "meeting": at.pk, "parts": [1, 2, 3, 4, 5]}
    shown = send(visitor(case.house, "Coco"), asked, 422, **said)
    assert "The day of the act does not lie in the meeting: 10 June 2024" in shown


def test_a_meeting_that_was_over_before_is_not_offered(case: Engagement) -> None:
    past, query = over(case.house), {"step": case.step("recommend"), "act": "recommend"}
    shown = page(visitor(case.house, "Coco"), address(case, "act-new", **query))
    assert f'value="{case.house.meetings["COCO"]}" selected' in shown
    assert f'<option value="{past}"' not in shown


def test_an_agenda_item_is_one_of_the_agenda_that_is_on_record(case: Engagement) -> None:
    meeting = case.house.meetings["COCO"]
    said = ItemSaid(text(en="Structure"), number="7")
    add_agenda_item(case.house.actor("Coco"), meeting=meeting, said=said)
    assert codes(case, meeting, "99.9") == {"no_such_agenda_item"}
    recommend_at(case, meeting, item="7")


def test_where_no_agenda_is_on_record_any_item_is_taken(case: Engagement) -> None:
    recommend_at(case, case.house.meetings["COCO"], item="99.9")
    assert ProcedureAct.objects.filter(agenda_item="99.9").exists()
