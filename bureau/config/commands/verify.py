"""Check what is kept against what it follows from; prints every place that differs."""

import argparse
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path

from bureau.config.shell import counted


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("what", nargs="+", choices=sorted(CHECKS))
    command.add_argument(
        "--head", type=Path, help="journal: heads kept elsewhere, one JSON object a line"
    )


def execute(options: argparse.Namespace) -> int:
    return max([CHECKS[what](options) for what in options.what])


def verify_journal(options: argparse.Namespace) -> int:
    from bureau.record.journal.queries import broken_links, head

    broken = [f"entry {place.sequence}: {place.how}" for place in broken_links()]
    if options.head:
        broken += list(differing_from_kept(options.head))
    for place in broken:
        print(place)
    print(f"{counted(head().sequence, 'entry', 'entries')}, {len(broken)} broken")
    return 1 if broken else 0


def differing_from_kept(file: Path) -> Iterator[str]:
    """Where the journal is not the one whose heads were kept: cut off, rewritten, another key."""
    from bureau.record.journal.queries import hash_of_entry, signed_head
    from bureau.record.verifier import heads_in

    key = signed_head()["public_key"]
    for kept, line in heads_in(file.read_text(errors="replace").splitlines()):
        if kept is None:
            yield f"line {line} of {file.name}: no head can be read"
            continue
        where = f"entry {kept.sequence}"
        if not kept.is_genuine() or kept.public_key != key:
            yield f"{where}: the kept head was not signed with this installation's key"
        if hash_of_entry(kept.sequence) != kept.hash:
            yield f"{where}: cut off or rewritten since the head kept elsewhere"


def verify_structure(options: argparse.Namespace) -> int:
    from bureau.institution.governance.queries import verification as governance
    from bureau.institution.organisation.queries import verification as structure
    from bureau.record.journal.queries import reading

    with reading():
        count = structure.effects_on_record()
        broken = _printed(chain(structure.differing(), governance.differing()))
    print(f"{counted(count, 'effect')}, {counted(broken, 'place differs', 'places differ')}")
    return 1 if broken else 0


def verify_references(options: argparse.Namespace) -> int:
    from bureau.config.references import leading_nowhere
    from bureau.record.journal.queries import reading

    with reading():
        broken = _printed(leading_nowhere())
    print(counted(broken, "reference leads nowhere", "references lead nowhere"))
    return 1 if broken else 0


def verify_files(options: argparse.Namespace) -> int:
    from bureau.record.files.models import StoredFile
    from bureau.record.files.queries import files_differing

    broken = _printed(files_differing())
    print(f"{counted(StoredFile.objects.count(), 'file')}, {counted(broken, 'differs', 'differ')}")
    return 1 if broken else 0


def _printed(lines: Iterable[str]) -> int:
    """Print each as it is found; how many there were."""
    count = 0
    for line in lines:
        print(line)
        count += 1
    return count


CHECKS: dict[str, Callable[[argparse.Namespace], int]] = {
    "journal": verify_journal,
    "structure": verify_structure,
    "references": verify_references,
    "files": verify_files,
}
