"""Papers on a case: what each lacks in each language, one as a file, and those that were kept."""

from datetime import datetime
from typing import Literal

from django.http import HttpResponse
from ninja import Query, Router, Schema

from bureau.core.changes.actions import Action
from bureau.core.scopes import Scope
from bureau.documents.papers import FORMATS
from bureau.documents.papers.pdf import CannotBeSet
from bureau.institution.governance.api.asking import seen_case
from bureau.institution.governance.queries.kept_papers import papers_read
from bureau.institution.governance.queries.releasing import is_of_people, names_people
from bureau.institution.governance.queries.reorganisations import actions_before
from bureau.institution.governance.texts.papers.writing import (
    Gathered,
    all_gathered,
    gathered_on_case,
)
from bureau.institution.papers.models import Paper
from bureau.institution.papers.queries.kept import MEDIA_TYPES, name_of_paper
from bureau.record.files.store import opened
from bureau.record.journal.queries import reading
from bureau.web.api import pages
from bureau.web.api.calls import Call, ask_for, needs
from bureau.web.api.pages import Paged
from bureau.web.api.problems import REFUSED, Problem
from bureau.web.api.words import Given, Id, Language
from bureau.web.exports import as_given, file_name

router = Router(tags=["papers"])
CASE = "reorganisations/{reorganisation}/papers"

type KindOfPaper = Literal["council-paper", "committee-document", "decision", "job-description"]
type FormatOfPaper = Literal["pdf", "docx", "html", "akn"]


class PaperLanguageOut(Schema):
    """`lacks` is empty where it is complete: draft_paper, claim_false, untranslated,
    draft_translation, draft_phrases, and demonstration, which stays."""

    language: str
    title: str
    lacks: list[str]
    address: str


class PaperOut(Schema):
    """A kind of paper that the case has something to say in; `address` of a language lacks the
    format, one of `formats`, at its end. `post` is the post that it is of, where a case may have
    several of the kind: behind the format, `?post=` asks for that one."""

    kind: str
    post: int | None
    formats: list[str]
    languages: list[PaperLanguageOut]


class OfPost(Given):
    """Which of several job descriptions: that of this post, else the first."""

    post: Id | None = None


class PapersOut(Schema):
    items: list[PaperOut]


class KeptPaperOut(Schema):
    """`content` is the hash of the file, `submission` of what was put forward: its
    actions, words, and what was amended; empty where it was written from a draft.
    `drafts` says how many of its texts and phrases were drafts. `version` is that of what was put
    forward where it was kept by that, at that moment; 0 where somebody kept it. `post` is the
    post that it is of, where a case may have several of the kind.
    """

    id: int
    kind: str
    post: int | None
    language: str
    format: str
    at: datetime
    final: bool
    drafts: int
    submission: str
    version: int
    content: str
    size: int
    address: str


class KeptPapersOut(Schema):
    items: list[KeptPaperOut]
    next: str | None


@router.get(CASE, response={200: PapersOut, **REFUSED})
@needs(Scope.CASES)
def papers(request: Call, reorganisation: Id) -> object:
    """Every kind of paper on a case, with what it lacks in each language."""
    with reading():
        seen = seen_case(request, reorganisation)
        _refuse_names(request, actions_before(seen))
        return {"items": [_paper(one) for one in all_gathered(request.actor, reorganisation)]}


@router.get(f"{CASE}/kept", response={200: KeptPapersOut, **REFUSED})
@needs(Scope.CASES)
def kept_papers(request: Call, reorganisation: Id, page: Query[Paged]) -> object:
    """The papers on a case as they were kept, newest first."""
    with reading():
        rows = papers_read(request.actor, seen_case(request, reorganisation).row)
        if key := pages.read(page.cursor, int):
            rows = rows.filter(pk__lt=key[0])
        shown, following = pages.page_of(rows[: page.limit + 1], page, lambda row: [row.pk])
    return {"items": [_kept(row) for row in shown], "next": following}


@router.get(f"{CASE}/kept/{{paper}}/file", response=REFUSED, openapi_extra={"x-media": "file"})
@needs(Scope.CASES)
def kept_paper_file(request: Call, reorganisation: Id, paper: Id) -> HttpResponse:
    """The file of a paper, as it was kept; with the scope people alone where the case names them,
    now or in any version of it, or where it was written from a draft."""
    with reading():
        seen = seen_case(request, reorganisation)
        row = papers_read(request.actor, seen.row).filter(pk=paper).first()
        if row is None:
            raise Problem(404, "nothing_there")
        if not row.submission or names_people(seen):
            ask_for(request, Scope.PEOPLE)
    try:
        with opened(row.content.hash) as file:
            answer = HttpResponse(file.read())
    except FileNotFoundError:
        raise Problem(404, "nothing_there") from None
    return as_given(answer, MEDIA_TYPES[row.format], name_of_paper(row))


@router.get(
    f"{CASE}/{{kind}}/{{language}}/{{format}}", response=REFUSED, openapi_extra={"x-media": "file"}
)
@needs(Scope.CASES)
def paper_file(
    request: Call,
    reorganisation: Id,
    kind: KindOfPaper,
    language: Language,
    format: FormatOfPaper,
    asked: Query[OfPost],
) -> HttpResponse:
    """One paper as it is written now, the same bytes as from its page; of several job descriptions
    that of the `post`, else the first; with the scope people alone where the case names them."""
    with reading():
        one = _written_now(request, reorganisation, kind, asked.post or 0)
    if format not in one.formats:
        raise Problem(404, "nothing_there")
    try:
        content = one.written(language, format)
    except CannotBeSet:
        raise Problem(422, "paper_cannot_be_set", pointer="format") from None
    name = file_name(f"{one.stem}-{language}", "xml" if format == "akn" else format)
    return as_given(HttpResponse(content), FORMATS[format].media_type, name)


def _written_now(request: Call, reorganisation: int, kind: str, post: int) -> Gathered:
    seen = seen_case(request, reorganisation)
    _refuse_names(request, actions_before(seen))
    try:
        return gathered_on_case(request.actor, kind, reorganisation, of_post=post)
    except LookupError:
        raise Problem(404, "nothing_there") from None


def _refuse_names(request: Call, actions: tuple[Action, ...]) -> None:
    """A paper tells who comes and goes by name: that asks for more than the case."""
    if any(is_of_people(one) for one in actions):
        ask_for(request, Scope.PEOPLE)


def _paper(one: Gathered) -> PaperOut:
    return PaperOut(
        kind=one.kind,
        post=one.of_post or None,
        formats=list(one.formats),
        languages=[
            PaperLanguageOut(
                language=language,
                title=paper.title,
                lacks=list(paper.warnings),
                address=f"/api/reorganisations/{one.number}/papers/{one.kind}/{language}",
            )
            for language, paper in one.papers.items()
        ],
    )


def _kept(row: Paper) -> KeptPaperOut:
    return KeptPaperOut(
        id=row.pk,
        kind=row.kind,
        post=row.of_post or None,
        language=row.language,
        format=row.format,
        at=row.at,
        final=row.is_final,
        drafts=row.drafts,
        submission=row.submission,
        version=row.version,
        content=row.content.hash,
        size=row.content.size,
        address=f"/api/reorganisations/{row.subject}/papers/kept/{row.pk}/file",
    )
