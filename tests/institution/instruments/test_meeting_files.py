"""Agenda and documents of a session as files: what goes out comes in again as it was."""

import csv
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bureau.core.meetings.deadlines import SlotState
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.instruments.models import AgendaItem, Document, Meeting
from bureau.institution.instruments.services import documents, sessions
from bureau.institution.instruments.services.agenda import ItemSaid, add_agenda_item
from bureau.institution.instruments.services.document_classes import add_document_class
from bureau.institution.instruments.services.documents import DocumentSaid
from bureau.institution.instruments.services.meeting_tables import (
    DocumentRow,
    ItemRow,
    take_agenda,
    take_documents,
)
from bureau.institution.organisation.views.tables import session as session_table
from bureau.record.journal.models import Entry
from bureau.web.multilingual import text
from tests.institution.governance.engagement import draft_renaming
from tests.institution.governance.visitors import visitor
from tests.institution.house import TODAY, House
from tests.institution.organisation.convened import CLASS, CLOSES, OPENS, SITS, convene
from tests.institution.organisation.tabled import confirm, exported, flaws_of, upload

pytestmark = pytest.mark.django_db
AGENDA = """number,under,original,title_en,title_fr,treated_by,sitting,minutes,state,subject
1,,en,Structure,La structure,COCO,first plenary,90,concluded,
1.1,1,fr,,Emplois,,,,,
"""
WRONG_AGENDA = """number,under,original,title_en,treated_by,sitting,minutes,state,subject
5,4,xx,Five,NOBODY,Nowhere,soon,lost,boat:7
5,,fr,Again,,,,,
"""
HEADINGS = "number,class,of,variant,original,title_en,items,submitted_by,post,received,in_fr,in_en"
WRONG_DOCUMENTS = f"""{HEADINGS}
C24/7,C,,,en,Seven,99,Somebody,NONE,June,perhaps,awaited
,DT,,,en,None,,,,,,
,C,C24/99,revision,en,None,,,,,,
,C,,other,en,None,,,,,,
"""


@pytest.fixture
def things(house: House) -> dict[str, Any]:
    return convene(house)


def at(session: int) -> str:
    return f"/meetings/{session}/files/"


@pytest.mark.thorough
def test_an_agenda_is_shown_first_and_taken(house: House, things: dict[str, Any]) -> None:
    carl, session = visitor(house, "Carl"), things["the session"]
    shown = upload(carl, at(session), AGENDA, kind="agenda")
    assert shown.status_code == 200 and AgendaItem.objects.count() == 2
    assert "1 line added, 1 changed." in confirm(carl, at(session), shown)
    row, below = AgendaItem.objects.get(number="1"), AgendaItem.objects.get(number="1.1")
    assert (row.allocated_id, row.minutes, row.state) == (house.bodies["COCO"], 90, "concluded")
    assert (below.under_id, below.title.original) == (row.pk, "fr")
    assert row.sitting_id == things["the sitting"]
    reader, before = visitor(house, "Adam"), Entry.objects.count()
    assert reader.post(f"/meetings/{session}/files/").status_code == 403
    assert Entry.objects.count() == before


def test_every_flaw_of_a_table_is_told_by_row_and_column(
    house: House, things: dict[str, Any]
) -> None:
    carl, session = visitor(house, "Carl"), things["the session"]
    assert flaws_of(upload(carl, at(session), WRONG_AGENDA, kind="agenda")) == {
        (2, "under", "item_unknown"),
        (2, "original", "language_unknown"),
        (2, "treated_by", "body_unknown"),
        (2, "sitting", "sitting_unknown"),
        (2, "minutes", "number_wrong"),
        (2, "state", "state_unknown"),
        (2, "subject", "subject_unknown"),
        (3, "number", "item_twice"),
        (3, "title_fr", "cell_missing"),
    }
    assert flaws_of(upload(carl, at(session), WRONG_DOCUMENTS, kind="documents")) == {
        (2, "items", "item_unknown"),
        (2, "post", "post_unknown"),
        (2, "post", "post_or_name"),
        (2, "received", "day_wrong"),
        (2, "in_fr", "slot_wrong"),
        (2, "in_en", "slot_wrong"),
        (2, "number", "number_not_next"),
        (3, "class", "class_unknown"),
        (4, "of", "of_unknown"),
        (5, "variant", "variant_unknown"),
    }
    assert flaws_of(upload(carl, at(session), "title\nx\n", kind="documents")) == {
        (0, "class", "column_missing")
    }
    shown = upload(carl, at(session), b"%PDF", kind="agenda")
    assert "cannot be read as a table" in shown.content.decode()


