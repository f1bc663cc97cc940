"""A spreadsheet from the shell: put on record as what stood on a day, or drafted as changes."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bureau.config import naming, shell
from bureau.config.progress import Progress
from bureau.config.shell import counted, say

if TYPE_CHECKING:
    from bureau.core.actors import Actor
    from bureau.institution.imports.queries.outlook import Outlook

DOING = {
    "reading": "Reading the files",
    "staging": "Rows read",
    "comparing": "Comparing the files with the record",
    "writing": "Written",
    "undoing": "Taken back",
    "summing up": "Computing the summary",
}
"""What the shell says of long work, by what is under way."""
KINDS = ("units", "posts", "blocks", "holders", "costs")

type Row = tuple[int, Sequence[str]]


def declare_table(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument(
        "--as", dest="kind", choices=KINDS, required=True, help="what its rows are"
    )
    command.add_argument("--dry-run", action="store_true", help="stage and show, write nothing")
    command.add_argument("--day", metavar="DAY", help="from which it holds; default: today")
    command.add_argument(
        "--draft",
        action="store_true",
        help="units, posts and blocks: what differs becomes the actions of a draft, to be decided; "
        "else the table is put on record as what stood on the day, and can be taken back",
    )
    command.add_argument("--reference", default="", help="of the draft that it becomes")
    command.add_argument("--title", default="", help="of the draft")
    shell.declare_organisation(command, "default: the one that you work in")
    declare_meant(command)
    command.add_argument("--language", default="en", help="of names and titles; default: en")
    declare_encoding(command)
    command.add_argument("--by", dest="login", default="", metavar="LOGIN", help="who imports")


def take_table(options: argparse.Namespace, tell: Progress) -> tuple[int, int | None] | None:
    """The number of the import and how much was written; None where it became a draft."""
    from bureau.institution.imports.services import tables
    from bureau.institution.organisation.queries.structure import today

    actor = shell.actor_in_the_shell(options.login)
    organisation = naming.organisation_given(actor, options.organisation)
    tell("reading", 0, 0)
    rows, encoding = _rows(options)
    options.number = number = tables.take_table(
        actor,
        organisation=organisation.pk,
        kind=options.kind,
        becomes="draft" if options.draft else "record",
        day=shell.day_given(options.day) if options.day else today(organisation),
        name=options.file.name,
        rows=rows,
        language=options.language,
        encoding=encoding,
        tell=tell,
    )
    if options.draft:
        tell.end()
        _draft(options, actor, number)
        return None
    return number, None if options.dry_run else write(options, actor, number, tell)


def write(options: argparse.Namespace, actor: "Actor", number: int, tell: Progress) -> int | None:
    """Write what was staged, how many effects; None where it is proposed, to be confirmed.

    What it asks is to be said by --meant.
    """
    from bureau.core.reasons import Refused
    from bureau.institution.imports.services.applying import apply_import
    from bureau.institution.imports.texts.reasons import sentence

    is_meant = getattr(options, "meant", False)
    try:
        if is_proposed(actor, number, is_meant=is_meant):
            return None
        return apply_import(actor, number, is_meant=is_meant, tell=tell)
    except Refused as refused:
        if [one.code for one in refused.reasons] != ["many_at_the_top"]:
            raise
        told = "\n".join(map(sentence, refused.reasons))
        again = f"bureau import apply {number} --meant"
        raise shell.NotDone(f"{told}\nIt is read and not written: {again}") from None


def is_proposed(
    actor: "Actor", number: int, *, is_meant: bool = False, undoes: bool = False
) -> bool:
    """Propose what takes two persons; what is proposed already is there to be confirmed."""
    from bureau.institution.imports.models import Import
    from bureau.institution.imports.queries.second_person import takes_two
    from bureau.institution.imports.services.outlooks import outlook_of
    from bureau.institution.imports.services.proposing import FROM, UNDONE_FROM, propose_import

    row = Import.objects.get(pk=number)
    if row.state not in (UNDONE_FROM if undoes else FROM) or not takes_two(actor, row):
        return False
    if row.kind == "units" and not is_meant and not undoes:
        outlook_of(number)
    propose_import(actor, number=number, is_meant=is_meant, undoes=undoes)
    return True


def summary(number: int, tell: Progress) -> "Outlook":
    """What came of an import, or would; a large one takes a minute."""
    from bureau.institution.imports.services.outlooks import outlook_of

    tell("summing up", 0, 0)
    return outlook_of(number)


def how_to_go_on(options: argparse.Namespace) -> str:
    """What is done of an import that somebody interrupted, and the commands that go on."""
    from bureau.institution.imports.models import Import, State

    number = getattr(options, "number", None)
    row = Import.objects.filter(pk=number).first() if number else None
    if row is None:
        return "Interrupted. Nothing is written. Run the same command again."
    done = f"{row.done:,} of {row.total:,} things" if row.total else "Nothing yet"
    told = {
        State.STAGED: "The rows are read, and nothing is written. Write them",
        State.PROPOSED: "The import is proposed, and nothing is written. Show it",
        State.APPLYING: f"Written: {done}. Go on",
        State.APPLIED: "The import is written. Show it",
        State.UNDOING: f"Taken back: {done}. Go on",
        State.UNDONE: "The import is taken back. Show it",
        State.FAILED: "The import has failed. Show it",
    }
    state = State(row.state)
    way = {State.STAGED: "apply", State.APPLYING: "apply", State.UNDOING: "undo"}.get(state, "show")
    begun = f"Interrupted. {told[state]}: bureau import {way}"
    if state is State.APPLYING:
        return f"{begun} {number}. Take back what is written: bureau import undo {number}"
    return f"{begun} {number}"


def declare_encoding(command: argparse.ArgumentParser) -> None:
    from bureau.documents.delimited import OLDER

    command.add_argument(
        "--encoding",
        choices=OLDER,
        default="",
        help="of files that are not in UTF-8; default: by the language, or as it looks",
    )


def declare_meant(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--meant",
        action="store_true",
        help="several units of a table stand under no other, and that is meant so",
    )


def _rows(options: argparse.Namespace) -> tuple[list[tuple[int, list[str]]], str]:
    from bureau.core.reasons import Refused
    from bureau.documents.apart import read_table_in
    from bureau.documents.delimited import BYTES_MOST, older_encoding
    from bureau.institution.imports.texts.reasons import of_file

    try:
        with options.file.open("rb") as opened:
            content = opened.read(BYTES_MOST + 1)
        return read_table_in(
            options.kind, content, older_encoding(options.encoding, options.language)
        )
    except Refused as refused:
        told = (of_file(options.file.name, reason) for reason in refused.reasons)
        raise shell.NotDone("\n".join(told)) from None
    except OSError as problem:
        raise shell.Mistake(f"{options.file} could not be read: {problem.strerror}.") from None


def _draft(options: argparse.Namespace, actor: "Actor", number: int) -> None:
    from bureau.institution.imports.models import StagedFile
    from bureau.institution.imports.queries.pages import encodings_of
    from bureau.institution.imports.services.outlooks import table_outlook_of
    from bureau.institution.imports.services.tables import draft_from_table
    from bureau.institution.imports.store import matched_of
    from bureau.institution.imports.texts.words import encodings_told

    found, draft = table_outlook_of(number), None
    file = StagedFile.objects.select_related("taken_in").get(taken_in=number)
    if not options.dry_run:
        reference = options.reference or f"IMPORT-{number}"
        title = options.title or options.file.name
        draft = draft_from_table(actor, number=number, reference=reference, title=title)
    said: dict[str, Any] = {"import": number, "rows": file.rows, "draft": draft}
    said |= _as_json(found, matched_of(file))
    said["encodings"] = encodings_of(number)
    if options.json:
        say(json.dumps(said, ensure_ascii=False, indent=1))
        return
    say(f"Import {number}: {counted(file.rows, 'row')}, {counted(len(found.changes), 'change')}.")
    for told in encodings_told(number):
        say(f"  {told}")
    for change in said["changes"]:
        say(f"  row {change['row']}: {change['action']} {change['of']}: {change['after']}")
    for error in said["errors"]:
        say(f"  row {error['row']}, {error['column']}: {error['reason']}")
    if draft:
        say(f"Drafted as reorganisation {draft}.")


def _as_json(found: Any, matched: Any) -> dict[str, Any]:
    from bureau.core.imports.tabled.ground import left_out
    from bureau.institution.imports.texts.reasons import sentence

    return {
        "changes": [
            {
                "row": one.row,
                "action": one.kind.value,
                "of": one.name,
                "before": one.before,
                "after": one.after,
            }
            for one in found.changes
        ],
        "errors": [
            {
                "row": one.row,
                "column": one.column,
                "reason": sentence(one.reason),
                "code": one.reason.code,
                "left_out": left_out(matched, one).value,
            }
            for one in found.misfits
        ],
    }
