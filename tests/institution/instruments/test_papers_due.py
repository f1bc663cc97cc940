"""What sessions await and what is to be done of decisions: told, at home, in calendars."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bureau.core.meetings.decisions import FollowUpState
from bureau.institution.instruments.models import DocumentClass, Meeting
from bureau.institution.instruments.services.decisions import follow_decision
from bureau.institution.instruments.services.document_classes import (
    ClassSaid,
    keep_document_class,
)
from bureau.institution.instruments.services.documents import (
    DocumentSaid,
    change_document,
    register_document,
    withdraw_document,
)
from bureau.institution.organisation.queries import papers_due
from bureau.institution.organisation.texts.papers_due import (
    decisions_waiting,
    documents_waiting,
    sessions_waiting,
)
from bureau.record.notices.models import Notice
from bureau.record.notices.queries.calendars import days_of
from bureau.record.notices.services.telling import keep_notices
from bureau.web.multilingual import text
from tests.institution.governance.visitors import page, visitor
from tests.institution.house import TODAY, House
from tests.institution.organisation.convened import convene

pytestmark = pytest.mark.django_db
SAID = DocumentSaid(text(en="Reorganisation"), "en")


@pytest.fixture
def things(house: House) -> dict[str, Any]:
    return convene(house)


def hand_in(house: House, things: dict[str, Any], **said: Any) -> None:
    change_document(
        house.actor("Carl"), document=things["the document"], said=replace(SAID, **said)
    )


def told(kind: str, house: House, name: str) -> list[tuple[str, date | None]]:
    keep_notices(kind, None)
    rows = Notice.objects.filter(kind=kind, person=house.people[name], until=None)
    return [(row.key, row.due) for row in rows.order_by("key")]


def test_the_secretary_is_told_what_a_session_awaits_until_it_is_there(
    house: House, things: dict[str, Any]
) -> None:
    assert told("meeting", house, "Carl") == [
        ("documents:C", date(2024, 6, 6)),
        ("translations:C", date(2024, 6, 13)),
    ]
    assert not told("meeting", house, "Adam") and not told("meeting", house, "Coco")
    hand_in(house, things, received=TODAY)
    assert [key for key, _due in told("meeting", house, "Carl")] == ["translations:C"]
    withdraw_document(house.actor("Carl"), document=things["the document"], day=TODAY)
    assert not told("meeting", house, "Carl")


def test_a_language_with_a_deadline_of_its_own_is_told_by_itself(
    house: House, things: dict[str, Any]
) -> None:
    carl, rule = house.actor("Carl"), DocumentClass.objects.get(pk=things["class of documents"])
    said = ClassSaid(rule.name, rule.pattern, due_days=14, translation_days=7)
    apart = replace(said, language_days={"ar": 3, "fr": 7})
    keep_document_class(carl, document_class=rule.pk, said=apart)
    opens = Meeting.objects.get(pk=things["the session"]).valid_from
    assert told("meeting", house, "Carl")[1:] == [
        ("translations:C", opens - timedelta(days=7)),
        ("translations:C:3", opens - timedelta(days=3)),
    ]
    facts = Notice.objects.filter(kind="meeting", until=None).order_by("key").values_list("facts")
    assert [each["count"] for (each,) in facts] == [1, 4, 1]
    assert len(sessions_waiting(carl)) == 3


def test_whoever_is_to_hand_a_document_in_is_told(house: House, things: dict[str, Any]) -> None:
    assert not Notice.objects.filter(kind="document").exists()
    hand_in(house, things, submitter_post=house.posts["DIR"])
    holder = "Dina"
    assert told("document", house, holder) == [("document", date(2024, 6, 6))]
    (line,) = documents_waiting(house.actor(holder))
    assert line.title.startswith("C24/1") and line.when == date(2024, 6, 6)
    hand_in(house, things, submitter_post=house.posts["DIR"], received=TODAY)
    assert not told("document", house, holder) and not documents_waiting(house.actor(holder))


def test_who_sees_to_a_decision_is_told_until_it_is_done(
    house: House, things: dict[str, Any]
) -> None:
    holder = "Dina"
    assert told("instrument", house, holder) == [("decision", date(2024, 6, 8))]
    (line,) = decisions_waiting(house.actor(holder))
    assert line.when == date(2024, 6, 8)
    assert "Your post sees to this decision." in page(visitor(house, holder), "/")
    follow_decision(
        house.actor("Carl"),
        instrument=things["the decision"],
        state=FollowUpState.DONE,
        day=TODAY,
    )
    assert not told("instrument", house, holder)
    assert not decisions_waiting(house.actor(holder))


def test_days_are_in_the_calendar_once_and_in_the_list(
    house: House, things: dict[str, Any]
) -> None:
    for kind in ("meeting", "document", "instrument"):
        keep_notices(kind, None)
    days = days_of(house.actor("Carl"))
    due = [one for one in days if one.day == date(2024, 6, 13)]
    assert len(due) == 1 and "5 translations in class C are not there." in due[0].description
    assert "Europe/Zurich" in due[0].description
    assert [one.summary for one in days if one.day == date(2024, 6, 20)] == [
        "Council: Session 2024"
    ]
    written = page(visitor(house, "Carl"), "/waiting/")
    assert "1 document of class C has not come." in written
    assert "1 document of class C has not come." in page(visitor(house, "Carl"), "/")
    assert "of class C" not in page(visitor(house, "Adam"), "/")


@pytest.mark.thorough
@pytest.mark.parametrize(
    "ask",
    [
        lambda house: papers_due.sessions_tell(None),
        lambda house: papers_due.documents_tell(None),
        lambda house: papers_due.decisions_tell(None),
        lambda house: sessions_waiting(house.actor("Carl")),
    ],
)
def test_many_documents_cost_as_many_reads_as_few(
    house: House, things: dict[str, Any], ask: Callable[[House], object]
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            ask(house)
        return len(captured)

    hand_in(house, things, submitter_post=house.posts["DIR"])
    ask(house)
    few = asked()
    for _place in range(6):
        register_document(
            house.actor("Carl"),
            meeting=things["the session"],
            document_class=things["class of documents"],
            said=replace(SAID, submitter_post=house.posts["DIR"]),
        )
    assert asked() <= few
