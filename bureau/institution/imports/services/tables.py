"""A table is staged, its columns are matched, and it becomes a draft: never more than that."""

from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import sha256

from bureau.core.imports.names import key_of
from bureau.core.imports.tables import COLUMNS
from bureau.core.reasons import Reason, Refused
from bureau.core.texts import Status, Text
from bureau.institution.governance.services.actions import Drafting, add_actions
from bureau.institution.governance.services.drafts import start_reorganisation
from bureau.institution.imports.models import ColumnMatch, Import, StagedFile, StagedRow, State
from bureau.institution.imports.permissions import may_import_into
from bureau.institution.imports.queries.tables import Change, table_outlook
from bureau.institution.imports.store import thing_key
from bureau.record.journal.services import Act, service

ROWS_MOST = 5_000
TABLES = ("units", "posts")


@service
def stage_table(
    act: Act,
    *,
    organisation: int,
    kind: str,
    day: date,
    name: str,
    rows: Sequence[tuple[int, Sequence[str]]],
    language: str = "en",
) -> int:
    """Keep the rows of a table, headings first, under a number; no structure changes."""
    if not may_import_into(act.actor, organisation):
        raise Refused(Reason("not_your_organisation"))
    if kind not in TABLES:
        raise Refused(Reason("table_of_no_kind"))
    if len(rows) > ROWS_MOST:
        raise Refused(Reason("rows_too_many", {"most": ROWS_MOST}))
    taken_in = Import.objects.create(
        person_id=act.actor.person,
        language=language,
        at=act.at,
        kind=kind,
        organisation_id=organisation,
        day=day,
        state=State.STAGED,
    )
    (_, headings), *body = rows
    file = StagedFile.objects.create(
        taken_in=taken_in,
        name=name[-255:],
        identity=sha256(repr(rows).encode()).hexdigest(),
        rows=len(body),
        headings={"cells": list(headings)},
    )
    StagedRow.objects.bulk_create(
        StagedRow(file=file, row=row, reading={"cells": list(cells)}) for row, cells in body
    )
    act.touch("import", taken_in.pk)
    act.touch("staged_file", file.pk)
    act.details.update(rows=len(body), sha256=file.identity)
    return taken_in.pk


@service
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
    act.touch("import", number)
    act.details.update(columns=len(columns))


@service
def draft_from_table(act: Act, *, number: int, reference: str, title: str) -> int:
    """Begin a reorganisation with every action that the table asks for; the draft's number."""
    taken_in = _staged(act, number)
    changes = table_outlook(taken_in).changes
    if not changes:
        raise Refused(Reason("table_changes_nothing"))
    draft = start_reorganisation(
        act,
        organisation=taken_in.organisation_id or 0,
        reference=reference,
        title=_text(taken_in.language, title),
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
    (taken_in,) = act.lock(Import, number)
    if not may_import_into(act.actor, taken_in.organisation_id):
        raise Refused(Reason("not_your_organisation"))
    if taken_in.kind not in TABLES or taken_in.state != State.STAGED:
        raise Refused(Reason("import_is_past_that"))
    return taken_in


def _drafting(taken_in: Import, change: Change) -> Drafting:
    return Drafting(
        change.kind,
        taken_in.day.toordinal() if taken_in.day else 0,
        change.subject,
        change.values,
        {name: _text(taken_in.language, words) for name, words in change.words.items()},
        key=change.key,
        below=change.below,
    )


def _text(language: str, words: str) -> Text:
    return Text(language, {language: (words, Status.ORIGINAL)})
