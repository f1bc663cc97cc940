"""Documents to a session kept by program: numbered, said anew, translated, withdrawn; files."""

from typing import Annotated, Literal

from django.http import HttpResponse
from ninja import File, Query, Status, UploadedFile
from pydantic import Field

from bureau.core.meetings.deadlines import SlotState
from bureau.core.references import Reference
from bureau.core.scopes import Scope
from bureau.documents.given import BYTES_MOST, MEDIA_TYPES
from bureau.institution.instruments.models import Document
from bureau.institution.instruments.queries.documents import (
    document_lines,
    documents_of,
    file_of,
    name_of_file,
)
from bureau.institution.instruments.services import document_files, documents
from bureau.institution.instruments.services.documents import DocumentSaid, Slots
from bureau.institution.organisation.api.convening import held_to_session
from bureau.institution.organisation.api.mandates import refuse_unseen
from bureau.institution.organisation.api.meetings import (
    DocumentOut,
    document_out,
    router,
    today_at,
)
from bureau.record.files.store import opened
from bureau.record.journal.api import shows_state_of
from bureau.record.journal.queries import reading
from bureau.record.journal.services import Asked
from bureau.web.api.calls import Call, Match, Once, needs
from bureau.web.api.problems import REFUSED, REFUSED_CHANGE, Problem
from bureau.web.api.words import Day, Given, Id, Language, Line, Made, OnDay, SaidIn, text_from
from bureau.web.exports import as_given

Address = Annotated[Line, Field(max_length=200, pattern=r"^(https?://\S+)?$")]
Items = Annotated[list[Id], Field(max_length=100)]


class DocumentIn(Given):
    """A document besides its number; a post or a name submits it, or nobody yet."""

    title: SaidIn
    original: Language
    items: Items = []
    submitter_post: Id | None = None
    submitter_name: SaidIn | None = None
    received: Day | None = None
    source: Address = ""


class NumberedIn(DocumentIn):
    document_class: Id


class VariantIn(DocumentIn):
    variant: Literal["revision", "addendum"]


class TranslationIn(Given):
    """How far one language has come; `day` is when it was there, and only then said."""

    language: Language
    state: SlotState
    day: Day | None = None


class TranslationsIn(Given):
    """Every language but the original; one that is left out is not asked for."""

    languages: Annotated[list[TranslationIn], Field(max_length=6)]


class WithdrawnIn(Given):
    day: Day


@router.get("documents/{document}", response={200: DocumentOut, **REFUSED})
@needs(Scope.STRUCTURE)
def document(request: Call, document: Id, at: Query[OnDay]) -> object:
    """One document, how far each language has come, its files, and what is late on the day."""
    with reading():
        row = _seen(request, document)
        shows_state_of(request, Reference("document", document))
        rows = documents_of(row.meeting_id).filter(pk=document)
        (line,) = document_lines(rows, at.valid or today_at(row.meeting))
        return document_out(line)


@router.post("meetings/{meeting}/documents", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.REGISTER)
def number_document(request: Call, meeting: Id, given: NumberedIn, key: Once) -> object:
    """Give a document the next number of its class."""
    refuse_unseen(request, Reference("meeting", meeting))
    made = documents.register_document(
        Asked(request.actor, key),
        meeting=meeting,
        document_class=given.document_class,
        said=_said(request, given),
    )
    return Status(201, Made(id=made, address=f"/api/documents/{made}"))


@router.post("documents/{document}/variants", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.REGISTER)
def number_variant(request: Call, document: Id, given: VariantIn, key: Once) -> object:
    """Number a revision of a document or an addendum to it."""
    _seen(request, document)
    by, said = Asked(request.actor, key), _said(request, given)
    made = documents.register_variant(by, of=document, variant=given.variant, said=said)
    return Status(201, Made(id=made, address=f"/api/documents/{made}"))


