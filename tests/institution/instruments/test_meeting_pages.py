"""Pages of bodies, sessions, agendas, documents and decisions, by who serves and who reads."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bureau.core.actors import NOBODY
from bureau.core.instruments.amendments import AmendmentKind
from bureau.core.references import Reference
from bureau.institution.instruments.models import (
    AgendaItem,
    Document,
    DocumentClass,
    FollowUp,
    Meeting,
)
from bureau.institution.instruments.services import register_instrument
from bureau.institution.instruments.services.agenda import ItemSaid, add_agenda_item
from bureau.institution.instruments.services.amendments import record_amendment
from bureau.institution.instruments.services.documents import DocumentSaid, register_document
from bureau.record.journal.services.founding import found_installation
from bureau.web.multilingual import text
from tests.institution.governance.visitors import page, send, visitor
from tests.institution.house import TODAY, House
from tests.institution.instruments.test_pages import named
from tests.institution.organisation.convened import convene
from tests.institution.organisation.test_staffing import rows_of_csv, rows_of_xlsx

pytestmark = pytest.mark.django_db


@pytest.fixture
def things(house: House) -> dict[str, Any]:
    return convene(house)


@pytest.fixture
def secretary(house: House) -> Client:
    return visitor(house, "Carl")


def test_a_body_shows_its_sessions_and_leads_to_its_seats(
    house: House, things: dict[str, Any], secretary: Client
) -> None:
    address = f"/bodies/{house.bodies['COUNCIL']}/"
    written = page(secretary, f"{address}?valid=2024-06-01")
    assert "C{yy}/{n}" in written and "Session 2024" in written
    assert f'href="{address}seats/?valid=2024-06-01"' in written
    assert "Add a class of documents" not in page(visitor(house, "Adam"), address)


def test_a_session_is_registered_and_sits(house: House, secretary: Client) -> None:
    body = f"/bodies/{house.bodies['COUNCIL']}/"
    said = {"kind": "session", "valid_from": "2025-06-10", "last_day": "2025-06-20", "code": "25"}
    send(secretary, f"{body}meetings/new/", **said, **named("Session 2025", "name"))
    session = Meeting.objects.latest("pk")
    hours = {"day": "2025-06-11", "opens": "09:30", "closes": "12:30", "place": "Room B"}
    address = f"/meetings/{session.pk}/"
    written = send(secretary, f"{address}sittings/new/", **hours, **named("Opening", "name"))
    assert "180 minutes left" in written and "09:30–12:30" in written
    sitting = Meeting.objects.latest("pk").pk
    later = {**hours, "day": "2025-07-01"}
    refused = send(
        secretary, f"/meetings/{sitting}/change/", 422, **later, **named("Opening", "name")
    )
    assert "outside the days of the session" in refused
    assert "Session 2025" in page(secretary, f"/meetings/{sitting}/")
    zone = {**said, "zone": "Mars/Olympus"}
    address += "change/"
    assert "no such time zone" in send(secretary, address, 422, **zone, **named("S", "name"))


def test_the_agenda_says_what_a_sitting_cannot_hold(
    house: House, things: dict[str, Any], secretary: Client
) -> None:
    address = f"/meetings/{things['the session']}/"
    said = {"sitting": things["the sitting"], "minutes": "150", "state": "to_come"}
    written = send(secretary, f"{address}agenda/new/", **said, **named("Budget", "title"))
    assert "overruns by 30 minutes" in written and "09:30–10:30" in written
    item = AgendaItem.objects.get(number="3").pk
    said = {"state": "deferred", "under": things["agenda item"], "number": "1.1"}
    written = send(secretary, f"/agenda-items/{item}/change/", **said, **named("Budget", "title"))
    assert "deferred" in written and "overruns" not in written
    held = send(secretary, f"/agenda-items/{item}/removal/", 422)
    assert "it stays on the agenda" in held
    assert "C24/1" in page(visitor(house, "Adam"), address)
    assert Client().get(address).status_code == 404


def test_documents_are_numbered_listed_and_filtered(
    house: House, things: dict[str, Any], secretary: Client
) -> None:
    address = f"/meetings/{things['the session']}/documents/"
    said = {"document_class": things["class of documents"], "original": "fr", "post": "DIR"}
    title = {"title_original": "fr", "title_fr": "Rapport"}
    assert "C24/2" in send(secretary, f"{address}new/", **said, **title)
    late = {"late": "1"}
    for query, count in (
        ("", 2),
        ("?class=C&language=fr&state=awaited", 2),
        ("?late=1&language=en", 1),
        ("?late=1&language=es", 0),
        ("?text=c24/2", 1),
        ("?class=DT", 0),
        ("?state=there", 0),
    ):
        response: Any = secretary.get(f"{address}{query}")
        assert len(response.context["lines"]) == count, (query, late)
    first, second = rows_of_csv(secretary, f"{address}?format=csv")
    assert (first["number"], first["submitted_by"]) == ("C24/1", "Secretary-General")
    assert second["submitted_by"].startswith("DIR") and second["in_en"] == "awaited"
    assert len(rows_of_xlsx(secretary, f"{address}?format=xlsx")) == 2


@pytest.mark.thorough
def test_a_document_is_received_translated_revised_and_withdrawn(
    house: House, things: dict[str, Any], secretary: Client
) -> None:
    address = f"/documents/{things['the document']}/"
    said = {"original": "en", "received": "2024-06-10", "items": [things["agenda item"]]}
    written = send(secretary, f"{address}change/", **said, **named("Reorganisation", "title"))
    assert "late: there" in written
    slots = {"fr.state": "there", "fr.day": "2024-06-09", "es.state": "in_work"}
    written = send(secretary, f"{address}languages/", **slots)
    assert "in translation" in written and Document.objects.get().slots.count() == 2
    wrong = send(secretary, f"{address}languages/", 422, **{"ar.state": "there"})
    assert "has a day" in wrong
    revised = send(secretary, f"{address}revision/new/", **said, **named("Anew", "title"))
    assert "C24/1 (Rev.1)" in revised
    send(secretary, f"{address}withdrawal/", day="2024-06-10")
    assert "withdrawn" in page(secretary, f"/meetings/{things['the session']}/documents/")
    assert secretary.get(f"{address}withdrawal/").status_code == 404
    assert secretary.get(f"{address}other/new/").status_code == 404


def test_a_class_of_documents_is_kept_by_who_serves_the_body(
    house: House, things: dict[str, Any], secretary: Client
) -> None:
    address = f"/bodies/{house.bodies['COUNCIL']}/document-classes/new/"
    said = {"code": "DT", "pattern": "DT/{n}", "revisions": "{number}-{bis}", "addenda": "{n}"}
    said |= {"convention": "working", "valid_from": "2024-01-01", "is_room_paper": "on"}
    wrong = send(secretary, address, 422, **said, **named("Papers", "name"))
    assert "A pattern needs the place {number}." in wrong
    written = send(
        secretary, address, **{**said, "addenda": "{number} add.{n}"}, **named("Papers", "name")
    )
    assert "DT/{n}" in written and "paper of the conference room" in written
    rule = DocumentClass.objects.get(code="DT").pk
    kept = {**said, "addenda": "{number} add.{n}", "last_day": "2024-12-31", "due_days": "3"}
    kept |= {"translation_days.fr": "2", "is_room_paper": ""}
    told = send(secretary, f"/document-classes/{rule}/", **kept, **named("Papers", "name"))
    row = DocumentClass.objects.get(pk=rule)
    assert (row.due_days, str(row.valid_until)) == (3, "2025-01-01")
    assert row.language_days == {"fr": 2} and "<bdi>français</bdi> 2 days" in told
    assert 'value="2"' in page(secretary, f"/document-classes/{rule}/")


@pytest.mark.thorough
def test_decisions_are_followed_on_their_register(
    house: House, things: dict[str, Any], secretary: Client
) -> None:
    for address, count in (
        ("/decisions/?overdue=1", 1),
        (f"/meetings/{things['the session']}/decisions/", 1),
        ("/decisions/?state=done", 0),
        (f"/decisions/?body={house.bodies['COCO']}", 0),
    ):
        response: Any = secretary.get(address)
        assert len(response.context["lines"]) == count, address
    (row,) = rows_of_csv(secretary, "/decisions/?overdue=1&format=csv")
    assert row["state"] == "under_way" and row["owner"].startswith("DIR")
    dina, address = visitor(house, "Dina"), f"/decisions/{things['the decision']}/"
    assert "Decision on structure" in page(dina, "/")
    said = {"state": "done", "day": "2024-06-10", "post": "DIR", "reason": "Told the Council"}
    assert "Told the Council" in send(dina, f"{address}follow-up/", **said)
    assert FollowUp.objects.count() == 2 and "Decision on structure" not in page(dina, "/")
    assert visitor(house, "Adam").get(f"{address}follow-up/").status_code == 403


def test_days_of_meetings_are_a_calendar(
    house: House, things: dict[str, Any], secretary: Client
) -> None:
    found_installation(NOBODY, demonstration=False)
    response: Any = secretary.get(f"/meetings/?body={house.bodies['COUNCIL']}&format=ics")
    written = response.content.decode().replace("\r\n ", "")
    assert response["Content-Type"].startswith("text/calendar")
    days = [line[-8:] for line in written.splitlines() if line.startswith("DTSTART")]
    assert days.count("20240620") == 2 and days.count("20240629") == 1
    assert "SUMMARY:Council: First plenary" in written and "09:30–12:30" in written
    coming: Any = secretary.get("/meetings/?when=coming")
    assert len(coming.context["rows"]) == 3
    assert "Session 2024" in page(secretary, "/settings/meetings/")
    assert {row["code"] for row in rows_of_csv(secretary, "/meetings/?format=csv")} == {"24", ""}


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["meetings/{the session}/", "meetings/{the session}/documents/"])
def test_more_rows_take_no_more_queries(
    house: House, things: dict[str, Any], secretary: Client, name: str
) -> None:
    address = f"/{name.format(**things)}"

    def queries() -> int:
        page(secretary, address)
        with CaptureQueriesContext(connection) as few:
            page(secretary, address)
        return len(few)

    before = 0
    for each in range(4):
        item = add_agenda_item(
            house.actor("Carl"), meeting=things["the session"], said=ItemSaid(text(en="More"))
        )
        said = DocumentSaid(text(en="More"), "en", (item,), submitter_post=house.posts["DIR"])
        register_document(
            house.actor("Carl"),
            meeting=things["the session"],
            document_class=things["class of documents"],
            said=said,
        )
        if each == 0:
            before = queries()
    assert queries() == before


def decides_more(house: House, things: dict[str, Any]) -> None:
    """Two decisions beside the one there is: one without a day, nothing said of either."""
    for number, title, day in (("7", "Zeal", date(2024, 1, 5)), ("12", "Alms", None)):
        register_instrument(
            house.actor("Carl"),
            organisation=house.organisation,
            kind="decision",
            title=text(en=title),
            number=number,
            body=house.bodies["COUNCIL"],
            meeting=things["the session"],
            day=day,
        )


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("?sort=title", ["12", "640", "7"]),
        ("?sort=-title", ["7", "640", "12"]),
        ("?sort=day", ["7", "640", "12"]),
        ("?sort=-day", ["640", "7", "12"]),
        ("?sort=due", ["640", "7", "12"]),
        ("?text=STRUCT", ["640"]),
        ("?text=zeal+7", ["7"]),
        ("?text=nothing", []),
        ("?sort=anything&overdue=1", ["640"]),
    ],
)
def test_decisions_are_searched_and_sorted(
    house: House, things: dict[str, Any], query: str, numbers: list[str]
) -> None:
    decides_more(house, things)
    address = f"/meetings/{things['the session']}/decisions/{query}"
    response: Any = visitor(house, "Adam").get(address)
    assert [line.one.row.number for line in response.context["lines"]] == numbers
    file = rows_of_csv(visitor(house, "Adam"), f"{address}&format=csv")
    assert [row["number"] for row in file] == numbers


def test_documents_sort_by_number_as_they_were_counted(
    house: House, things: dict[str, Any]
) -> None:
    for _place in range(10):
        register_document(
            house.actor("Carl"),
            meeting=things["the session"],
            document_class=things["class of documents"],
            said=DocumentSaid(text(en="Paper"), "en"),
        )
    address = f"/meetings/{things['the session']}/documents/"
    response: Any = visitor(house, "Adam").get(f"{address}?sort=-number")
    numbers = [one.row.number for one in response.context["lines"]]
    assert numbers[:2] == ["C24/11", "C24/10"] and numbers[-1] == "C24/1"
    response = visitor(house, "Adam").get(f"{address}?sort=title&text=paper+c24/1")
    assert {one.row.number for one in response.context["lines"]} == {"C24/10", "C24/11"}


def test_sessions_are_searched_and_sorted(house: House, things: dict[str, Any]) -> None:
    client = visitor(house, "Adam")
    every: Any = client.get("/meetings/?sort=days")
    days = [row.valid_from for row in every.context["rows"]]
    assert days == sorted(days) and len(days) > 1
    found: Any = client.get("/meetings/?text=geneva")
    assert [row.pk for row in found.context["rows"]] == [things["the session"]]
    assert "Clear all filters" in page(client, "/meetings/?text=nowhere")


def test_a_long_agenda_is_searched_and_filtered(
    house: House, things: dict[str, Any], secretary: Client
) -> None:
    address = f"/meetings/{things['the session']}/"
    assert 'name="by"' not in page(secretary, address)
    committee = house.bodies["COCO"]
    for place in range(8):
        said = ItemSaid(text(en=f"Matter {place}"), allocated=committee if place < 3 else None)
        add_agenda_item(house.actor("Carl"), meeting=things["the session"], said=said)
    assert 'name="by"' in page(secretary, address)
    for query, count in (
        ("?text=matter", 8),
        ("?text=c24/1", 1),
        (f"?by={committee}", 3),
        ("?by=plenary&text=matter", 5),
        ("?state=concluded", 0),
    ):
        response: Any = secretary.get(f"{address}{query}")
        assert len(response.context["items"]) == count, query
    assert "No item matches" in page(secretary, f"{address}?state=concluded")


def test_a_session_is_a_calendar_by_itself(house: House, things: dict[str, Any]) -> None:
    found_installation(NOBODY, demonstration=False)
    answer: Any = visitor(house, "Adam").get(f"/meetings/{things['the session']}/?format=ics")
    said = answer.content.decode().replace("\r\n ", "")
    assert answer["Content-Type"].startswith("text/calendar")
    assert said.count("BEGIN:VEVENT") == 10 and "First plenary" in said


def test_a_secretary_finds_the_body_at_home(house: House, things: dict[str, Any]) -> None:
    mine: Any = visitor(house, "Carl").get("/")
    (owned,) = [one for one in mine.context["owned"] if one.name == "Council"]
    session = Meeting.objects.get(pk=int(owned.address.split("/")[2]))
    assert session.body_id == house.bodies["COUNCIL"] and owned.state in ("on now", "to come")
    others: Any = visitor(house, "Adam").get("/")
    assert "Council" not in [one.name for one in others.context["owned"]]


def test_a_document_begins_in_the_language_of_who_numbers_it(
    house: House, things: dict[str, Any], secretary: Client
) -> None:
    address = f"/meetings/{things['the session']}/documents/new/"
    secretary.cookies["django_language"] = "fr"
    assert '<option value="fr" selected>' in page(secretary, address)


def test_a_decision_that_was_suppressed_is_open_and_overdue_no_more(
    house: House, things: dict[str, Any], secretary: Client
) -> None:
    record_amendment(
        house.administrator,
        kind=AmendmentKind.SUPPRESSES,
        by=Reference("instrument", house.paper),
        on=Reference("instrument", int(things["the decision"])),
        day=TODAY,
    )
    for state, count in (("under_way", 0), ("suppressed", 1)):
        response: Any = secretary.get(f"/decisions/?state={state}")
        assert len(response.context["lines"]) == count, state
    (row,) = rows_of_csv(secretary, "/decisions/?format=csv")
    assert row["state"] == "suppressed"
    assert "overdue</span>" not in page(secretary, "/decisions/")
    assert "Decision on structure" not in page(visitor(house, "Dina"), "/")
