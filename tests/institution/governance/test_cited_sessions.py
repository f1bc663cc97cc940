"""What an act cites stays: the session with its name and days, the agenda item with its subject."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.core.texts import Status
from bureau.institution.instruments.models import AgendaItem, Meeting
from bureau.institution.instruments.services.agenda import (
    ItemSaid,
    add_agenda_item,
    change_agenda_item,
    drop_agenda_item,
)
from bureau.institution.instruments.services.sessions import (
    Hours,
    keep_meeting,
    keep_sitting,
    register_sitting,
)
from bureau.institution.instruments.texts.reasons import refusal
from bureau.web.multilingual import text
from tests.institution.governance.engagement import Engagement, determine, submitted
from tests.institution.governance.test_acts_at_meetings import recommend_at
from tests.institution.house import TODAY, House

TOMORROW, YESTERDAY = TODAY + timedelta(days=1), TODAY - timedelta(days=1)
SITTING = Hours(TODAY)


@pytest.fixture
def case(house: House) -> Engagement:
    case = submitted(house)
    determine(case)
    return case


@pytest.fixture
def session(case: Engagement) -> Meeting:
    """A session of three days; the committee recommends on the second."""
    of_committee = Meeting.objects.get(pk=case.house.meetings["COCO"])
    said = {"name": of_committee.name, "valid_from": YESTERDAY, "code": "C-1"}
    by = case.house.actor("Coco")
    keep_meeting(by, meeting=of_committee.pk, **said, valid_until=TOMORROW + timedelta(days=1))
    return Meeting.objects.get(pk=of_committee.pk)


def refused(run: Callable[..., Any], *args: Any, **said: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        run(*args, **said)
    return [reason.code for reason in refused.value.reasons]


def said_of(session: Meeting, **anew: Any) -> dict[str, Any]:
    standing = {name: getattr(session, name) for name in ("name", "valid_from", "valid_until")}
    return {"meeting": session.pk, **standing, "code": session.code, **anew}


@pytest.mark.parametrize(
    ("anew", "codes"),
    [
        ({"name": text(en="Another session")}, ["session_cited"]),
        ({"code": "C-2"}, ["session_cited"]),
        ({"code": ""}, ["session_cited"]),
        ({"valid_from": TOMORROW}, ["session_cited_on"]),
        ({"valid_until": TODAY}, ["session_cited_on"]),
        ({"valid_until": TODAY, "code": "C-2"}, ["session_cited_on", "session_cited"]),
    ],
)
def test_a_session_that_an_act_cites_keeps_its_name_and_that_day(
    case: Engagement, session: Meeting, anew: dict[str, Any], codes: list[str]
) -> None:
    by = case.house.actor("Coco")
    recommend_at(case, session.pk)
    assert refused(keep_meeting, by, **said_of(session, **anew)) == codes


@pytest.mark.parametrize(
    "anew",
    [
        {"place": "Room B"},
        {"valid_from": TODAY, "valid_until": TOMORROW},
    ],
)
def test_what_no_act_cites_of_a_session_is_changed(
    case: Engagement, session: Meeting, anew: dict[str, Any]
) -> None:
    recommend_at(case, session.pk)
    keep_meeting(case.house.actor("Coco"), **said_of(session, **anew))
    row = Meeting.objects.get(pk=session.pk)
    for name, value in anew.items():
        assert getattr(row, name) == value


def test_a_translation_is_added_to_the_name_of_a_cited_session(
    case: Engagement, session: Meeting
) -> None:
    recommend_at(case, session.pk)
    french = {"fr": ("Session du comité", Status.DRAFT)}
    name = replace(session.name, said={**session.name.said, **french})
    keep_meeting(case.house.actor("Coco"), **said_of(session, name=name))
    assert Meeting.objects.get(pk=session.pk).name == name


def test_a_session_that_no_act_cites_is_changed_freely(case: Engagement, session: Meeting) -> None:
    anew = {"name": text(en="Another session"), "code": "C-2", "valid_until": TODAY}
    keep_meeting(case.house.actor("Coco"), **said_of(session, **anew))
    assert Meeting.objects.get(pk=session.pk).code == "C-2"


def test_a_sitting_that_an_act_cites_stays_on_its_day(case: Engagement, session: Meeting) -> None:
    by, name = case.house.actor("Coco"), text(en="First sitting")
    sitting = register_sitting(by, meeting=session.pk, name=name, hours=SITTING)
    recommend_at(case, sitting)
    moved = Hours(TOMORROW)
    assert refused(keep_sitting, by, sitting=sitting, name=name, hours=moved) == [
        "session_cited_on"
    ]
    other = text(en="Second sitting")
    assert refused(keep_sitting, by, sitting=sitting, name=other, hours=SITTING) == [
        "session_cited"
    ]
    keep_sitting(by, sitting=sitting, name=name, hours=SITTING, place="Room B")
    assert Meeting.objects.get(pk=sitting).place == "Room B"
    closed = said_of(session, valid_until=TODAY)
    assert "session_cited_on" in refused(keep_meeting, by, **closed)


def test_an_agenda_item_that_an_act_cites_stays_what_it_was(
    case: Engagement, session: Meeting
) -> None:
    by, subject = case.house.actor("Coco"), Reference("unit", case.house.units["TSB"])
    said = ItemSaid(text(en="Structure"), number="7", subject=subject)
    item = add_agenda_item(by, meeting=session.pk, said=said)
    beside = add_agenda_item(by, meeting=session.pk, said=ItemSaid(text(en="Other business")))
    recommend_at(case, session.pk, item="7")
    for anew in (
        replace(said, number="70"),
        replace(said, title=text(en="Budget")),
        replace(said, subject=None),
    ):
        assert refused(change_agenda_item, by, item=item, said=anew) == ["item_cited"]
    assert refused(drop_agenda_item, by, item=item) == ["item_cited"]
    change_agenda_item(by, item=item, said=replace(said, state="concluded", minutes=20))
    assert AgendaItem.objects.get(pk=item).minutes == 20
    drop_agenda_item(by, item=beside)


def test_the_refusal_names_the_day_in_words(case: Engagement, session: Meeting) -> None:
    recommend_at(case, session.pk)
    with pytest.raises(Refused) as raised:
        keep_meeting(case.house.actor("Coco"), **said_of(session, valid_until=TODAY))
    assert "10 June 2024" in refusal(raised.value.reasons[0])
