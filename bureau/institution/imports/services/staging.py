"""Files read are staged row by row, in rows of their own: nothing of the structure changes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import F
from django.utils.translation import pgettext_lazy

from bureau.core.actors import Actor
from bureau.core.imports.halves import Half, Line
from bureau.core.imports.names import slug
from bureau.core.reasons import Reason, Refused
from bureau.core.texts import LANGUAGES
from bureau.documents.halves import HalfRead
from bureau.institution.imports.models import (
    Department,
    Import,
    StagedFile,
    State,
)
from bureau.institution.imports.permissions import may_stage, may_stage_in
from bureau.institution.imports.services.pace import Doing, Tell, tell_nobody
from bureau.institution.imports.services.rows import add_faults, add_rows
from bureau.institution.imports.store import organisation_called, rows_of
from bureau.record.journal.services import Act, Asked, service, takes

ROWS_AT_ONCE = 4000


def stage(
    by: Actor,
    files: Sequence[HalfRead],
    language: str = "en",
    key: str = "",
    tell: Tell = tell_nobody,
) -> int:
    """Stage what was read from several files under one number; an act a file and more for long
    ones, so that nobody waits for it. Asked again with the same key, it answers the same number."""
    done, total = 0, sum(read.rows for read in files)
    number = begin_import(Asked(by, key), language=language, files=len(files))
    if StagedFile.objects.filter(taken_in=number).exists():
        return number
    for read in sorted(files, key=lambda read: read.file):
        lines = read.half.lines if read.half else ()
        half = replace(read.half, lines=lines[:ROWS_AT_ONCE]) if read.half else None
        file = stage_file(by, number=number, read=replace(read, half=half))
        for start in range(ROWS_AT_ONCE, len(lines), ROWS_AT_ONCE):
            tell(Doing.STAGING, done + start, total)
            stage_rows(by, file=file, lines=lines[start : start + ROWS_AT_ONCE])
        done += read.rows
        tell(Doing.STAGING, done, total)
    end_staging(by, number=number)
    return number


@service("imports.begin_import", pgettext_lazy("act in the journal", "Begin an import"))
def begin_import(act: Act, *, language: str, files: int) -> int:
    """A number under which files are staged."""
    _allow(act)
    if language not in LANGUAGES:
        raise Refused(Reason("language_unknown", {"language": language}))
    if not files:
        raise Refused(Reason("no_files"))
    row = Import.objects.create(person_id=act.actor.person, language=language, at=act.at)
    act.touch("import", row.pk)
    act.details.update(files=files)
    return row.pk


@service("imports.stage_file", pgettext_lazy("act in the journal", "Read a file"))
def stage_file(act: Act, *, number: int, read: HalfRead) -> int:
    """Keep one file as it was read, with its first rows and all its faults."""
    (taken_in,) = act.lock(Import, number)
    _allow_into(act, taken_in)
    if taken_in.state != State.STAGING:
        raise Refused(Reason("import_is_past_that"))
    half = read.half
    file = StagedFile.objects.create(
        taken_in=taken_in,
        name=read.file[-255:],
        identity=half.identity if half else "",
        rows=read.rows,
        encoding=read.encoding,
        department=_department(act, half) if half else None,
        department_name=half.name if half else "",
        day=date.fromordinal(half.day) if half else None,
        is_senior=half.is_senior if half else False,
        headings=dict(half.headings) if half else {},
    )
    add_rows(act, rows_of(file.pk, half.lines if half else ()))
    add_faults(act, file.pk, read.faults)
    act.touch("import", number)
    act.touch("staged_file", file.pk)
    act.details.update(rows=read.rows, sha256=file.identity)
    return file.pk


@service("imports.stage_rows", pgettext_lazy("act in the journal", "Read rows of a file"))
@takes(ROWS_AT_ONCE)
def stage_rows(act: Act, *, file: int, lines: Sequence[Line]) -> None:
    """Keep more rows of a long file."""
    (row,) = act.lock(StagedFile, file)
    _allow_into(act, row.taken_in)
    if row.taken_in.state != State.STAGING:
        raise Refused(Reason("import_is_past_that"))
    add_rows(act, rows_of(row.pk, lines))
    act.touch("import", row.taken_in_id)
    act.touch("staged_file", row.pk)
    act.details.update(rows=len(lines))


@service("imports.end_staging", pgettext_lazy("act in the journal", "End the reading of files"))
def end_staging(act: Act, *, number: int) -> None:
    """All files are staged: from here on the import can be looked at and applied."""
    (taken_in,) = act.lock(Import, number)
    _allow_into(act, taken_in)
    if taken_in.state != State.STAGING:
        raise Refused(Reason("import_is_past_that"))
    Import.objects.filter(pk=number).update(state=State.STAGED)
    act.touch("import", number)


def _department(act: Act, half: Half) -> Department:
    """Whose file it is: a department known by its key, else a new one."""
    row, is_new = Department.objects.get_or_create(key=half.department[:200])
    if is_new:
        found = organisation_called((row.key, slug(half.name)))
        Department.objects.filter(pk=row.pk).update(organisation=found)
        act.touch("department", row.pk)
    return row


def moved_on(act: Act, departments: Iterable[int]) -> None:
    """Note that what follows from the files of these departments is no longer the same."""
    moved = set(departments)
    Department.objects.filter(pk__in=moved).update(edition=F("edition") + 1)
    act.touch("department", *moved)


def _allow_into(act: Act, taken_in: Import) -> None:
    if not may_stage_in(act.actor, taken_in.person_id):
        raise Refused(Reason("not_yours_to_do"))


def _allow(act: Act) -> None:
    if not may_stage(act.actor):
        raise Refused(Reason("not_yours_to_do"))
