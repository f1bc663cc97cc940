"""Reading the record: what happened to a thing, the heads, and whether the chain holds."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from bureau.core.references import Reference
from bureau.record.journal.models import (
    ChainHead,
    Content,
    Cursor,
    Entry,
    Installation,
    RecordHead,
    RecordNumber,
)
from bureau.record.journal.store import (
    GENESIS,
    commitment,
    digest,
    entry_said,
    instant_text,
    signed,
)

SAID = ("sequence", "at", "person", "post", "act", "record_number", "details", "previous")


@dataclass(frozen=True, slots=True)
class Head:
    sequence: int
    hash: str


def head() -> Head:
    row = ChainHead.objects.get(pk=1)
    return Head(row.sequence, row.hash)


def entries_unfollowed(follower: str) -> int:
    """How many entries a follower has not applied yet."""
    cursor = Cursor.objects.filter(follower=follower).values_list("sequence", flat=True).first()
    return head().sequence - (cursor or 0)


def signed_head() -> dict[str, Any]:
    """The head as it is kept elsewhere: sequence, hash, the instant of signing, signature, key."""
    now = head()
    return head_signed(now.sequence, now.hash)


def head_signed(sequence: int, hash: str) -> dict[str, Any]:
    """Any head, signed now: that of a copy stands where the copy stood."""
    said = {"sequence": sequence, "hash": hash, "instant": instant_text(timezone.now())}
    return signed(said, settings.BUREAU_JOURNAL_KEY)


def journal_exported(*, with_contents: bool) -> Iterator[dict[str, Any]]:
    """Every entry in order, then the signed head, as the stand-alone verifier reads them.

    `contents` names what is not erased; what it is only `with_contents`. Read within `reading()`.
    """
    for entry in _entries():
        contents = {
            row.field: {"salt": row.salt, "value": row.value} if with_contents else None
            for row in entry.contents.all()
        }
        yield {**_said(entry), "hash": entry.hash, "contents": contents}
    yield {"head": signed_head()}


def record_number_now() -> int:
    """The newest record number; 0 while nothing has been recorded."""
    return RecordHead.objects.values_list("number", flat=True).get(pk=1)


def record_number_until(instant: datetime) -> int:
    """The last record number given before `instant`; 0 where Bureau knew nothing yet."""
    before = RecordNumber.objects.filter(at__lt=instant).order_by("-number")
    return before.values_list("number", flat=True).first() or 0


def record_numbers() -> list[RecordNumber]:
    return list(RecordNumber.objects.order_by("number"))


def is_founded() -> bool:
    return Installation.objects.filter(pk=1).exists()


def is_demonstration() -> bool:
    return Installation.objects.filter(pk=1, demonstration=True).exists()


def entries_about(reference: Reference, limit: int = 200) -> list[Entry]:
    """What happened to one thing, newest first."""
    about = Entry.objects.filter(subjects__kind=reference.kind, subjects__number=reference.id)
    return list(about.order_by("-sequence").prefetch_related("subjects", "contents")[:limit])


@dataclass(frozen=True, slots=True)
class Broken:
    """Where the chain does not hold, and how: altered, missing, reordered, content, head."""

    sequence: int
    how: str


def broken_links() -> list[Broken]:
    """Every place at which the chain, its contents or its head do not verify; empty when sound."""
    found: list[Broken] = []
    expected, before = 1, GENESIS
    for entry in _entries():
        if entry.sequence != expected:
            found.append(Broken(expected, "missing"))
        if entry.previous != before or entry.hash != digest(_said(entry)):
            found.append(Broken(entry.sequence, "altered"))
        found += _contents_altered(entry)
        expected, before = entry.sequence + 1, entry.hash
    if head() != Head(expected - 1, before):
        found.append(Broken(expected - 1, "head"))
    return found


def _entries() -> Iterable[Entry]:
    ordered = Entry.objects.order_by("sequence").prefetch_related("subjects", "contents")
    return ordered.iterator(chunk_size=500)


def _said(entry: Entry) -> dict[str, Any]:
    subjects = [(subject.kind, subject.number) for subject in entry.subjects.all()]
    return entry_said({name: getattr(entry, name) for name in SAID}, subjects)


def _contents_altered(entry: Entry) -> list[Broken]:
    promised = entry.details.get("commitments", {})
    return [
        Broken(entry.sequence, "content")
        for content in entry.contents.all()
        if _is_altered(content, promised.get(content.field, ""))
    ]


def _is_altered(content: Content, promised: str) -> bool:
    return content.value is not None and commitment(content.salt, content.value) != promised


@contextmanager
def reading() -> Iterator[None]:
    """All reads inside are of one moment; writes nothing."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def hash_of_entry(sequence: int) -> str:
    """The hash of one entry; that of the beginning for 0, empty where there is no such entry."""
    if sequence == 0:
        return GENESIS
    return Entry.objects.filter(sequence=sequence).values_list("hash", flat=True).first() or ""


def hash_of_record(number: int) -> str:
    """The hash of the entry that carries a record number; empty for 0 and for one not known."""
    found = Entry.objects.filter(record_number=number).values_list("hash", flat=True).first()
    return found or ""


def hashes_of_records(after: int, until: int) -> dict[int, str]:
    """The hash of the entry of each record number after one up to another."""
    rows = Entry.objects.filter(record_number__gt=after, record_number__lte=until)
    pairs = rows.values_list("record_number", "hash")
    return {number: hash for number, hash in pairs if number is not None}


def instants_of_records(numbers: Iterable[int]) -> dict[int, datetime]:
    """When each of these record numbers was given."""
    rows = RecordNumber.objects.filter(number__in=set(numbers))
    return dict(rows.values_list("number", "at"))
