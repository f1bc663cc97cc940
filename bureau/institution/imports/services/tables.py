"""A table is staged and its columns are matched; what becomes a draft is made one here."""

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256

from django.utils.translation import pgettext_lazy

from bureau.core.actors import Actor
from bureau.core.imports.names import key_of
from bureau.core.imports.tables import COLUMNS, DRAFTED, Matched, match
from bureau.core.reasons import Reason, Refused
from bureau.core.rows import refuse_excess
from bureau.core.texts import Text
from bureau.institution.governance.services.actions import ACTIONS_MOST, Drafting, add_actions
from bureau.institution.governance.services.drafts import start_reorganisation
from bureau.institution.imports.models import (
    Becomes,
    ColumnMatch,
    Department,
    Import,
    StagedFile,
    StagedRow,
    State,
)
from bureau.institution.imports.permissions import may_import_into
from bureau.institution.imports.queries.tables import Change, table_outlook
from bureau.institution.imports.services.pace import Doing, Tell, tell_nobody
from bureau.institution.imports.services.rows import add_rows, refuse_edited
from bureau.institution.imports.services.staging import ROWS_AT_ONCE, end_staging
from bureau.institution.imports.store import cell_rows, thing_key
from bureau.record.journal.services import Act, Asked, service, takes

type Cells = tuple[int, Sequence[str]]


def take_table(
    by: Actor | Asked,
    *,
    organisation: int,
    kind: str,
    becomes: str,
    day: date,
    name: str,
    rows: Sequence[Cells],
    language: str = "en",
    encoding: str = "",
    tell: Tell = tell_nobody,
) -> int:
    """Stage a table, headings first, under a number; an act for the first rows and one for each
    thousands more. Asked again with the same key it goes on where it was cut."""
    number = stage_table(
        by,
        organisation=organisation,
        kind=kind,
        becomes=becomes,
        day=day,
        name=name,
        rows=rows[: ROWS_AT_ONCE + 1],
        count=len(rows) - 1,
        identity=sha256(repr(rows).encode()).hexdigest(),
        language=language,
        encoding=encoding,
    )
    actor = by.actor if isinstance(by, Asked) else by
    file = StagedFile.objects.select_related("taken_in").get(taken_in=number)
    if file.taken_in.state == State.STAGING:
        done = StagedRow.objects.filter(file=file).count()
        for start in range(done, len(rows) - 1, ROWS_AT_ONCE):
            tell(Doing.STAGING, start, len(rows) - 1)
            more = rows[start + 1 : start + 1 + ROWS_AT_ONCE]
            stage_cells(actor, file=file.pk, rows=more)
        end_staging(actor, number=number)
    return number


@service("imports.stage_table", pgettext_lazy("act in the journal", "Read a table"))
@takes(ROWS_AT_ONCE + 1)
def stage_table(
    act: Act,
    *,
    organisation: int,
    kind: str,
    becomes: str,
    day: date,
    name: str,
    rows: Sequence[Cells],
    count: int,
    identity: str,
    language: str,
    encoding: str = "",
) -> int:
    """Keep the headings and first rows of a table under a number; no structure changes."""
    _refuse_unfit(act, organisation, kind, becomes, count)
    is_whole = len(rows) - 1 == count
    taken_in = Import.objects.create(
        person_id=act.actor.person,
        language=language,
        at=act.at,
        kind=kind,
        becomes=becomes,
        organisation_id=organisation,
        day=day,
        state=State.STAGED if is_whole else State.STAGING,
    )
    (row, headings), *body = rows
    matched = _matched(organisation, kind, headings)
    file = StagedFile.objects.create(
        taken_in=taken_in,
        name=name[-255:],
        identity=identity,
        rows=count,
        encoding=encoding,
        department=_department(act, organisation) if becomes == Becomes.RECORD else None,
        day=day,
        headings={"row": row, "cells": list(headings), "columns": list(matched.columns)},
    )
    add_rows(act, cell_rows(file.pk, body))
    act.touch("import", taken_in.pk)
    act.touch("staged_file", file.pk)
    act.details.update(rows=count, sha256=file.identity)
    return taken_in.pk


def _refuse_unfit(act: Act, organisation: int, kind: str, becomes: str, count: int) -> None:
    if not may_import_into(act.actor, organisation):
        raise Refused(Reason("not_your_organisation"))
    if kind not in COLUMNS or becomes not in Becomes.values:
        raise Refused(Reason("table_of_no_kind"))
    if becomes == Becomes.DRAFT and kind not in DRAFTED:
        raise Refused(Reason("table_not_drafted"))
    if becomes == Becomes.DRAFT:
        refuse_excess(count, ACTIONS_MOST)


