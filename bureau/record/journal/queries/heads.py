"""Heads that were kept, held against the journal as it is."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from bureau.record.journal.models import Entry
from bureau.record.journal.queries import hash_of_entry, head, is_as_hashed, said_by
from bureau.record.journal.store import GENESIS, details_said, signed
from bureau.record.verifier import SAYING_KEY, Head, heads_in, is_of_its_time, keys_said

FILE = "heads.jsonl"
"""The file in the home that a duty adds to, one signed head a line."""


def heads_kept() -> list[Head]:
    """The heads that this installation wrote beside its database, oldest first."""
    path = Path(settings.BUREAU_HOME) / FILE
    found = heads_in_file(path.name, path.read_bytes()) if path.exists() else ()
    return [head for head, _ in found if head]


def heads_in_file(name: str, content: bytes) -> Iterator[tuple[Head | None, str]]:
    """The head of each line, and None where a line is none, with a line of English that says so."""
    for kept, number in heads_in(content.decode(errors="replace").split("\n")):
        yield kept, "" if kept else f"line {number} of {name}: no head can be read"


def differing_from(kept: Iterable[Head]) -> Iterator[str]:
    """Where the journal is not the one whose heads were kept, a line of English each.

    A head holds by the key that was on record when it was signed; where the journal says none, by
    the one in use.
    """
    said = keys_said(said_by(one) for one in _saying_key().order_by("sequence"))
    key, last = key_in_use(), head().sequence
    for one in kept:
        where = f"entry {one.sequence}"
        is_own = is_of_its_time(one, said) if said else one.public_key == key
        if not one.is_genuine() or not is_own:
            yield f"{where}: the kept head was not signed with this installation's key of that time"
        if one.sequence > last:
            yield (
                f"{where}: a head of {one.instant} is newer than the journal, which ends at {last}:"
                " entries were cut off, or an older backup was put back"
            )
        elif hash_of_entry(one.sequence) != one.hash:
            yield f"{where}: rewritten since the head kept on {one.instant}"


def key_in_use() -> str:
    """The public key of what signs here, hex."""
    return str(signed({}, settings.BUREAU_JOURNAL_KEY)["public_key"])


def key_on_record() -> str:
    """The public key that the journal says signs it: the one it was founded with, or declared last.
    Of a journal from before it said so, that of the last head kept; "" where there is none."""
    last = _saying_key().order_by("-sequence").values_list("details", flat=True).first()
    if last is not None:
        return str(details_said(last).get("public_key", ""))
    kept = sorted(heads_kept(), key=lambda one: one.sequence)
    return kept[-1].public_key if kept else ""


def _saying_key() -> QuerySet[Entry]:
    return Entry.objects.filter(act__in=SAYING_KEY, details__has_key="public_key")


def is_of_another_key() -> bool:
    """Whether what signs here is not the key on record: a home with a key of its own was put beside
    this database, or the key was changed and not declared."""
    return key_on_record() not in ("", key_in_use())


def verified_until() -> int:
    """The last entry up to which the chain holds, and is the one whose heads were kept; 0 where
    that is none. Contents are not asked."""
    last, before = 0, GENESIS
    for entry in Entry.objects.order_by("sequence").prefetch_related("subjects").iterator(500):
        held = (entry.sequence, entry.previous) == (last + 1, before)
        if not held or not is_as_hashed(entry):
            break
        last, before = entry.sequence, entry.hash
    agreed = 0
    for kept in sorted(heads_kept(), key=lambda one: one.sequence):
        if kept.sequence > last or hash_of_entry(kept.sequence) != kept.hash:
            return agreed
        agreed = kept.sequence
    return last