def test_a_number_that_another_document_has_is_told_by_row(
    house: House, things: dict[str, Any]
) -> None:
    """By another session of the body, by another class of this one, by a line before."""
    carl, session = visitor(house, "Carl"), things["the session"]
    _more(house, things)
    later = _later_session(house)
    alike = replace(CLASS, name=text(en="Alike"))
    add_document_class(
        house.actor("Carl"), body=house.bodies["COUNCIL"], code="D", said=alike, valid_from=OPENS
    )
    shown = upload(carl, at(session), "class,title_en\nD,One\nC,Three\nC,Four\n", kind="documents")
    assert flaws_of(shown) == {(2, "number", "symbol_given")}
    assert "Another document of this session has the number C24/1." in shown.content.decode()
    shown = upload(carl, at(later), "class,title_en\nC,One\n", kind="documents")
    assert flaws_of(shown) == {(2, "number", "symbol_of_another_session")}
    assert Document.objects.filter(meeting=later).count() == 0


def test_what_no_document_can_be_is_told_by_row(house: House, things: dict[str, Any]) -> None:
    """A line for a document that has one, a revision of a revision, what came on a day to come."""
    carl, session = visitor(house, "Carl"), things["the session"]
    _more(house, things)
    headings = "number,class,of,variant,title_en,received,in_fr"
    revision = Document.objects.get(variant="revision").number
    shown = upload(
        carl,
        at(session),
        f"{headings}\nC24/1,C,,,A,2044-01-01,\nC24/1,C,,,A,,2044-01-01\n"
        f",C,{revision},addendum,B,,\n",
        kind="documents",
    )
    assert flaws_of(shown) == {
        (2, "received", "came_on_a_day_to_come"),
        (3, "number", "row_twice"),
        (3, "in_fr", "came_on_a_day_to_come"),
        (4, "of", "variant_of_a_variant"),
    }


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_what_goes_out_comes_into_another_session_equal(
    house: House, things: dict[str, Any], format: str
) -> None:
    carl, session = visitor(house, "Carl"), things["the session"]
    _more(house, things)
    sent = {
        kind: exported(carl, at(session), format, kind=kind) for kind in ("agenda", "documents")
    }
    for kind, content in sent.items():
        assert "0 lines added, 0 changed." in confirm(
            carl, at(session), upload(carl, at(session), content, kind=kind)
        )
    other, coco = _other_session(house), visitor(house, "Coco")
    for kind, content in sent.items():
        confirm(coco, at(other), upload(coco, at(other), content, kind=kind))
    for kind in sent:
        theirs = exported(coco, at(other), kind=kind)
        assert theirs == exported(carl, at(session), kind=kind), kind
    assert Document.objects.filter(meeting=other).count() == 4


def test_a_column_that_a_table_leaves_out_stays(house: House, things: dict[str, Any]) -> None:
    carl, session = visitor(house, "Carl"), things["the session"]
    _more(house, things)
    confirm(carl, at(session), upload(carl, at(session), AGENDA, kind="agenda"))
    for kind, column in (("agenda", "title_fr"), ("documents", "title_es")):
        rows = _rows(exported(carl, at(session), kind=kind))
        rows[0][column] = "Autrement"
        kept = ["number", "class", column] if kind == "documents" else ["number", column]
        lines = [
            ",".join(kept + ["Chef"]),
            *(",".join([row[name] for name in kept] + ["x"]) for row in rows),
        ]
        shown = upload(carl, at(session), "\n".join(lines), kind=kind)
        assert shown.context["left"] == ["Chef"]
        changed = [changes for *_, changes in shown.context["found"] if changes]
        assert changed == [[column]], shown.context["flaws"]
        assert "0 lines added, 1 changed." in confirm(carl, at(session), shown)
        assert _rows(exported(carl, at(session), kind=kind)) == rows


