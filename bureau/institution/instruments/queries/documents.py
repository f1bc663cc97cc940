"""The documents of a session: when each is due, how far each language has come, what is late."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from bureau.core.meetings.deadlines import Counting, SlotState, is_late, last_day_before
from bureau.core.meetings.numbering import is_by_session
from bureau.core.texts import LANGUAGES
from bureau.institution.instruments.models import Document, DocumentClass, DocumentFile, Meeting
from bureau.web.exports import file_name
from bureau.web.formats import tag_of_language

FILES = Prefetch(
    "files",
    DocumentFile.objects.filter(replaced_at=None).select_related("content"),
    to_attr="standing",
)
"""For rows of documents: the files that stand now, of each language one at most."""
ORDER = ("document_class__code", "document_class", "running", "variant", "variant_running")


def session_patterns(bodies: Iterable[int]) -> dict[int, list[str]]:
    """By body the patterns of its classes that say what a session is called in numbers."""
    found: dict[int, list[str]] = {}
    rows = DocumentClass.objects.filter(body__in=bodies).order_by("pk")
    for body, pattern in rows.values_list("body", "pattern"):
        if is_by_session(pattern):
            found.setdefault(body, []).append(pattern)
    return found


@dataclass(frozen=True, slots=True)
class SlotLine:
    """A document in one language: of the original the document itself, else its translation."""

    language: str
    state: SlotState
    due: date | None
    day: date | None
    is_late: bool
    is_original: bool
    file: DocumentFile | None = None


@dataclass(frozen=True, slots=True)
class DocumentLine:
    row: Document
    slots: tuple[SlotLine, ...]

    @property
    def original(self) -> SlotLine:
        return next(slot for slot in self.slots if slot.is_original)

    @property
    def is_late(self) -> bool:
        """Whether it or one of its translations is not there though it should be, or came late."""
        return any(slot.is_late for slot in self.slots)

    @property
    def is_awaited(self) -> bool:
        """Whether something of it is still to come."""
        return self.row.withdrawn is None and any(
            slot.state is not SlotState.THERE for slot in self.slots
        )


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The last days of a class for a session: of documents, and of translations; `apart` of those
    into languages that have a day of their own."""

    documents: date | None
    translations: date | None
    apart: Mapping[str, date]

    def translation(self, language: str) -> date | None:
        return self.apart.get(language, self.translations)


def deadlines_of(rule: DocumentClass, session: Meeting) -> Deadlines:
    """Counted from the day the session opens; each ends with that day in the session's zone."""
    own = {code: _last(rule, session, days) for code, days in rule.language_days.items()}
    return Deadlines(
        _last(rule, session, rule.due_days),
        _last(rule, session, rule.translation_days),
        {code: day for code, day in own.items() if day is not None},
    )


def documents_of(session: int) -> QuerySet[Document]:
    """Of one session in the order of their numbers."""
    rows = documents_of_sessions().filter(meeting=session)
    return rows.prefetch_related("items", FILES).order_by(*ORDER)


def documents_of_sessions() -> QuerySet[Document]:
    """Of all sessions, with what tells how far each has come."""
    rows = Document.objects.select_related("document_class", "meeting__body")
    return rows.prefetch_related("slots").order_by("meeting", *ORDER)


def file_of(document: int, language: str, number: int | None = None) -> DocumentFile | None:
    """The file that stands in a language, or one that did, by its number."""
    rows = DocumentFile.objects.filter(document=document, language=language)
    rows = rows.filter(replaced_at=None) if number is None else rows.filter(pk=number)
    return rows.select_related("content").first()


def name_of_file(number: str, found: DocumentFile) -> str:
    """Under which a file goes out: number of the document and language, as C24-15-fr.pdf."""
    return file_name(f"{number}-{tag_of_language(found.language)}", found.content.kind)


def files_replaced(document: int) -> list[DocumentFile]:
    """What stood before, newest first."""
    rows = DocumentFile.objects.filter(document=document, replaced_at__isnull=False)
    return list(rows.select_related("content"))


def document_lines(rows: Iterable[Document], today: date) -> list[DocumentLine]:
    """`today` is that of the session's zone."""
    return [DocumentLine(row, tuple(_slots(row, today))) for row in rows]


def classes_of(body: int, day: date | None = None) -> list[DocumentClass]:
    """Every class of a body, or those that count on the day."""
    rows = DocumentClass.objects.filter(body=body)
    return [
        row
        for row in rows
        if day is None
        or (row.valid_from <= day and (row.valid_until is None or row.valid_until > day))
    ]


def _slots(row: Document, today: date) -> Iterable[SlotLine]:
    due = deadlines_of(row.document_class, row.meeting)
    translated = {slot.language: slot for slot in row.slots.all()}
    for language in LANGUAGES:
        if language == row.original:
            state = SlotState.THERE if row.received else SlotState.AWAITED
            yield _slot(row, language, (state, row.received, due.documents), today)
        elif language in translated:
            slot = translated[language]
            said = (SlotState(slot.state), slot.day, due.translation(language))
            yield _slot(row, language, said, today)


def _slot(
    row: Document, language: str, said: tuple[SlotState, date | None, date | None], today: date
) -> SlotLine:
    state, day, due = said
    files = {one.language: one for one in getattr(row, "standing", ())}
    late = row.withdrawn is None and is_late(_ordinal(due), _ordinal(day), today.toordinal())
    return SlotLine(language, state, due, day, late, language == row.original, files.get(language))


def _last(rule: DocumentClass, session: Meeting, days: int | None) -> date | None:
    if days is None:
        return None
    opening = session.valid_from.toordinal()
    return date.fromordinal(last_day_before(opening, days, Counting(rule.convention)))


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None
