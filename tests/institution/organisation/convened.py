"""A session of the Council of a house with one of everything: item, sitting, class, document."""

from datetime import date, time

from bureau.core.meetings.decisions import FollowUpState
from bureau.institution.instruments import services as register
from bureau.institution.instruments.models import DocumentClass
from bureau.institution.instruments.services.agenda import ItemSaid, add_agenda_item
from bureau.institution.instruments.services.decisions import follow_decision
from bureau.institution.instruments.services.document_classes import (
    ClassSaid,
    add_document_class,
)
from bureau.institution.instruments.services.document_files import put_file
from bureau.institution.instruments.services.documents import DocumentSaid, register_document
from bureau.institution.instruments.services.sessions import (
    Hours,
    register_meeting,
    register_sitting,
)
from bureau.record.files.services import Content
from bureau.record.files.store import put
from bureau.web.multilingual import text
from tests.institution.house import TODAY, House

OPENS, CLOSES = date(2024, 6, 20), date(2024, 6, 29)
SITS = Hours(date(2024, 6, 21), time(9, 30), time(12, 30))
CLASS = ClassSaid(name=text(en="Documents"), pattern="C{yy}/{n}", due_days=14, translation_days=7)


def convene(house: House) -> dict[str, int | str]:
    """By name; Carl is the secretary of the Council, the document's languages are awaited."""
    carl, council = house.actor("Carl"), house.bodies["COUNCIL"]
    session = register_meeting(
        carl,
        body=council,
        name=text(en="Session 2024"),
        valid_from=OPENS,
        valid_until=CLOSES,
        code="24",
        place="Geneva",
        zone="Europe/Zurich",
    )
    sitting = register_sitting(
        carl, meeting=session, name=text(en="First plenary"), hours=SITS, place="Room A"
    )
    item = add_agenda_item(
        carl,
        meeting=session,
        said=ItemSaid(
            text(en="Structure", fr="Structure du secrétariat"), sitting=sitting, minutes=60
        ),
    )
    bare = add_agenda_item(carl, meeting=session, said=ItemSaid(text(en="Other business")))
    named = {"the session": session, "the sitting": sitting, "agenda item": item}
    named |= {"bare item": bare}
    return {**named, **papers(house, session, item), "the decision": decide(house, session)}


def filed(house: House, session: int) -> dict[str, int]:
    """Another document, with a file in English."""
    carl, pdf = house.actor("Carl"), b"%PDF-1.7\n%%EOF\n"
    rule = DocumentClass.objects.get(code="C").pk
    said = DocumentSaid(text(en="Budget"), "en")
    made = register_document(carl, meeting=session, document_class=rule, said=said)
    content = Content(put(pdf), len(pdf), "pdf")
    put_file(carl, document=made, language="en", content=content, day=TODAY)
    return {"document with a file": made}


def papers(house: House, session: int, item: int) -> dict[str, int]:
    carl, council = house.actor("Carl"), house.bodies["COUNCIL"]
    rule = add_document_class(carl, body=council, code="C", said=CLASS, valid_from=date(2020, 1, 1))
    said = DocumentSaid(
        text(en="Reorganisation"), "en", (item,), submitter_name=text(en="Secretary-General")
    )
    document = register_document(carl, meeting=session, document_class=rule, said=said)
    return {"class of documents": rule, "the document": document}


def decide(house: House, session: int) -> int:
    """A decision of the session that the director sees to, overdue on the house's day."""
    carl = house.actor("Carl")
    made = register.register_instrument(
        carl,
        organisation=house.organisation,
        kind="decision",
        title=text(en="Decision on structure"),
        number="640",
        body=house.bodies["COUNCIL"],
        meeting=session,
        day=date(2024, 6, 1),
    )
    follow_decision(
        carl,
        instrument=made,
        state=FollowUpState.UNDER_WAY,
        day=date(2024, 6, 2),
        owner=house.posts["DIR"],
        due=TODAY.replace(day=8),
    )
    return made