def test_what_is_new_in_a_table_without_languages_is_asked_for_as_its_class_says(
    house: House, things: dict[str, Any]
) -> None:
    carl, session = visitor(house, "Carl"), things["the session"]
    confirm(
        carl,
        at(session),
        upload(carl, at(session), "class,title_en\nC,New\n", kind="documents"),
    )
    made = Document.objects.latest("pk")
    asked = set(made.document_class.languages) - {"en"}
    assert asked and {slot.language for slot in made.slots.all()} == asked


def test_a_post_that_is_there_no_more_stays_who_submits(
    house: House, things: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    carl, session = visitor(house, "Carl"), things["the session"]
    _more(house, things)
    monkeypatch.setattr(f"{session_table.__name__}.post_number", lambda post: "")
    content = exported(carl, at(session), kind="documents")
    shown = upload(carl, at(session), content, kind="documents")
    assert "0 lines added, 0 changed." in confirm(carl, at(session), shown)


def test_a_subject_that_the_secretary_may_not_see_stays(
    house: House, things: dict[str, Any]
) -> None:
    carl, session = visitor(house, "Carl"), things["the session"]
    hidden = Reference("reorganisation", draft_renaming(house, "OPX"))
    item = add_agenda_item(
        house.actor("Carl"), meeting=session, said=ItemSaid(text(en="Secret"), subject=hidden)
    )
    content = exported(carl, at(session), kind="agenda")
    assert str(hidden).encode() not in content
    changed = content.replace(b"Secret", b"Known")
    assert "1 changed" in confirm(
        carl, at(session), upload(carl, at(session), changed, kind="agenda")
    )
    assert AgendaItem.objects.get(pk=item).subject == hidden.id


def test_what_cannot_be_taken_is_refused_whole(house: House, things: dict[str, Any]) -> None:
    carl, session = house.actor("Carl"), things["the session"]
    rule, said = things["class of documents"], DocumentSaid(text(en="A paper"), "en")
    for number in ("C24/3", "C24/99"):
        with pytest.raises(Refused, match="number_not_next"):
            take_documents(carl, meeting=session, rows=[DocumentRow(rule, said, number)])
    with pytest.raises(Refused, match="item_of_another_session"):
        take_agenda(carl, meeting=session, rows=[ItemRow(ItemSaid(text(en="A")), under="77")])
    with pytest.raises(Refused, match="item_of_another_session"):
        take_documents(carl, meeting=session, rows=[DocumentRow(rule, said, items=("77",))])
    assert Document.objects.count() == 1


def _rows(content: bytes) -> list[dict[str, str]]:
    """Under the names of columns, without the line of their headings."""
    _headings, *rows = csv.DictReader(content.decode("utf-8-sig").splitlines())
    return rows


def _more(house: House, things: dict[str, Any]) -> None:
    """A second document with a revision, an addendum, translations, and a post that submits it."""
    carl, session = house.actor("Carl"), things["the session"]
    said = DocumentSaid(
        text("fr", fr="Rapport", en="Report"), "fr", submitter_post=house.posts["DIR"]
    )
    second = documents.register_document(
        carl, meeting=session, document_class=things["class of documents"], said=said
    )
    for variant in ("revision", "addendum"):
        documents.register_variant(carl, of=second, variant=variant, said=said)
    slots = {"ar": (SlotState.THERE, TODAY), "en": (SlotState.IN_WORK, None)}
    documents.keep_languages(carl, document=second, slots=slots)
    documents.withdraw_document(carl, document=second, day=TODAY)


def _later_session(house: House) -> int:
    """Of the same body and year, which is all that numbers of its class say."""
    days = timedelta(days=60)
    return sessions.register_meeting(
        house.actor("Carl"),
        body=house.bodies["COUNCIL"],
        name=text(en="Later that year"),
        valid_from=OPENS + days,
        valid_until=CLOSES + days,
        code="24 bis",
    )


def _other_session(house: House) -> int:
    """One of another body: two documents of one body never have the same number."""
    coco, body = house.actor("Coco"), house.bodies["COCO"]
    name = text(en="The same again")
    made = sessions.register_meeting(
        coco, body=body, name=name, valid_from=OPENS, valid_until=CLOSES, code="24"
    )
    add_document_class(coco, body=body, code="C", said=CLASS, valid_from=OPENS)
    sessions.register_sitting(coco, meeting=made, name=text(en="First plenary"), hours=SITS)
    assert Meeting.objects.filter(under=made).count() == 1
    return made
