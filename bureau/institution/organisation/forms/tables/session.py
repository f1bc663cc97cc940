"""A table of the agenda items of a session, or of its documents."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.core.days import day_read
from bureau.core.meetings.deadlines import SlotState
from bureau.core.meetings.numbering import is_by_session, number_said, variant_said
from bureau.core.references import Reference
from bureau.core.texts import LANGUAGES, Text
from bureau.institution.instruments.models import AgendaItem, Document, DocumentClass, Meeting
from bureau.institution.instruments.models.meetings import ITEM_STATES
from bureau.institution.instruments.services.agenda import ItemSaid
from bureau.institution.instruments.services.documents import DocumentSaid, languages_asked
from bureau.institution.instruments.services.meeting_tables import DocumentRow, ItemRow
from bureau.institution.organisation.forms.tables.files import RowsForm, TableFileForm
from bureau.institution.organisation.forms.tables.lines import (
    Cells,
    Kind,
    Line,
    Read,
    Rows,
    There,
    column_in,
)

LONGEST = {"number": 120, "source": 300}
AGENDA = Kind("agenda", ("number",), LONGEST)
DOCUMENTS = Kind("documents", ("class",), LONGEST)
NAMES = {AGENDA.name: _("Agenda"), DOCUMENTS.name: _("Documents")}
VARIANTS = ("revision", "addendum")

type Slots = dict[str, tuple[SlotState, date | None]]


@dataclass(slots=True)
class Known:
    """What a table of one session may name; `hidden` are subjects of items that the reader may not
    see, which stay as they are. `there` are the cells of each number as it goes out, `elsewhere`
    the numbers of documents of other sessions of the body, casefolded; `today` is the day that has
    begun where the session is."""

    session: Meeting
    bodies: Mapping[str, int]
    sittings: Mapping[str, int]
    items: Mapping[str, AgendaItem]
    hidden: Mapping[str, Reference]
    classes: Mapping[str, DocumentClass]
    documents: dict[str, Document | None]
    variants: set[str]
    there: Mapping[str, Cells]
    counts: dict[tuple[object, ...], int]
    elsewhere: Collection[str]
    today: date
    find_post: Callable[[str], int | None]
    is_visible: Callable[[Reference], bool]

    def item(self, said: Cells) -> There[AgendaItem] | None:
        number = said.get("number", "")
        row = self.items.get(number)
        return (row, self.there[number]) if row else None

    def document(self, said: Cells) -> There[Document] | None:
        number = said.get("number", "")
        row = self.documents.get(number)
        return (row, self.there[number]) if row else None


def read_agenda(rows: Rows, known: Known) -> Read[ItemRow]:
    seen = set[str]()
    return AGENDA.read(rows, known.item, lambda line: _item(line, known, seen))


def read_documents(rows: Rows, known: Known) -> Read[DocumentRow]:
    seen = set[str]()
    return DOCUMENTS.read(rows, known.document, lambda line: _document(line, known, seen))


def _item(line: Line[AgendaItem], known: Known, seen: set[str]) -> ItemRow:
    said = line.said
    number, under = said["number"], said["under"]
    line.needs("number")
    if number in seen:
        line.flaw("number", "item_twice")
    if under and under not in known.items.keys() | seen:
        line.flaw("under", "item_unknown")
    if said["minutes"] and not said["minutes"].isdecimal():
        line.flaw("minutes", "number_wrong")
    state = said["state"] or "to_come"
    if state not in ITEM_STATES:
        line.flaw("state", "state_unknown")
    seen.add(number)
    return ItemRow(
        ItemSaid(
            title=line.text("title", line.original()),
            number=number,
            allocated=line.named("treated_by", known.bodies, "body"),
            sitting=line.thing.sitting_id
            if line.thing and line.stays("sitting")
            else line.named("sitting", known.sittings),
            minutes=int(said["minutes"]) if said["minutes"].isdecimal() else None,
            state=state,
            subject=_subject(line, known) or known.hidden.get(number),
        ),
        under,
    )


def _subject(line: Line[AgendaItem], known: Known) -> Reference | None:
    try:
        found = Reference.parse(line.said["subject"]) if line.said["subject"] else None
    except ValueError:
        found = None
    if line.said["subject"] and (found is None or not known.is_visible(found)):
        line.flaw("subject", "subject_unknown")
        return None
    return found


def _document(line: Line[Document], known: Known, seen: set[str]) -> DocumentRow | None:
    said = line.said
    if said["number"] and said["number"] in seen:
        line.flaw("number", "row_twice")
    seen.add(said["number"])
    line.needs("class")
    rule = line.named("class", known.classes)
    original = line.original()
    items = tuple(each.strip() for each in said["items"].split(";") if each.strip())
    if set(items) - known.items.keys():
        line.flaw("items", "item_unknown")
    post = _post(line, known)
    submitter = _submitter(line, original)
    if said["post"] and submitter:
        if not line.without & {"post", "submitted_by"}:
            line.flaw("post", "post_or_name")
        elif "post" in line.without:
            post = None
        else:
            submitter = None
    document = DocumentSaid(
        title=line.text("title", original),
        original=original,
        submitter_post=post,
        submitter_name=submitter,
        received=_come(line, "received", line.day("received"), known),
        source=said["source"],
    )
    slots = _slots(line, rule, original, known)
    withdrawn = line.day("withdrawn")
    if rule is None or not _is_numbered(line, known, rule):
        return None
    return DocumentRow(
        *(rule.pk, document, said["number"], said["of"], said["variant"], items, withdrawn, slots)
    )


def _post(line: Line[Document], known: Known) -> int | None:
    """By its number of today; where it is as it goes out, the same, whatever became of it."""
    if line.thing and line.stays("post") and not line.said["submitted_by"]:
        return line.thing.submitter_post
    return line.post(known.find_post)


def _submitter(line: Line[Document], original: str) -> Text | None:
    """Who is named; where that is what the document says already, as it says it."""
    words = line.said["submitted_by"]
    before: Text | None = line.thing.submitter_name if line.thing else None
    if before and words in {each for each, _status in before.said.values()}:
        return before
    return Text.only(original, words) if words else None


def _come(line: Line[Document], column: str, day: date | None, known: Known) -> date | None:
    """A day on which something came, that has begun."""
    if day is not None and day > known.today:
        line.flaw(column, "came_on_a_day_to_come")
    return day


def _slots(line: Line[Document], rule: DocumentClass | None, original: str, known: Known) -> Slots:
    """As the cells say; of a new document, where there is no such column, as its class does."""
    found: Slots = {}
    asked = languages_asked(rule, original) if rule and line.there is None else ()
    for code in LANGUAGES:
        column = column_in("in", code)
        cell = line.said[column]
        if column in line.without and code in asked:
            cell = SlotState.AWAITED
        if not cell:
            continue
        if code == original:
            line.flaw(column, "slot_wrong")
        elif cell in (SlotState.AWAITED, SlotState.IN_WORK):
            found[code] = (SlotState(cell), None)
        else:
            try:
                found[code] = (SlotState.THERE, _come(line, column, day_read(cell), known))
            except ValueError:
                line.flaw(column, "slot_wrong")
    return found


def _is_numbered(line: Line[Document], known: Known, rule: DocumentClass) -> bool:
    """Whether it is there under its number, or that is the next one, which is then counted."""
    said = line.said
    if said["number"] and said["number"] in known.documents:
        return True
    if said["variant"] or said["of"]:
        number = _variant(line, known, rule)
    elif is_by_session(rule.pattern) and not known.session.code:
        line.flaw("class", "session_has_no_code")
        return False
    else:
        n = known.counts[(rule.pk,)] = known.counts.get((rule.pk,), 0) + 1
        year = known.session.valid_from.year
        number = number_said(rule.pattern, n=n, year=year, session=known.session.code)
    if number and said["number"] not in ("", number):
        line.flaw("number", "number_not_next", next=number)
    elif number:
        _refuse_taken(line, known, number)
    known.documents[number] = None
    return bool(number)


def _refuse_taken(line: Line[Document], known: Known, number: str) -> None:
    """Each symbol is there once in a body, whatever class and session gave it."""
    if number.casefold() in known.elsewhere:
        line.flaw("number", "symbol_of_another_session", code=number)
    elif number.casefold() in {each.casefold() for each in known.documents}:
        line.flaw("number", "symbol_given", code=number)


def _variant(line: Line[Document], known: Known, rule: DocumentClass) -> str:
    of, kind = line.said["of"], line.said["variant"]
    if kind not in VARIANTS or not of:
        line.flaw("variant", "variant_unknown")
        return ""
    if of not in known.documents:
        line.flaw("of", "of_unknown")
        return ""
    if of in known.variants:
        line.flaw("of", "variant_of_a_variant")
        return ""
    n = known.counts[(of, kind)] = known.counts.get((of, kind), 0) + 1
    number = variant_said(rule.revisions if kind == "revision" else rule.addenda, of=of, n=n)
    known.variants.add(number)
    return number


class SessionFileForm(TableFileForm):
    """A file of agenda items or documents."""

    kind = forms.ChoiceField(label=_("What it holds"), choices=list(NAMES.items()))
    field_order = ("kind", "table")


class SessionRowsForm(RowsForm):
    """Those of agenda items or documents."""

    kind = forms.ChoiceField(choices=list(NAMES.items()), widget=forms.HiddenInput)
