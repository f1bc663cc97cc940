"""A spreadsheet from the shell: as a draft of changes, or as what stands on the first day."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bureau.config import shell

KINDS = ("units", "posts", "opening")
type Row = tuple[int, Sequence[str]]


def declare_table(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument(
        "--as",
        dest="kind",
        choices=KINDS,
        required=True,
        help="units or posts: changes to draft; opening: units and posts of the first day, from "
        "one workbook or from a file each",
    )
    command.add_argument("--dry-run", action="store_true", help="show, write nothing")
    command.add_argument("--day", required=True, metavar="DAY", help="from which it holds")
    command.add_argument("--reference", default="", help="of the draft that it becomes")
    command.add_argument("--title", default="", help="of the draft, or of the opening record")
    command.add_argument("--organisation", default="", metavar="CODE", help="of an opening")
    command.add_argument("--language", default="en", help="of names and titles; default: en")
    command.add_argument("--by", dest="login", default="", metavar="LOGIN", help="who imports")


def take_table(options: argparse.Namespace) -> int:
    """0 when it did its work; 1 where an opening has flaws, which are printed."""
    if options.kind == "opening":
        return _open(options)
    from bureau.institution.imports.models import Import
    from bureau.institution.imports.queries.tables import table_outlook
    from bureau.institution.imports.services.tables import draft_from_table, stage_table

    actor = shell.actor_in_the_shell(options.login)
    number = stage_table(
        actor,
        organisation=shell.organisation_seen_by(actor).pk,
        kind=options.kind,
        day=shell.day_given(options.day),
        name=options.files[0].name,
        rows=_rows(options.kind, options.files[0]),
        language=options.language,
    )
    found = table_outlook(Import.objects.get(pk=number))
    draft = None
    if not options.dry_run:
        reference = options.reference or f"IMPORT-{number}"
        title = options.title or options.files[0].name
        draft = draft_from_table(actor, number=number, reference=reference, title=title)
    if options.json:
        json.dump(_as_json(number, found, draft), sys.stdout, ensure_ascii=False, indent=1)
        print()
        return 0
    said = _as_json(number, found, draft)
    print(f"Import {number}: {found.rows} rows, {len(found.changes)} changes.")
    for change in said["changes"]:
        print(f"  row {change['row']}: {change['action']} {change['of']}: {change['after']}")
    for error in said["errors"]:
        print(f"  row {error['row']}, {error['column']}: {error['reason']}")
    if draft:
        print(f"Drafted as reorganisation {draft}.")
    return 0


def _rows(kind: str, file: Path) -> list[tuple[int, list[str]]]:
    from bureau.documents.apart import read_table_apart
    from bureau.documents.delimited import BYTES_MOST

    try:
        with file.open("rb") as opened:
            return read_table_apart(kind, opened.read(BYTES_MOST + 1))
    except OSError as problem:
        raise shell.Mistake(f"{file} could not be read: {problem.strerror}.") from None


def _as_json(number: int, found: Any, draft: int | None) -> dict[str, Any]:
    from bureau.institution.imports.texts import sentence

    return {
        "import": number,
        "rows": found.rows,
        "draft": draft,
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
            {"row": one.row, "column": one.column, "reason": sentence(one.reason)}
            for one in found.misfits
        ],
    }


def _open(options: argparse.Namespace) -> int:
    """Units and posts as an opening record: what the chart exports is what it takes."""
    from bureau.institution.governance.forms.opening_tables import read_tables
    from bureau.institution.governance.queries.opening import known_to
    from bureau.institution.governance.services.opening import record_opening_tables
    from bureau.institution.governance.texts.opening import flaw_sentence
    from bureau.institution.organisation.models import Organisation

    actor = shell.actor_in_the_shell(options.login)
    organisation = Organisation.objects.filter(code=options.organisation).first()
    if organisation is None:
        raise shell.Mistake(f"There is no organisation {options.organisation}.")
    first, last = options.files[0], options.files[-1]
    tables, flaws = read_tables(
        opening_text("units", _rows("units", first)),
        opening_text("opening_posts", _rows("opening_posts", last)),
        known_to(organisation.pk),
    )
    for flaw in flaws:
        print(f"{flaw.table}, row {flaw.line}, {flaw.column}: {flaw_sentence(flaw.reason)}")
    print(f"{len(tables.units)} units, {len(tables.posts)} posts, {len(flaws)} flaws.")
    if flaws or options.dry_run:
        return 1 if flaws else 0
    record_opening_tables(
        actor,
        organisation=organisation.pk,
        tables=tables,
        language=options.language,
        day=shell.day_given(options.day),
        title=options.title or first.name,
    )
    return 0


def opening_text(kind: str, rows: Sequence[Row]) -> str:
    """The table as the form of the opening record takes it: its own columns, parted by tabs.

    Each row stays on its line, so that what is told of a line is told of the row.
    """
    from bureau.core.imports.names import clean
    from bureau.core.imports.tables import COLUMNS, match

    matched = match(kind, rows[0][1], {}).by_column
    columns = [column for column in COLUMNS[kind] if column != "state"]
    lines = ["\t".join(columns)]
    for row, cells in rows[1:]:
        lines += [""] * (row - 1 - len(lines))
        said = {
            column: clean(cells[place]) for column, place in matched.items() if place < len(cells)
        }
        if said.get("state") == "frozen":
            said["frozen"] = "true"
        lines.append("\t".join(said.get(column, "") for column in columns))
    return "\n".join(lines)
