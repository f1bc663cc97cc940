"""Take files into the record: staged first, shown as a dry run, then written or taken back."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bureau.config import importing, shell
from bureau.config.progress import Progress, progress
from bureau.config.shell import counted, say

if TYPE_CHECKING:
    from bureau.institution.imports.queries.leaving import Leaving
    from bureau.institution.imports.queries.outlook import Outlook, Proposal

ERRORS_SHOWN = 40


def declare(command: argparse.ArgumentParser) -> None:
    ways = command.add_subparsers(dest="way", required=True, metavar="WHAT")
    organogram = ways.add_parser(
        "organogram", help="pairs of CSV files of senior and junior posts, several at once"
    )
    organogram.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    organogram.add_argument("--dry-run", action="store_true", help="stage and show, write nothing")
    organogram.add_argument(
        "--accept-renames", action="store_true", help="take every proposed rename as one"
    )
    organogram.add_argument("--language", default="en", help="of the files; default: en")
    importing.declare_encoding(organogram)
    importing.declare_table(ways.add_parser("table", help="a spreadsheet"))
    for name, told in (
        ("apply", "write what was staged, propose or confirm it, or go on where it broke off"),
        ("undo", "take back what an import wrote, propose or confirm that"),
        ("show", "an import again, as it stands"),
    ):
        way = ways.add_parser(name, help=told)
        way.add_argument("number", type=int, metavar="NUMBER")
    importing.declare_meant(ways.choices["apply"])
    for name, way in ways.choices.items():
        way.add_argument("--json", action="store_true", help="for programs")
        if name != "table":
            way.add_argument(
                "--as", dest="login", default="", metavar="LOGIN", help="default: the operator"
            )


def execute(options: argparse.Namespace) -> int:
    from bureau.core.reasons import Refused
    from bureau.institution.imports.texts.reasons import sentence

    try:
        with progress(importing.DOING) as tell:
            done = WAYS[options.way](options, tell)
            found = importing.summary(done[0], tell) if done is not None else None
    except Refused as refused:
        raise shell.NotDone("\n".join(map(sentence, refused.reasons))) from None
    except KeyboardInterrupt:
        raise shell.Interrupted(importing.how_to_go_on(options)) from None
    if done is not None and found is not None:
        _print(options, found, *done)
    return 0


def import_organogram(options: argparse.Namespace, tell: Progress) -> tuple[int, int | None]:
    from bureau.core.reasons import Refused
    from bureau.documents.apart import read_apart
    from bureau.documents.delimited import older_encoding
    from bureau.institution.imports.services.outlooks import outlook_of
    from bureau.institution.imports.services.staging import stage
    from bureau.institution.imports.texts.reasons import of_file, sentence

    actor = shell.actor_in_the_shell(options.login)
    files = [(path.name, _content(path)) for path in _files(options.paths)]
    tell("reading", 0, 0)
    read = read_apart(files, older_encoding(options.encoding, options.language))
    options.number = number = stage(actor, read, options.language, tell=tell)
    if options.accept_renames:
        tell("comparing", 0, 0)
        _accept(options, number)
    try:
        written = None if options.dry_run else importing.write(options, actor, number, tell)
        return number, written
    except Refused as refused:
        told = [of_file(one.file, one.reason) for one in outlook_of(number).faults[:ERRORS_SHOWN]]
        told += map(sentence, refused.reasons)
        raise shell.NotDone("\n".join(told)) from None


def _files(paths: list[Path]) -> list[Path]:
    """The files named, and those of the folders named."""
    found: list[Path] = []
    for path in paths:
        found += sorted(path.glob("*.csv")) if path.is_dir() else [path]
    if not found:
        raise shell.Mistake("There is no CSV file there.")
    return list(dict.fromkeys(found))


def _content(path: Path) -> bytes:
    from bureau.documents.delimited import BYTES_MOST

    try:
        with path.open("rb") as file:
            return file.read(BYTES_MOST + 1)
    except OSError as problem:
        raise shell.Mistake(f"{path} could not be read: {problem.strerror}.") from None


def _accept(options: argparse.Namespace, number: int) -> None:
    from bureau.institution.imports.services.outlooks import outlook_of
    from bureau.institution.imports.services.renames import settle_rename

    actor = shell.actor_in_the_shell(options.login)
    for proposal in outlook_of(number).proposals:
        settle_rename(
            actor,
            department=proposal.department,
            before=proposal.rename.before,
            after=proposal.rename.after,
            is_accepted=True,
        )


def apply_staged(options: argparse.Namespace, tell: Progress) -> tuple[int, int | None]:
    _known(options.number)
    actor = shell.actor_in_the_shell(options.login)
    return options.number, importing.write(options, actor, options.number, tell)


def undo(options: argparse.Namespace, tell: Progress) -> tuple[int, int | None]:
    from bureau.institution.imports.queries.leaving import leaving
    from bureau.institution.imports.services.applying import begin_undoing, undo_import
    from bureau.record.journal.queries import reading

    _known(options.number)
    actor = shell.actor_in_the_shell(options.login)
    tell("comparing", 0, 0)
    with reading():
        found = leaving(options.number)
    is_proposed = importing.is_proposed(actor, options.number, undoes=True)
    if not is_proposed:
        begin_undoing(actor, number=options.number)
    tell.end()
    if not options.json:
        _say_what_else(found)
    if is_proposed:
        return options.number, None
    return options.number, undo_import(actor, options.number, tell=tell)


def _say_what_else(found: "Leaving") -> None:
    """What goes with an import that is taken back, and what of it stays."""
    for one in found.along:
        say(f"  with it, of import {one.number}: {counted(one.rows, 'row')} of {one.name}")
    if found.held:
        what = counted(len(found.held), "unit or post", "units and posts")
        say(f"  stays, because something decided hangs on it: {what}")


def show(options: argparse.Namespace, tell: Progress) -> tuple[int, int | None]:
    from bureau.institution.imports.permissions import may_stage

    _known(options.number)
    actor = shell.actor_in_the_shell(options.login)
    if not may_stage(actor) and not actor.is_auditor():
        raise shell.Mistake("Imports are for organisation officers and administrators.")
    return options.number, None


def _known(number: int) -> None:
    from bureau.institution.imports.models import Import

    if not Import.objects.filter(pk=number).exists():
        raise shell.Mistake(f"There is no import {number}.")


def _print(options: argparse.Namespace, found: "Outlook", number: int, written: int | None) -> None:
    from bureau.institution.imports.texts.words import encodings_told

    if options.json:
        say(json.dumps(as_json(found, written), ensure_ascii=False, indent=1))
        return
    changes = found.changes if written is None else written
    told = f"{counted(found.files, 'file')}, {counted(found.rows, 'row')}"
    say(f"Import {number}, {found.state}: {told}.")
    things = (
        counted(found.organisations, "organisation"),
        counted(found.units, "unit"),
        counted(found.posts, "post"),
        counted(found.blocks, "staffing block"),
        counted(found.holders, "holder"),
        counted(found.costs, "standard cost"),
    )
    say(
        f"{', '.join(things)} on {counted(found.snapshots, 'day')}; "
        f"{counted(changes, 'change')} {_done(found.state, written)}."
    )
    if found.state == "proposed":
        say("  It is proposed. Somebody else with the same right confirms it:")
        say(f"  bureau import {_way_proposed(number)} {number} --as LOGIN")
    if found.state == "undone":
        return
    errors = as_json(found, written)["errors"]
    for error in errors[:ERRORS_SHOWN]:
        where = f"{error['file']}, row {error['row']}" if error["row"] else error["file"]
        say(f"  {where}{', ' if error['column'] else ''}{error['column']}: {error['reason']}")
    if len(errors) > ERRORS_SHOWN:
        say(f"  and {len(errors) - ERRORS_SHOWN} more; see them all with --json")
    for told in encodings_told(number):
        say(f"  {told}")
    if found.is_asking:
        alone = counted(found.at_the_top, "unit")
        say(f"  {alone} would stand under no other: --meant says that it is so")
    for proposal in found.proposals:
        say(f"  {_proposal_told(proposal)}")


def _way_proposed(number: int) -> str:
    from bureau.institution.imports.models import ImportProposal

    proposed = ImportProposal.objects.filter(taken_in=number, settled_by__isnull=True)
    return "undo" if proposed.filter(undoes=True).exists() else "apply"


def _done(state: str, written: int | None) -> str:
    if written is None:
        return "to write"
    return "taken back" if state == "undone" else "written"


def _proposal_told(proposal: "Proposal") -> str:
    rename = proposal.rename
    settled = {None: "to be settled", True: "accepted", False: "refused"}[proposal.is_accepted]
    return (
        f"{proposal.organisation}: may “{rename.after_name}” be what “{rename.before_name}” was? "
        f"They share {rename.shared} of {rename.had} and {counted(rename.has, 'post')} ({settled})."
    )


def as_json(found: "Outlook", written: int | None) -> dict[str, Any]:
    """The import for programs; `changes` are those written, or in a dry run to be written."""
    from datetime import date

    from bureau.institution.imports.queries.pages import encodings_of
    from bureau.institution.imports.texts.reasons import sentence

    return {
        "import": found.number,
        "state": found.state,
        "files": found.files,
        "rows": found.rows,
        "organisations": found.organisations,
        "units": found.units,
        "posts": found.posts,
        "blocks": found.blocks,
        "holders": found.holders,
        "costs": found.costs,
        "snapshots": found.snapshots,
        "changes": found.changes if written is None else written,
        "at_the_top": found.at_the_top,
        "encodings": encodings_of(found.number),
        "errors": [
            {
                "file": fault.file,
                "row": fault.row,
                "column": fault.column,
                "reason": sentence(fault.reason),
                "code": fault.reason.code,
                "left_out": fault.left.value,
            }
            for fault in found.faults
        ],
        "renames": [
            {
                "organisation": each.organisation,
                "before": each.rename.before_name,
                "after": each.rename.after_name,
                "day": date.fromordinal(each.rename.day).isoformat(),
                "shared_posts": each.rename.shared,
                "accepted": each.is_accepted,
            }
            for each in found.proposals
        ],
    }


WAYS = {
    "organogram": import_organogram,
    "table": importing.take_table,
    "apply": apply_staged,
    "undo": undo,
    "show": show,
}
