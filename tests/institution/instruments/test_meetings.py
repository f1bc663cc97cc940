"""Bodies, sessions, agendas, documents with their numbers and deadlines, and decisions followed."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from bureau.core.meetings.deadlines import Counting, SlotState
from bureau.core.meetings.decisions import FollowUpState
from bureau.core.reasons import Refused
from bureau.institution.instruments.models import (
    AgendaItem,
    Document,
    DocumentClass,
    FollowUp,
    Instrument,
    Meeting,
)
from bureau.institution.instruments.queries.agenda import agenda_of, plan_of
from bureau.institution.instruments.queries.decisions import decisions_of, followed, owned_by
from bureau.institution.instruments.queries.documents import (
    deadlines_of,
    document_lines,
    documents_of,
)
from bureau.institution.instruments.services import agenda, documents, sessions
from bureau.institution.instruments.services.agenda import ItemSaid
from bureau.institution.instruments.services.decisions import follow_decision
from bureau.institution.instruments.services.document_classes import (
    add_document_class,
    keep_document_class,
)
from bureau.institution.instruments.services.documents import DocumentSaid
from bureau.institution.instruments.services.sessions import Hours
from bureau.record.journal.models import Entry
from bureau.web.multilingual import text
from tests.institution.house import TODAY, House
from tests.institution.instruments.test_register import refused as reasons_of
from tests.institution.organisation.convened import CLASS, CLOSES, OPENS, convene

pytestmark = pytest.mark.django_db
SAID = DocumentSaid(text(en="A paper"), "en")


def refused(raised: Any) -> list[str]:
    return sorted(reasons_of(raised))


@pytest.fixture
def things(house: House) -> dict[str, Any]:
    return convene(house)


@pytest.mark.parametrize("name", ["Olga", "Coco", "Adam"])
def test_only_its_own_secretary_serves_a_body(
    house: House, things: dict[str, Any], name: str
) -> None:
    by, session = house.actor(name), things["the session"]
    for act in (
        lambda: add_document_class(
            by, body=house.bodies["COUNCIL"], code="DT", said=CLASS, valid_from=TODAY
        ),
        lambda: sessions.register_sitting(by, meeting=session, name=SAID.title, hours=Hours(OPENS)),
        lambda: agenda.add_agenda_item(by, meeting=session, said=ItemSaid(SAID.title)),
        lambda: documents.register_document(
            by, meeting=session, document_class=things["class of documents"], said=SAID
        ),
        lambda: follow_decision(
            by, instrument=things["the decision"], state=FollowUpState.DONE, day=TODAY
        ),
    ):
        with pytest.raises(Refused) as no:
            act()
        assert refused(no) == ["not_yours_to_do"]


def test_a_session_holds_its_sittings(house: House, things: dict[str, Any]) -> None:
    carl, session = house.actor("Carl"), things["the session"]
    with pytest.raises(Refused) as outside:
        sessions.register_sitting(
            carl, meeting=session, name=SAID.title, hours=Hours(CLOSES, time(9), time(8))
        )
    with pytest.raises(Refused) as shorter:
        said = {"name": SAID.title, "valid_from": OPENS, "code": "24", "zone": "Mars/Olympus"}
        sessions.keep_meeting(carl, meeting=session, valid_until=date(2024, 6, 21), **said)
    with pytest.raises(Refused) as below:
        agenda.add_agenda_item(carl, meeting=things["the sitting"], said=ItemSaid(SAID.title))
    assert refused(outside) == ["ends_before_it_begins", "sitting_outside_session"]
    assert refused(shorter) == ["sitting_outside_session", "zone_unknown"]
    assert refused(below) == ["is_a_sitting"]
    hours = Hours(date(2024, 6, 22), time(14), time(17))
    sessions.keep_sitting(carl, sitting=things["the sitting"], name=SAID.title, hours=hours)
    assert Meeting.objects.get(under=session).valid_from == date(2024, 6, 22)


def test_an_agenda_is_numbered_ordered_and_planned(house: House, things: dict[str, Any]) -> None:
    carl, session, sitting = house.actor("Carl"), things["the session"], things["the sitting"]
    said = ItemSaid(text(en="Posts"), under=things["agenda item"], sitting=sitting, minutes=150)
    agenda.add_agenda_item(carl, meeting=session, said=said)
    agenda.add_agenda_item(carl, meeting=session, said=ItemSaid(text(en="Budget")))
    agenda.add_agenda_item(carl, meeting=session, said=ItemSaid(text(en="Ten"), number="10"))
    nodes = agenda_of(session)
    assert [(one.row.number, one.depth) for one in nodes] == [
        ("1", 0),
        ("1.1", 1),
        ("2", 0),
        ("3", 0),
        ("10", 0),
    ]
    (plan,) = plan_of(session, nodes)
    assert [(one.begins, one.ends) for one in plan.items][1] == (time(10, 30), time(13))
    assert (plan.load.room, plan.load.over) == (180, 30)


def test_an_item_keeps_its_place_number_and_what_hangs_on_it(
    house: House, things: dict[str, Any]
) -> None:
    carl, item = house.actor("Carl"), things["agenda item"]
    other = agenda.add_agenda_item(
        carl, meeting=things["the session"], said=ItemSaid(SAID.title, under=item)
    )
    with pytest.raises(Refused) as circle:
        agenda.change_agenda_item(
            carl,
            item=item,
            said=ItemSaid(SAID.title, number="1.1", under=other, sitting=things["the session"]),
        )
    with pytest.raises(Refused) as dropped:
        agenda.drop_agenda_item(carl, item=item)
    assert refused(circle) == ["already_there", "part_of_itself", "sitting_of_another_session"]
    assert refused(dropped) == ["item_has_documents", "item_has_parts"]
    agenda.change_agenda_item(carl, item=other, said=ItemSaid(SAID.title, state="concluded"))
    with pytest.raises(Refused, match="item_was_treated"):
        agenda.drop_agenda_item(carl, item=other)
    agenda.change_agenda_item(carl, item=other, said=ItemSaid(SAID.title))
    agenda.drop_agenda_item(carl, item=other)
    assert AgendaItem.objects.count() == 2


def test_numbers_are_given_without_gap_or_double(house: House, things: dict[str, Any]) -> None:
    carl, rule = house.actor("Carl"), things["class of documents"]
    second = documents.register_document(
        carl, meeting=things["the session"], document_class=rule, said=SAID
    )
    documents.withdraw_document(carl, document=second, day=TODAY)
    with pytest.raises(Refused), transaction.atomic():
        documents.register_document(
            carl, meeting=things["the session"], document_class=rule, said=replace(SAID, items=(0,))
        )
    documents.register_document(carl, meeting=things["the session"], document_class=rule, said=SAID)
    for variant in ("revision", "addendum", "revision"):
        documents.register_variant(carl, of=second, variant=variant, said=SAID)
    assert [row.number for row in documents_of(things["the session"])] == [
        *("C24/1", "C24/2", "C24/2 (Add.1)", "C24/2 (Rev.1)", "C24/2 (Rev.2)", "C24/3")
    ]
    again = {"document_class_id": rule, "running": 1, "original": "en", "title": SAID.title}
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(meeting_id=things["the session"], number="C24/99", **again)
    with pytest.raises(Refused, match="variant_of_a_variant"):
        revised = Document.objects.get(number="C24/2 (Rev.1)").pk
        documents.register_variant(carl, of=revised, variant="revision", said=SAID)


def test_what_numbers_rest_on_stays(house: House, things: dict[str, Any]) -> None:
    carl, rule = house.actor("Carl"), things["class of documents"]
    with pytest.raises(Refused) as pattern:
        keep_document_class(carl, document_class=rule, said=replace(CLASS, pattern="D{n}"))
    with pytest.raises(Refused) as year:
        sessions.keep_meeting(
            carl,
            meeting=things["the session"],
            name=SAID.title,
            valid_from=date(2023, 12, 1),
            valid_until=CLOSES,
        )
    assert refused(pattern) == refused(year) == ["numbers_are_given"]
    keep_document_class(carl, document_class=rule, said=CLASS, valid_until=date(2024, 1, 1))
    with pytest.raises(Refused, match="class_not_there_then"):
        documents.register_document(
            carl, meeting=things["the session"], document_class=rule, said=SAID
        )
    body = house.bodies["COUNCIL"]
    add_document_class(
        carl,
        body=body,
        code="C",
        said=replace(CLASS, pattern="{session}-{n}"),
        valid_from=TODAY,
    )
    assert DocumentClass.objects.filter(body=body, code="C").count() == 2


def test_a_class_that_cannot_number_is_refused(house: House, things: dict[str, Any]) -> None:
    carl, body = house.actor("Carl"), house.bodies["COUNCIL"]
    wrong = replace(CLASS, pattern="C{y}", revisions="Rev.{n}", due_days=2, translation_days=3)
    with pytest.raises(Refused) as no:
        add_document_class(carl, body=body, code="c", said=wrong, valid_from=TODAY)
    assert refused(no) == [
        "already_there",
        *("pattern_place_unknown", "pattern_without_place", "pattern_without_place"),
        "translated_before_it_comes",
    ]
    by_name = replace(CLASS, pattern="{session}/{n}")
    rule = add_document_class(carl, body=body, code="N", said=by_name, valid_from=TODAY)
    with pytest.raises(Refused, match="session_has_no_code"):
        session = house.meetings["COUNCIL"]
        documents.register_document(carl, meeting=session, document_class=rule, said=SAID)


def test_what_is_late_is_counted_back_from_the_opening(
    house: House, things: dict[str, Any]
) -> None:
    carl, rule = house.actor("Carl"), DocumentClass.objects.get()
    due = deadlines_of(rule, Meeting.objects.get(pk=things["the session"]))
    assert (due.documents, due.translations) == (date(2024, 6, 6), date(2024, 6, 13))
    (line,) = document_lines(documents_of(things["the session"]), date(2024, 6, 6))
    assert not line.is_late and line.is_awaited and len(line.slots) == 6
    (late,) = document_lines(documents_of(things["the session"]), TODAY)
    assert late.is_late and late.original.is_late and not late.slots[0].is_late
    received = DocumentSaid(SAID.title, "en", received=date(2024, 6, 6))
    documents.change_document(carl, document=things["the document"], said=received)
    sooner = replace(CLASS, translation_days=12)
    keep_document_class(carl, document_class=rule.pk, said=sooner)
    documents.keep_languages(
        carl,
        document=things["the document"],
        slots={"fr": (SlotState.THERE, date(2024, 6, 9)), "es": (SlotState.IN_WORK, None)},
    )
    (line,) = document_lines(documents_of(things["the session"]), TODAY)
    assert [(one.language, one.is_late) for one in line.slots] == [
        *(("en", False), ("es", True), ("fr", True))
    ]
    working = replace(CLASS, convention=Counting.WORKING)
    keep_document_class(carl, document_class=rule.pk, said=working)
    rule.refresh_from_db()
    assert deadlines_of(rule, Meeting.objects.get(pk=things["the session"])).translations == date(
        2024, 6, 11
    )


def test_a_language_may_have_a_day_of_its_own_and_else_has_that_of_all(
    house: House, things: dict[str, Any]
) -> None:
    carl, rule = house.actor("Carl"), DocumentClass.objects.get()
    apart = replace(CLASS, language_days={"fr": 12, "zh-hans": 0})
    keep_document_class(carl, document_class=rule.pk, said=apart)
    (line,) = document_lines(documents_of(things["the session"]), TODAY)
    due = {one.language: one.due for one in line.slots}
    assert (due["fr"], due["zh-hans"]) == (date(2024, 6, 8), date(2024, 6, 20))
    assert due["es"] == date(2024, 6, 13) and due["en"] == date(2024, 6, 6)
    assert {one.language for one in line.slots if one.is_late} == {"en", "fr"}
    with pytest.raises(Refused, match="translated_before_it_comes"):
        wrong = replace(CLASS, language_days={"fr": 15})
        keep_document_class(carl, document_class=rule.pk, said=wrong)


def test_nothing_has_come_on_a_day_that_is_still_to_come(
    house: House, things: dict[str, Any]
) -> None:
    carl, document = house.actor("Carl"), things["the document"]
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(Refused, match="came_on_a_day_to_come"):
        said = DocumentSaid(SAID.title, "en", received=tomorrow)
        documents.change_document(carl, document=document, said=said)
    with pytest.raises(Refused, match="came_on_a_day_to_come"):
        slots = {"fr": (SlotState.THERE, tomorrow)}
        documents.keep_languages(carl, document=document, slots=slots)
    said = DocumentSaid(SAID.title, "en", received=TODAY)
    documents.change_document(carl, document=document, said=said)


def test_languages_are_said_whole(house: House, things: dict[str, Any]) -> None:
    carl, document = house.actor("Carl"), things["the document"]
    with pytest.raises(Refused) as no:
        slots = {"en": (SlotState.AWAITED, None), "fr": (SlotState.THERE, None)}
        documents.keep_languages(carl, document=document, slots=slots)
    assert refused(no) == ["original_is_no_translation", "slot_is_there_since_a_day"]
    said = DocumentSaid(SAID.title, "fr")
    documents.change_document(carl, document=document, said=said)
    languages = {slot.language for slot in Document.objects.get().slots.all()}
    assert languages == {"ar", "en", "es", "ru", "zh-hans"}


def test_a_paper_of_the_conference_room_has_one_language(
    house: House, things: dict[str, Any]
) -> None:
    carl = house.actor("Carl")
    room = replace(CLASS, pattern="DT/{n}", is_room_paper=True, due_days=None)
    rule = add_document_class(
        carl,
        body=house.bodies["COUNCIL"],
        code="DT",
        said=replace(room, translation_days=None),
        valid_from=TODAY,
    )
    made = documents.register_document(
        carl, meeting=things["the session"], document_class=rule, said=SAID
    )
    row = Document.objects.get(pk=made)
    assert (row.number, row.slots.count()) == ("DT/1", 0)


def test_a_decision_is_followed_by_dated_words(house: House, things: dict[str, Any]) -> None:
    (before,) = followed(decisions_of(house.organisation).filter(number="640"), date(2024, 6, 1))
    (one,) = followed(Instrument.objects.filter(pk=things["the decision"]), TODAY)
    assert (before.state, one.state, one.is_overdue) == ("open", "under_way", True)
    assert [each.row.pk for each in owned_by({house.posts["DIR"]}, TODAY)] == [
        things["the decision"]
    ]
    dina = house.actor("Dina")
    done = {"state": FollowUpState.DONE, "day": TODAY, "owner": house.posts["DIR"]}
    follow_decision(dina, instrument=things["the decision"], reason="Kingfishers seen", **done)
    assert owned_by({house.posts["DIR"]}, TODAY) == []
    entry = Entry.objects.latest("pk")
    assert entry.person == house.people["Dina"] and "Kingfishers" not in str(entry.details)
    with pytest.raises(Refused, match="nothing_changes"):
        follow_decision(dina, instrument=things["the decision"], **done)
    with pytest.raises(Exception, match="sealed"), transaction.atomic():
        FollowUp.objects.update(state="open")


def test_what_no_body_decided_is_not_followed(house: House, things: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="decided_by_no_body"):
        follow_decision(
            house.actor("Carl"), instrument=house.paper, state=FollowUpState.DONE, day=TODAY
        )


def test_two_documents_of_one_body_never_have_one_symbol(
    house: House, things: dict[str, Any]
) -> None:
    carl, body, rule = house.actor("Carl"), house.bodies["COUNCIL"], things["class of documents"]
    more = {
        "body": body,
        "name": text(en="More"),
        "valid_from": CLOSES,
        "valid_until": date(2024, 7, 9),
    }
    second = sessions.register_meeting(carl, **more)
    with pytest.raises(Refused, match="symbol_of_another_session"):
        documents.register_document(carl, meeting=second, document_class=rule, said=SAID)
    assert Document.objects.filter(meeting=second).count() == 0
    said = replace(CLASS, pattern="S{session}/{n}")
    own = add_document_class(carl, body=body, code="S", said=said, valid_from=date(2020, 1, 1))
    with pytest.raises(Refused, match="session_named_twice"):
        sessions.register_meeting(carl, code="24", **more)
    keep = {"name": SAID.title, "valid_from": CLOSES, "valid_until": date(2024, 7, 9)}
    with pytest.raises(Refused, match="session_named_twice"):
        sessions.keep_meeting(carl, meeting=second, code=" 24", **keep)
    sessions.keep_meeting(carl, meeting=second, code="24 bis", **keep)
    documents.register_document(carl, meeting=second, document_class=own, said=SAID)
    assert Document.objects.get(meeting=second).number == "S24 bis/1"


def test_a_year_in_the_number_keeps_one_short_name_apart(
    house: House, things: dict[str, Any]
) -> None:
    carl, body = house.actor("Carl"), house.bodies["COUNCIL"]
    said = replace(CLASS, pattern="{yyyy}-{session}/{n}")
    add_document_class(carl, body=body, code="Y", said=said, valid_from=date(2020, 1, 1))
    days = {"valid_from": date(2025, 6, 1), "valid_until": date(2025, 6, 9)}
    assert sessions.register_meeting(carl, body=body, name=SAID.title, code="24", **days)
