"""Imports for programs: what was taken in, how far it is, and what is left out, row by row."""

from collections.abc import Sequence
from datetime import date, datetime

from ninja import Query, Router, Schema

from bureau.core.scopes import Scope
from bureau.institution.imports.models import UNDER_WAY, Becomes, Import, StagedFile
from bureau.institution.imports.permissions import may_stage
from bureau.institution.imports.queries.pages import drafts_seen, import_seen, imports_seen
from bureau.institution.imports.services.outlooks import OUTLOOK, looked_up
from bureau.institution.imports.texts.reasons import sentence
from bureau.record.journal.queries import reading
from bureau.web.api import pages
from bureau.web.api.calls import Call, ask_for, needs
from bureau.web.api.pages import Paged
from bureau.web.api.problems import REFUSED, Problem
from bureau.web.api.words import Id

router = Router(tags=["imports"])


class ImportOut(Schema):
    """`becomes` is record or draft; `draft` the case that it became, to whoever may see it, with
    the scope `cases`; `changes` are effects."""

    id: int
    kind: str
    state: str
    at: datetime
    day: date | None
    becomes: str
    draft: int | None
    changes: int


class Imports(Schema):
    items: list[ImportOut]
    next: str | None


class ImportedFile(Schema):
    """`identity` is the SHA-256 of the file."""

    name: str
    identity: str
    rows: int
    day: date | None


class FaultOut(Schema):
    """What is left out, and why; `row` is null where it is the whole file."""

    file: str
    row: int | None
    column: str
    code: str
    sentence: str
    left: str


class ImportPage(Schema):
    """`faults` in pages; none while it is under way, and none of what becomes a draft. Where
    `faults_are_known` is false the worker is still looking for them: ask again."""

    taken_in: ImportOut
    files: list[ImportedFile]
    faults: list[FaultOut]
    faults_are_known: bool
    next: str | None


@router.get("imports", response={200: Imports, **REFUSED})
@needs(Scope.STRUCTURE)
def imports(request: Call, asked: Query[Paged]) -> object:
    """The imports that you may see, newest first."""
    with reading():
        if not may_stage(request.actor):
            raise Problem(403, "not_yours_to_do")
        before = pages.read(asked.cursor, int)
        ids = [one for one in imports_seen(request.actor) if not before or one < before[0]]
        shown, following = pages.page_of(ids[: asked.limit + 1], asked, lambda one: (one,))
        rows = Import.objects.in_bulk(shown)
        return {"items": _imports(request, [rows[one] for one in shown]), "next": following}


@router.get("imports/{number}", response={200: ImportPage, **REFUSED})
@needs(Scope.STRUCTURE)
def one_import(request: Call, number: Id, asked: Query[Paged]) -> object:
    """One import with its files and what is left out of them; one of holders with `people`."""
    row = import_seen(request.actor, number)
    if row is None:
        raise Problem(404, "nothing_there")
    if row.kind == "holders":
        ask_for(request, Scope.PEOPLE)
    (taken_in,) = _imports(request, [row])
    is_read = row.becomes == Becomes.RECORD and row.state not in UNDER_WAY
    shown = looked_up(OUTLOOK, row) if is_read else None
    faults = shown.content.faults if shown else ()
    after = pages.read(asked.cursor, int)
    first = after[0] + 1 if after else 0
    listed = list(enumerate(faults))[first : first + asked.limit + 1]
    listed_here, following = pages.page_of(listed, asked, lambda one: (one[0],))
    return ImportPage(
        taken_in=taken_in,
        files=[
            ImportedFile(name=one.name, identity=one.identity, rows=one.rows, day=one.day)
            for one in StagedFile.objects.filter(taken_in=row)
        ],
        faults=[
            FaultOut(
                file=one.file,
                row=one.row or None,
                column=one.column,
                code=one.reason.code,
                sentence=sentence(one.reason),
                left=str(one.left),
            )
            for _, one in listed_here
        ],
        faults_are_known=shown is not None,
        next=following,
    )


def _imports(request: Call, rows: Sequence[Import]) -> list[ImportOut]:
    drafts = drafts_seen(request.actor, rows) if Scope.CASES in request.scopes else {}
    return [
        ImportOut(
            id=row.pk,
            kind=row.kind,
            state=row.state,
            at=row.at,
            day=row.day,
            becomes=row.becomes,
            draft=row.draft if row.draft in drafts else None,
            changes=row.changes,
        )
        for row in rows
    ]