@router.put("documents/{document}", response={204: None, **REFUSED_CHANGE})
@needs(Scope.REGISTER)
def change_document(
    request: Call, document: Id, given: DocumentIn, key: Once, if_match: Match
) -> object:
    """Say a document anew, whole, but for its number."""
    by = _held(request, document, key, if_match)
    documents.change_document(by, document=document, said=_said(request, given))
    return Status(204, None)


@router.put("documents/{document}/languages", response={204: None, **REFUSED_CHANGE})
@needs(Scope.REGISTER)
def keep_translations(
    request: Call, document: Id, given: TranslationsIn, key: Once, if_match: Match
) -> object:
    """Say how far its translations have come."""
    by = _held(request, document, key, if_match)
    slots: Slots = {one.language: (one.state, one.day) for one in given.languages}
    documents.keep_languages(by, document=document, slots=slots)
    return Status(204, None)


@router.post("documents/{document}/withdrawal", response={204: None, **REFUSED_CHANGE})
@needs(Scope.REGISTER)
def withdraw_document(request: Call, document: Id, given: WithdrawnIn, key: Once) -> object:
    """From a day on it is before the body no more; its number is given to nothing else."""
    _seen(request, document)
    documents.withdraw_document(Asked(request.actor, key), document=document, day=given.day)
    return Status(204, None)


@router.get(
    "documents/{document}/files/{language}", response=REFUSED, openapi_extra={"x-media": "file"}
)
@needs(Scope.STRUCTURE)
def document_file(request: Call, document: Id, language: Language) -> HttpResponse:
    """The document in a language, as it was put."""
    with reading():
        row = _seen(request, document)
        found = file_of(document, language)
    if found is None:
        raise Problem(404, "nothing_there")
    try:
        with opened(found.content.hash) as file:
            answer = HttpResponse(file.read())
    except FileNotFoundError:
        raise Problem(404, "nothing_there") from None
    return as_given(answer, MEDIA_TYPES[found.content.kind], name_of_file(row.number, found))


@router.post("documents/{document}/files/{language}", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.REGISTER)
def put_document_file(
    request: Call, document: Id, language: Language, file: File[UploadedFile], key: Once
) -> object:
    """Put the document in a language, as multipart: PDF, DOCX, XLSX, PPTX or ODT, 20 megabytes."""
    row = _seen(request, document)
    content = document_files.content_put(file.read(BYTES_MOST + 1))
    made = document_files.put_file(
        Asked(request.actor, key),
        document=document,
        language=language,
        content=content,
        day=today_at(row.meeting),
    )
    return Status(201, Made(id=made, address=f"/api/documents/{document}/files/{language}"))


@router.delete("documents/{document}/files/{language}", response={204: None, **REFUSED_CHANGE})
@needs(Scope.REGISTER)
def take_document_file_off(
    request: Call, document: Id, language: Language, key: Once, if_match: Match
) -> object:
    """Take a file off; that it was there stays on record. `If-Match` is of the document."""
    by = _held(request, document, key, if_match)
    document_files.take_file_off(by, document=document, language=language)
    return Status(204, None)


def _seen(request: Call, document: int) -> Document:
    refuse_unseen(request, Reference("document", document))
    return Document.objects.select_related("meeting__body").get(pk=document)


def _held(request: Call, document: int, key: str, if_match: str) -> Asked:
    row = _seen(request, document)
    of = Reference("document", document)
    return held_to_session(request, row.meeting_id, key, if_match, of)


def _said(request: Call, given: DocumentIn) -> DocumentSaid:
    if given.submitter_post:
        refuse_unseen(request, Reference("post", given.submitter_post))
    name = given.submitter_name
    return DocumentSaid(
        text_from(given.title, "/title"),
        given.original,
        tuple(given.items),
        submitter_post=given.submitter_post,
        submitter_name=text_from(name, "/submitter_name") if name else None,
        received=given.received,
        source=given.source.strip(),
    )
