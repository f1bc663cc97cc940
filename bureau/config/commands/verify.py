"""Check what is kept against what it follows from; prints every place that differs."""

import argparse
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path

from bureau.config.shell import content_of, counted, say

UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What reading a row raises that was edited into something else."""


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "what", nargs="*", choices=sorted(CHECKS), help="which of the checks; none: all of them"
    )
    command.add_argument(
        "--head", type=Path, help="journal: heads kept elsewhere, one JSON object a line"
    )
    command.add_argument(
        "--but-recorded",
        action="store_true",
        help="rows: end with 0 where an entry says that a row was edited before it",
    )


def execute(options: argparse.Namespace) -> int:
    return max([checked(what, options) for what in options.what or CHECKS])


def checked(what: str, options: argparse.Namespace) -> int:
    """Run one check; a row that nobody can read is a finding, and stops none behind it."""
    try:
        return CHECKS[what](options)
    except UNREADABLE as error:
        say(f"the check {what} could not read a row ({error}), so it was not finished")
        return 1


def verify_journal(options: argparse.Namespace) -> int:
    from django.conf import settings

    from bureau.record.journal.queries import broken_links, head, numbers_running_back
    from bureau.record.journal.queries.heads import FILE, differing_from, heads_in_file

    broken = [f"entry {place.sequence}: {place.how}" for place in broken_links()]
    for path in (Path(settings.BUREAU_HOME) / FILE, options.head):
        if path and path.exists():
            found = list(heads_in_file(path.name, content_of(path)))
            broken += [sentence for _, sentence in found if sentence]
            broken += differing_from([kept for kept, _ in found if kept])
        elif path == options.head and path:
            broken.append(f"there is no file {path}")
    for place in broken:
        say(place)
    for one in numbers_running_back():
        say(f"record number {one.number} has an earlier instant than number {one.before}")
    say(f"{counted(head().sequence, 'entry', 'entries')}, {len(broken)} broken")
    return 1 if broken else 0


def verify_structure(options: argparse.Namespace) -> int:
    from bureau.institution.governance.queries import verification as governance
    from bureau.institution.organisation.queries import verification as structure
    from bureau.record.journal.queries import reading

    with reading():
        count = structure.effects_on_record()
        broken = _printed(chain(structure.differing(), governance.differing()))
    say(f"{counted(count, 'effect')}, {counted(broken, 'place differs', 'places differ')}")
    return 1 if broken else 0


def verify_references(options: argparse.Namespace) -> int:
    from bureau.config.references import declared_missing, leading_nowhere
    from bureau.record.journal.queries import reading

    with reading():
        _printed(declared_missing())
        broken = _printed(leading_nowhere())
    say(counted(broken, "reference leads nowhere", "references lead nowhere"))
    return 1 if broken else 0


def verify_files(options: argparse.Namespace) -> int:
    from bureau.record.files.models import StoredFile
    from bureau.record.files.queries import files_differing

    broken = _printed(files_differing())
    say(f"{counted(StoredFile.objects.count(), 'file')}, {counted(broken, 'differs', 'differ')}")
    return 1 if broken else 0


def verify_rows(options: argparse.Namespace) -> int:
    from bureau.record.journal.queries import reading
    from bureau.record.journal.queries.rows import edits_recorded, rows_committed, rows_differing

    with reading():
        count, broken = rows_committed(), _printed(rows_differing())
        recorded = _printed(edits_recorded())
    say(f"{counted(count, 'row')} committed to, {counted(broken, 'differs', 'differ')}")
    return 1 if broken or (recorded and not options.but_recorded) else 0


def verify_seals(options: argparse.Namespace) -> int:
    from bureau.config.schema import schema_differing, schema_expected

    broken = _printed(schema_differing())
    count = 0 if broken else len(schema_expected())
    say(f"{counted(count, 'part')} of the database, {counted(broken, 'differs', 'differ')}")
    return 1 if broken else 0


def _printed(lines: Iterable[str]) -> int:
    """Print each as it is found; how many there were."""
    count = 0
    for line in lines:
        say(line)
        count += 1
    return count


CHECKS: dict[str, Callable[[argparse.Namespace], int]] = {
    "journal": verify_journal,
    "rows": verify_rows,
    "seals": verify_seals,
    "structure": verify_structure,
    "references": verify_references,
    "files": verify_files,
}
