"""A table of agenda items or documents: read whole, with every flaw at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.core.days import day_read
from bureau.core.imports.tables import COLUMNS, match
from bureau.core.meetings.deadlines import SlotState
from bureau.core.meetings.numbering import is_by_session, number_said, variant_said
from bureau.core.reasons import Reason
from bureau.core.references import Reference
from bureau.core.texts import LANGUAGES, Status, Text
from bureau.documents.delimited import BYTES_MOST
from bureau.institution.instruments.models import Document, DocumentClass, Meeting
from bureau.institution.instruments.models.meetings import ITEM_STATES
from bureau.institution.instruments.services.agenda import ItemSaid
from bureau.institution.instruments.services.documents import DocumentSaid
from bureau.institution.instruments.services.meeting_tables import DocumentRow, ItemRow
from bureau.institution.organisation.forms.instrument_tables import (
    Cells,
    Flaw,
    Rows,
    RowsForm,
)
from bureau.record.journal.forms import KeyedForm

AGENDA, DOCUMENTS = "agenda", "documents"
NEEDED = {AGENDA: ("number",), DOCUMENTS: ("class",)}
LONGEST = {"number": 120, "source": 300}
KINDS = ((AGENDA, _("Agenda")), (DOCUMENTS, _("Documents")))
VARIANTS = ("revision", "addendum")

type Slots = dict[str, tuple[SlotState, date | None]]


@dataclass(slots=True)
class Known:
    """What a table of one session may name; `hidden` are subjects of items that the reader may not
    see, which stay as they are."""

    session: Meeting
    bodies: Mapping[str, int]
    sittings: Mapping[str, int]
    items: set[str]
    hidden: Mapping[str, Reference]
    classes: Mapping[str, DocumentClass]
    documents: dict[str, Document | None]
    counts: dict[tuple[object, ...], int]
    find_post: Callable[[str], int | None]
    is_visible: Callable[[Reference], bool]


@dataclass(slots=True)
class Line:
    """One row under reading: its cells by column, and what is wrong with them."""

    row: int
    said: Cells
    known: Known
    flaws: list[Flaw] = field(default_factory=list)

    def flaw(self, column: str, code: str, **facts: Any) -> None:
        reason = Reason(code, facts)
        self.flaws.append(Flaw(self.row, column, self.said.get(column, ""), reason))

    def named[T](self, column: str, found: Mapping[str, T]) -> T | None:
        """What a cell names; told as unknown where it names nothing."""
        cell = self.said[column].casefold()
        answer = found.get(cell) if cell else None
        if cell and answer is None:
            self.flaw(column, "body_unknown" if column == "treated_by" else f"{column}_unknown")
        return answer

    def day(self, column: str) -> date | None:
        try:
            return day_read(self.said[column]) if self.said[column] else None
        except ValueError:
            self.flaw(column, "day_wrong")
            return None

    def original(self) -> str:
        code = self.said["original"].casefold().replace("_", "-") or "en"
        if code not in LANGUAGES:
            self.flaw("original", "language_unknown")
            return "en"
        return code

    def title(self, original: str) -> Text:
        said = {code: words for code in LANGUAGES if (words := self.said[_in("title", code)])}
        if original not in said:
            self.flaw(_in("title", original), "cell_missing")
        statuses = {
            code: (words, Status.ORIGINAL if code == original else Status.REVISED)
            for code, words in said.items()
        }
        return Text(original, statuses)


def read_agenda(rows: Rows, known: Known) -> tuple[list[ItemRow], list[Flaw]]:
    lines, flaws = _lines(AGENDA, rows, known)
    found, seen = [], set[str]()
    for line in lines:
        found.append(_item(line, seen))
        flaws += line.flaws
    return found, flaws


def read_documents(rows: Rows, known: Known) -> tuple[list[DocumentRow], list[Flaw]]:
    lines, flaws = _lines(DOCUMENTS, rows, known)
    found = []
    for line in lines:
        row = _document(line)
        if row is not None:
            found.append(row)
        flaws += line.flaws
    return found, flaws


def _lines(kind: str, rows: Rows, known: Known) -> tuple[list[Line], list[Flaw]]:
    """The rows under the headings of a table; without what is needed, only why it is none."""
    if not rows:
        return [], [Flaw(0, "", "", Reason("not_a_table"))]
    places = match(kind, rows[0][1], {}).by_column
    missing = [name for name in NEEDED[kind] if name not in places]
    if missing:
        return [], [Flaw(0, name, "", Reason("column_missing")) for name in missing]
    found = []
    for row, cells in rows[1:]:
        said = {
            name: cells[places[name]].strip()
            if name in places and places[name] < len(cells)
            else ""
            for name in COLUMNS[kind]
        }
        line = Line(row, said, known)
        for name, most in LONGEST.items():
            if len(said.get(name, "")) > most:
                line.flaw(name, "cell_too_long", most=most)
        found.append(line)
    return found, []


def _item(line: Line, seen: set[str]) -> ItemRow:
    said, known = line.said, line.known
    number, under = said["number"], said["under"]
    if not number:
        line.flaw("number", "cell_missing")
    if number in seen:
        line.flaw("number", "item_twice")
    if under and under not in known.items | seen:
        line.flaw("under", "item_unknown")
    if said["minutes"] and not said["minutes"].isdecimal():
        line.flaw("minutes", "number_wrong")
    state = said["state"] or "to_come"
    if state not in ITEM_STATES:
        line.flaw("state", "state_unknown")
    seen.add(number)
    return ItemRow(
        ItemSaid(
            title=line.title(line.original()),
            number=number,
            allocated=line.named("treated_by", known.bodies),
            sitting=line.named("sitting", known.sittings),
            minutes=int(said["minutes"]) if said["minutes"].isdecimal() else None,
            state=state,
            subject=_subject(line) or known.hidden.get(number),
        ),
        under,
    )


def _subject(line: Line) -> Reference | None:
    try:
        found = Reference.parse(line.said["subject"]) if line.said["subject"] else None
    except ValueError:
        found = None
    if line.said["subject"] and (found is None or not line.known.is_visible(found)):
        line.flaw("subject", "subject_unknown")
        return None
    return found


def _document(line: Line) -> DocumentRow | None:
    said, known = line.said, line.known
    if not said["class"]:
        line.flaw("class", "cell_missing")
    rule = line.named("class", known.classes)
    original = line.original()
    items = tuple(each.strip() for each in said["items"].split(";") if each.strip())
    if set(items) - known.items:
        line.flaw("items", "item_unknown")
    post = known.find_post(said["post"]) if said["post"] else None
    if said["post"] and post is None:
        line.flaw("post", "post_unknown")
    if said["post"] and said["submitted_by"]:
        line.flaw("post", "post_or_name")
    document = DocumentSaid(
        title=line.title(original),
        original=original,
        submitter_post=post,
        submitter_name=_submitter(line, original),
        received=line.day("received"),
        source=said["source"],
    )
    slots = _slots(line, original)
    withdrawn = line.day("withdrawn")
    if rule is None or not _is_numbered(line, rule):
        return None
    return DocumentRow(
        *(rule.pk, document, said["number"], said["of"], said["variant"], items, withdrawn, slots)
    )


def _submitter(line: Line, original: str) -> Text | None:
    """Who is named; where that is what the document says already, as it says it."""
    words = line.said["submitted_by"]
    there = line.known.documents.get(line.said["number"])
    known: Text | None = there.submitter_name if there is not None else None
    if known and words in {each for each, _status in known.said.values()}:
        return known
    return Text(original, {original: (words, Status.ORIGINAL)}) if words else None


def _slots(line: Line, original: str) -> Slots:
    found: Slots = {}
    for code in LANGUAGES:
        cell = line.said[_in("in", code)]
        if not cell:
            continue
        if code == original:
            line.flaw(_in("in", code), "slot_wrong")
        elif cell in (SlotState.AWAITED, SlotState.IN_WORK):
            found[code] = (SlotState(cell), None)
        else:
            try:
                found[code] = (SlotState.THERE, day_read(cell))
            except ValueError:
                line.flaw(_in("in", code), "slot_wrong")
    return found


def _is_numbered(line: Line, rule: DocumentClass) -> bool:
    """Whether it is there under its number, or that is the next one, which is then counted."""
    said, known = line.said, line.known
    if said["number"] and said["number"] in known.documents:
        return True
    if said["variant"] or said["of"]:
        number = _variant(line, rule)
    elif is_by_session(rule.pattern) and not known.session.code:
        line.flaw("class", "session_has_no_code")
        return False
    else:
        n = known.counts[(rule.pk,)] = known.counts.get((rule.pk,), 0) + 1
        year = known.session.valid_from.year
        number = number_said(rule.pattern, n=n, year=year, session=known.session.code)
    if number and said["number"] not in ("", number):
        line.flaw("number", "number_not_next", next=number)
    known.documents[number] = None
    return bool(number)


def _variant(line: Line, rule: DocumentClass) -> str:
    of, kind = line.said["of"], line.said["variant"]
    if kind not in VARIANTS or not of:
        line.flaw("variant", "variant_unknown")
        return ""
    if of not in line.known.documents:
        line.flaw("of", "of_unknown")
        return ""
    n = line.known.counts[(of, kind)] = line.known.counts.get((of, kind), 0) + 1
    return variant_said(rule.revisions if kind == "revision" else rule.addenda, of=of, n=n)


def _in(lead: str, language: str) -> str:
    return f"{lead}_{language.replace('-', '_')}"


class MeetingFileForm(KeyedForm):
    """A file to read and show; nothing is written yet."""

    kind = forms.ChoiceField(label=_("What it holds"), choices=KINDS)
    table = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        help_text=_("CSV or XLSX"),
    )

    def content(self) -> bytes:
        content: bytes = self.cleaned_data["table"].read(BYTES_MOST + 1)
        return content


class ShownMeetingRowsForm(RowsForm):
    """Those of agenda items or documents."""

    kind = forms.ChoiceField(choices=KINDS, widget=forms.HiddenInput)
