"""Heads that were kept, held against the journal as it is."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings

from bureau.record.journal.queries import hash_of_entry, head, signed_head
from bureau.record.verifier import Head, heads_in

FILE = "heads.jsonl"
"""The file in the home that a duty adds to, one signed head a line."""


def heads_kept() -> list[Head]:
    """The heads that this installation wrote beside its database, oldest first."""
    path = Path(settings.BUREAU_HOME) / FILE
    found = heads_in_file(path.name, path.read_bytes()) if path.exists() else ()
    return [head for head, _ in found if head]


def heads_in_file(name: str, content: bytes) -> Iterator[tuple[Head | None, str]]:
    """The head of each line, and None where a line is none, with a line of English that says so."""
    for kept, number in heads_in(content.decode(errors="replace").splitlines()):
        yield kept, "" if kept else f"line {number} of {name}: no head can be read"


def differing_from(kept: Iterable[Head]) -> Iterator[str]:
    """Where the journal is not the one whose heads were kept, a line of English each."""
    key, last = signed_head()["public_key"], head().sequence
    for one in kept:
        where = f"entry {one.sequence}"
        if not one.is_genuine() or one.public_key != key:
            yield f"{where}: the kept head was not signed with this installation's key"
        if one.sequence > last:
            yield (
                f"{where}: a head of {one.instant} is newer than the journal, which ends at {last}:"
                " entries were cut off, or an older backup was put back"
            )
        elif hash_of_entry(one.sequence) != one.hash:
            yield f"{where}: rewritten since the head kept on {one.instant}"
