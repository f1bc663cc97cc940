"""Classes of documents of a body: how each numbers them, and when they are due."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils.translation import pgettext_lazy

from bureau.core.meetings.deadlines import Counting
from bureau.core.meetings.numbering import flaws_of_pattern, flaws_of_variants
from bureau.core.reasons import Reason, Refused
from bureau.core.texts import LANGUAGES, Text
from bureau.institution.instruments.models import Body, Document, DocumentClass
from bureau.institution.instruments.permissions import may_serve_body
from bureau.record.journal.services import Act, service

REVISIONS, ADDENDA = "{number} (Rev.{n})", "{number} (Add.{n})"


@dataclass(frozen=True, slots=True)
class ClassSaid:
    """What a class says: patterns, languages, and deadlines in days before the opening; those of
    translations for all languages, and for some by themselves."""

    name: Text
    pattern: str
    revisions: str = REVISIONS
    addenda: str = ADDENDA
    languages: tuple[str, ...] = LANGUAGES
    due_days: int | None = None
    translation_days: int | None = None
    language_days: Mapping[str, int] = field(default_factory=dict)
    convention: Counting = Counting.CALENDAR
    is_room_paper: bool = False


@service(
    "instruments.add_document_class",
    pgettext_lazy("act in the journal", "Add a class of documents"),
)
def add_document_class(act: Act, *, body: int, code: str, said: ClassSaid, valid_from: date) -> int:
    """A class from a day on, where none of this code is there then."""
    row = _served(act, body)
    reasons = _flaws(said)
    still = Q(valid_until__isnull=True) | Q(valid_until__gt=valid_from)
    if act.is_taken(code, DocumentClass.objects.filter(still, body=row)):
        reasons.append(Reason("already_there", {"code": code}))
    if reasons:
        raise Refused(*reasons)
    made = DocumentClass.objects.create(
        body=row, code=code, valid_from=valid_from, **_fields(said, said.name)
    )
    act.details.update(document_class=made.pk, valid_from=valid_from.isoformat())
    return made.pk


@service(
    "instruments.keep_document_class",
    pgettext_lazy("act in the journal", "Change a class of documents"),
)
def keep_document_class(
    act: Act, *, document_class: int, said: ClassSaid, valid_until: date | None = None
) -> None:
    """Say anew what a class says; its pattern stays once a document is numbered by it."""
    (row,) = act.lock(DocumentClass, document_class)
    _served(act, row.body_id)
    reasons = _flaws(said)
    if valid_until and valid_until <= row.valid_from:
        reasons.append(Reason("ends_before_it_begins"))
    if said.pattern != row.pattern and Document.objects.filter(document_class=row).exists():
        reasons.append(Reason("numbers_are_given"))
    if reasons:
        raise Refused(*reasons)
    DocumentClass.objects.filter(pk=row.pk).update(
        valid_until=valid_until, **_fields(said, said.name.after(row.name))
    )
    ends = valid_until.isoformat() if valid_until else None
    act.details.update(document_class=row.pk, valid_until=ends)


def languages_known(languages: Collection[str]) -> list[str]:
    return [code for code in LANGUAGES if code in languages]


def _fields(said: ClassSaid, name: Text) -> dict[str, object]:
    return {
        "name": name,
        "pattern": said.pattern,
        "revisions": said.revisions,
        "addenda": said.addenda,
        "languages": languages_known(said.languages),
        "due_days": said.due_days,
        "translation_days": said.translation_days,
        "language_days": {
            code: said.language_days[code] for code in LANGUAGES if code in said.language_days
        },
        "convention": said.convention,
        "is_room_paper": said.is_room_paper,
    }


def _flaws(said: ClassSaid) -> list[Reason]:
    reasons = [*flaws_of_pattern(said.pattern)]
    for pattern in dict.fromkeys((said.revisions, said.addenda)):
        reasons += flaws_of_variants(pattern)
    due, translated = said.due_days, [said.translation_days, *said.language_days.values()]
    if due is not None and any(days is not None and days > due for days in translated):
        reasons.append(Reason("translated_before_it_comes"))
    return reasons


def _served(act: Act, body: int) -> Body:
    """The body, touched, where the actor serves it."""
    row = Body.objects.get(pk=body)
    if not may_serve_body(act.actor, row.pk, row.organisation):
        raise Refused(Reason("not_yours_to_do"))
    act.touch("body", row.pk)
    return row
