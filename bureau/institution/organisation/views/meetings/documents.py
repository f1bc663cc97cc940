"""The documents of a session: the list, one document, its languages, revisions and addenda."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language_info, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.meetings.deadlines import SlotState
from bureau.core.texts import LANGUAGES
from bureau.documents.tables import Column
from bureau.institution.instruments.models import Document, Meeting
from bureau.institution.instruments.queries.documents import (
    FILES,
    DocumentLine,
    SlotLine,
    deadlines_of,
    document_lines,
    documents_of,
)
from bureau.institution.instruments.texts.words import SLOT_MARKS, SLOT_STATES
from bureau.institution.organisation.views.meetings.parts import (
    crumbs_to,
    is_found,
    ordered,
    posts_called,
    serves,
    session_seen,
    session_tabs,
    today_at,
    zone_of,
)
from bureau.record.journal.queries import reading
from bureau.web import exports
from bureau.web.answers import Label
from bureau.web.formats import tag_of_language
from bureau.web.frame import Entry
from bureau.web.multilingual import here
from bureau.web.paging import slice_of
from bureau.web.requests import Asking
from bureau.web.saved import saveable


@dataclass(frozen=True, slots=True)
class Sought:
    """What a reader asks of the list; empty is any. `state` is of `language`, or of any."""

    kind: str = ""
    language: str = ""
    state: str = ""
    is_late: bool = False
    text: str = ""

    def takes(self, one: DocumentLine) -> bool:
        slots = [slot for slot in one.slots if self.language in ("", slot.language)]
        return (
            (not self.kind or one.row.document_class.code == self.kind)
            and (not self.is_late or any(slot.is_late for slot in slots))
            and (not self.state or any(slot.state == self.state for slot in slots))
            and bool(slots)
            and is_found(self.text, one.row.number, here(one.row.title))
        )


ORDERS: Mapping[str, Callable[[DocumentLine], Any]] = {
    "number": lambda one: (
        one.row.document_class.code,
        one.row.running,
        one.row.variant,
        one.row.variant_running,
    ),
    "title": lambda one: here(one.row.title).casefold(),
    "due": lambda one: one.original.due,
}


@saveable
@require_safe
def documents(request: Asking, meeting: int) -> HttpResponseBase:
    with reading():
        session = session_seen(request, meeting)
        sought = _sought(request)
        lines = document_lines(documents_of(meeting), today_at(request, session))
        found = [one for one in lines if sought.takes(one)]
        found = ordered(found, request.GET.get("sort", ""), ORDERS)
        posts = posts_called(request, (one.row.submitter_post for one in found))
        format = request.GET.get("format", "")
        if format in exports.TABLE_FORMATS:
            return _export(request, format, found, posts)
        page = slice_of([one.row.pk for one in found], request.GET.get("page", ""))
        if page is None:
            raise Http404
        rules = {one.row.document_class_id: one.row.document_class for one in lines}
        context = {
            "session": session,
            "zone": zone_of(request, session),
            "sought": sought,
            "lines": _rows(found[page.start : page.end], posts),
            "page": page,
            "total": len(found),
            "late": sum(one.is_late for one in lines),
            "codes": list(dict.fromkeys(rule.code for rule in rules.values())),
            "deadlines": [(rule, deadlines_of(rule, session)) for rule in rules.values()],
            "languages": _languages(),
            "states": SLOT_STATES.items(),
            "serves": serves(request, session.body),
            "tabs": session_tabs(request, session),
            "crumbs": crumbs_to(session.body),
        }
    return render(request, "organisation/meetings/documents.html", context)


def _sought(request: Asking) -> Sought:
    get = request.GET.get
    return Sought(
        kind=get("class", ""),
        language=get("language", "") if get("language", "") in LANGUAGES else "",
        state=get("state", "") if get("state", "") in set(SlotState) else "",
        is_late=get("late", "") == "1",
        text=get("text", "").strip(),
    )


def _languages() -> list[tuple[str, str]]:
    return [(code, get_language_info(code)["name_local"]) for code in LANGUAGES]


@dataclass(frozen=True, slots=True)
class Shown:
    """A language of a document, marked: late before anything else."""

    slot: SlotLine
    tag: str
    name: str

    @property
    def mark(self) -> str:
        return "no" if self.slot.is_late else SLOT_MARKS[self.slot.state]

    @property
    def word(self) -> str:
        state = str(SLOT_STATES[self.slot.state])
        return _("late: {state}").format(state=state) if self.slot.is_late else state


@dataclass(frozen=True, slots=True)
class DocumentRow:
    line: DocumentLine
    submitter: str
    slots: tuple[Shown, ...]

    @property
    def row(self) -> Document:
        return self.line.row


def _rows(lines: Sequence[DocumentLine], posts: dict[int, Label]) -> list[DocumentRow]:
    names = dict(_languages())
    return [
        DocumentRow(
            one,
            _submitter(one.row, posts),
            tuple(
                Shown(slot, tag_of_language(slot.language), names[slot.language])
                for slot in one.slots
            ),
        )
        for one in lines
    ]


def _submitter(row: Document, posts: dict[int, Label]) -> str:
    if row.submitter_name:
        return here(row.submitter_name)
    label = posts.get(row.submitter_post or 0)
    return label.name if label else ""


def _export(
    request: Asking, format: str, lines: Sequence[DocumentLine], posts: dict[int, Label]
) -> HttpResponseBase:
    columns: list[Column[DocumentLine]] = [
        Column("number", _("Number"), lambda one: one.row.number),
        Column("class", pgettext("of documents", "Class"), lambda one: one.row.document_class.code),
        Column("title", pgettext("of a document", "Title"), lambda one: here(one.row.title)),
        Column(
            "items",
            _("Agenda items"),
            lambda one: "; ".join(item.number for item in one.row.items.all()),
        ),
        Column("submitted_by", _("Submitted by"), lambda one: _submitter(one.row, posts)),
        Column("original", _("Language of the original"), lambda one: one.row.original),
        Column("due", _("Due"), lambda one: one.original.due),
        Column("received", _("Received"), lambda one: one.row.received),
        Column("withdrawn", _("Withdrawn"), lambda one: one.row.withdrawn),
        *(_column_of_slot(code, name) for code, name in _languages()),
        Column("late", _("Late"), lambda one: one.is_late),
    ]
    return exports.dated_table_response(format, "documents", columns, lines, request.reading)


def _column_of_slot(code: str, name: str) -> Column[DocumentLine]:
    def state(one: DocumentLine) -> str | None:
        return next((str(slot.state) for slot in one.slots if slot.language == code), None)

    return Column(f"in_{code}".replace("-", "_"), name, state)


@require_safe
def document(request: Asking, document: int) -> HttpResponse:
    with reading():
        row = document_seen(request, document)
        session = row.meeting
        (line,) = document_lines([row], today_at(request, session))
        posts = posts_called(request, [row.submitter_post])
        context = {
            "shown": _rows([line], posts)[0],
            "row": row,
            "session": session,
            "zone": zone_of(request, session),
            "variants": row.variants.order_by("variant", "variant_running"),
            "serves": serves(request, session.body),
            "crumbs": crumbs_of(session),
        }
    return render(request, "organisation/meetings/document.html", context)


def document_seen(request: Asking, document: int) -> Document:
    rows = Document.objects.select_related("document_class", "of").prefetch_related("slots", FILES)
    found = rows.filter(pk=document).first()
    if found is None:
        raise Http404
    found.meeting = session_seen(request, found.meeting_id)
    return found


def crumbs_of(session: Meeting) -> list[Entry]:
    way = crumbs_to(session.body, session)
    return [*way, Entry(reverse("meeting-documents", args=[session.pk]), _("Documents"))]