def _department(act: Act, organisation: int) -> Department:
    """The tables of an organisation stand together, whoever brings them."""
    row, is_new = Department.objects.get_or_create(
        organisation_id=organisation, of_tables=True, defaults={"key": f"tables {organisation}"}
    )
    if is_new:
        act.touch("department", row.pk)
    return row


def _matched(organisation: int, kind: str, headings: Sequence[str]) -> Matched:
    """Each heading as somebody said before, else as its name says."""
    said = ColumnMatch.objects.filter(organisation=organisation, kind=kind)
    by_key = dict(said.values_list("heading", "column"))
    keys = {key_of(each): thing_key(key_of(each)) for each in headings}
    remembered = {heading: by_key[key] for heading, key in keys.items() if key in by_key}
    return match(kind, headings, remembered)


@service("imports.stage_cells", pgettext_lazy("act in the journal", "Read rows of a table"))
@takes(ROWS_AT_ONCE)
def stage_cells(act: Act, *, file: int, rows: Sequence[Cells]) -> None:
    """Keep more rows of a long table."""
    (row,) = act.lock(StagedFile, file)
    taken_in = row.taken_in
    if not may_import_into(act.actor, taken_in.organisation_id):
        raise Refused(Reason("not_your_organisation"))
    if taken_in.state != State.STAGING:
        raise Refused(Reason("import_is_past_that"))
    add_rows(act, cell_rows(row.pk, rows))
    act.touch("import", taken_in.pk)
    act.touch("staged_file", row.pk)
    act.details.update(rows=len(rows))


@service(
    "imports.match_columns", pgettext_lazy("act in the journal", "Match the columns of a table")
)
def match_columns(act: Act, *, number: int, columns: Mapping[str, str]) -> None:
    """Say what headings mean; it is remembered for the next table of that kind."""
    taken_in = _staged(act, number)
    for heading, column in columns.items():
        if column and column not in COLUMNS[taken_in.kind]:
            raise Refused(Reason("column_unknown"))
        ColumnMatch.objects.update_or_create(
            organisation_id=taken_in.organisation_id or 0,
            kind=taken_in.kind,
            heading=thing_key(key_of(heading)),
            defaults={"column": column},
        )
    file = StagedFile.objects.get(taken_in=taken_in)
    cells = file.headings["cells"]
    matched = _matched(taken_in.organisation_id or 0, taken_in.kind, cells)
    headings = {**file.headings, "columns": list(matched.columns)}
    StagedFile.objects.filter(pk=file.pk).update(headings=headings)
    act.touch("import", number)
    act.details.update(columns=len(columns))


@service(
    "imports.draft_from_table", pgettext_lazy("act in the journal", "Make a draft from a table")
)
def draft_from_table(act: Act, *, number: int, reference: str, title: str) -> int:
    """Begin a reorganisation with every action that the table asks for; the draft's number."""
    taken_in = _staged(act, number)
    if taken_in.becomes != Becomes.DRAFT:
        raise Refused(Reason("import_is_past_that"))
    refuse_edited(taken_in.files.values_list("pk", flat=True))
    changes = table_outlook(taken_in).changes
    if not changes:
        raise Refused(Reason("table_changes_nothing"))
    draft = start_reorganisation(
        act,
        organisation=taken_in.organisation_id or 0,
        reference=reference,
        title=Text.only(taken_in.language, title),
    )
    add_actions(
        act,
        reorganisation=draft,
        drafted_actions=[_drafting(taken_in, change) for change in changes],
    )
    Import.objects.filter(pk=number).update(state=State.APPLIED, draft=draft, changes=len(changes))
    act.touch("import", number)
    return draft


def _staged(act: Act, number: int) -> Import:
    """The import, locked. Who took it in alone changes what becomes a draft, as with a draft."""
    (taken_in,) = act.lock(Import, number)
    if taken_in.becomes == Becomes.DRAFT and taken_in.person_id != act.actor.person:
        raise Refused(Reason("not_yours_to_do"))
    if not may_import_into(act.actor, taken_in.organisation_id):
        raise Refused(Reason("not_your_organisation"))
    if taken_in.kind not in COLUMNS or taken_in.state != State.STAGED:
        raise Refused(Reason("import_is_past_that"))
    return taken_in


def _drafting(taken_in: Import, change: Change) -> Drafting:
    return Drafting(
        change.kind,
        taken_in.day.toordinal() if taken_in.day else 0,
        change.subject,
        change.values,
        {name: Text.only(taken_in.language, words) for name, words in change.words.items()},
        key=change.key,
        named=change.named,
    )
