"""Reading the record: what happened to a thing, the heads, and whether the chain holds."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Max, Min, Q
from django.utils import timezone

from bureau.core.hash_trees import proved, root_of
from bureau.core.references import Reference
from bureau.record.instants import SKEW, is_recent
from bureau.record.journal.models import (
    ChainHead,
    Content,
    Cursor,
    Entry,
    Installation,
    RecordHead,
    RecordNumber,
    Subject,
)
from bureau.record.journal.queries.days import numbers_running_back as numbers_running_back
from bureau.record.journal.queries.days import record_number_until as record_number_until
from bureau.record.journal.queries.moments import once_while_reading as once_while_reading
from bureau.record.journal.queries.moments import reading as reading
from bureau.record.journal.store import (
    EVIDENCE_PREFIX,
    GENESIS,
    commitment,
    details_said,
    digest,
    entry_said,
    instant_text,
    signed,
)

SAID = ("sequence", "at", "person", "post", "act", "record_number", "details", "previous")
REVEAL = "journal.reveal_content"
"""The act by which an auditor looks at what lies behind a commitment."""


@dataclass(frozen=True, slots=True)
class Head:
    sequence: int
    hash: str


@dataclass(frozen=True, slots=True)
class RecordNow:
    """Where the record stands: the chain's head, the newest record number, its entry's hash."""

    head: Head
    number: int
    hash: str


SALT_DIGITS = 32
CARRIED = ("record_number", "at", "sequence")
STANDS = """SELECT chain.sequence, chain.hash, record.number, coalesce(entry.hash, '')
 FROM journal_chainhead chain, journal_recordhead record
 LEFT JOIN journal_entry entry ON entry.record_number = record.number
 WHERE chain.id = 1 AND record.id = 1"""


def record_now() -> RecordNow:
    """Both heads in one read, which every request begins with."""
    with connection.cursor() as cursor:
        cursor.execute(STANDS)
        sequence, hash, number, hash_of_number = cursor.fetchone()
    return RecordNow(Head(sequence, hash), number, hash_of_number)


def head() -> Head:
    row = ChainHead.objects.get(pk=1)
    return Head(row.sequence, row.hash)


def entries_unfollowed(follower: str) -> int:
    """How many entries a follower has not applied yet."""
    cursor = Cursor.objects.filter(follower=follower).values_list("sequence", flat=True).first()
    return head().sequence - (cursor or 0)


def is_stalled(follower: str, after: timedelta) -> bool:
    """Whether entries have waited for a follower for longer than this, and it has not moved either.

    What a wrong clock wrote counts by how far it is off.
    """
    cursor = Cursor.objects.filter(follower=follower).first()
    waiting = Entry.objects.filter(sequence__gt=cursor.sequence if cursor else 0)
    first = waiting.order_by("sequence").values_list("at", flat=True).first()
    instants = [first, cursor.moved_at] if cursor and cursor.moved_at else [first]
    return first is not None and not any(at and is_recent(at, after) for at in instants)


def signed_head() -> dict[str, Any]:
    """The head as it is kept elsewhere: sequence, hash, the instant of signing, signature, key.

    `root` is over the hashes of all entries up to it: by it any entry is shown to be among them.
    """
    now = head()
    root = root_of(_digests_until(now.sequence))
    return head_signed(now.sequence, now.hash, root)


def head_signed(sequence: int, hash: str, root: bytes = b"") -> dict[str, Any]:
    """Any head, signed now: that of a copy stands where the copy stood."""
    said = {"sequence": sequence, "hash": hash, "instant": instant_text(timezone.now())}
    if root:
        said["root"] = root.hex()
    return signed(said, settings.BUREAU_JOURNAL_KEY)


def head_with_paths(
    sequences: Collection[int], until: int
) -> tuple[dict[str, Any], dict[int, list[str]]]:
    """The head as of entry `until`, signed now, and the way of each of these entries up to it."""
    root, paths = proved(_digests_until(until), [each - 1 for each in sequences])
    ways = {place + 1: [each.hex() for each in path] for place, path in paths.items()}
    return head_signed(until, hash_of_entry(until), root), ways


def evidence_signed(said: dict[str, Any]) -> dict[str, Any]:
    """What an evidence pack holds, signed with the journal's key."""
    return signed(said, settings.BUREAU_JOURNAL_KEY, EVIDENCE_PREFIX)


def _digests_until(sequence: int) -> bytes:
    hashes = Entry.objects.filter(sequence__lte=sequence).order_by("sequence")
    listed = hashes.values_list("hash", flat=True).iterator(chunk_size=5000)
    return b"".join(bytes.fromhex(each) for each in listed)


def journal_exported(*, with_contents: bool) -> Iterator[dict[str, Any]]:
    """Every entry in order, then the signed head, as the stand-alone verifier reads them.

    `contents` names what is not erased; what it is only `with_contents`. Read within `reading()`.
    """
    for entry in _entries():
        yield exported(entry, with_contents=with_contents)
    yield {"head": signed_head()}


def exported(entry: Entry, *, with_contents: bool = False) -> dict[str, Any]:
    """One entry as it is exported; its subjects and contents are best read before."""
    contents = {
        row.field: {"salt": row.salt, "value": row.value} if with_contents else None
        for row in entry.contents.all()
    }
    return {**said_by(entry), "hash": entry.hash, "contents": contents}


@once_while_reading
def record_number_now() -> int:
    """The newest record number; 0 while nothing has been recorded."""
    return RecordHead.objects.values_list("number", flat=True).get(pk=1)


def record_number_before(sequence: int) -> int:
    """The newest record number when an entry was about to be written."""
    before = Entry.objects.filter(sequence__lt=sequence, record_number__isnull=False)
    newest = before.order_by("-sequence").values_list("record_number", flat=True).first()
    return newest or 0


def record_numbers_at(sequences: Collection[int]) -> dict[int, int]:
    """The newest record number once each of these entries was written."""
    rows = Entry.objects.filter(
        record_number__isnull=False, sequence__lte=max(sequences, default=0)
    )
    numbered = list(rows.order_by("sequence").values_list("sequence", "record_number"))
    found: dict[int, int] = {}
    for sequence in sequences:
        place = bisect_right(numbered, sequence, key=lambda pair: pair[0])
        found[sequence] = numbered[place - 1][1] or 0 if place else 0
    return found


def _end_of(recorded: int) -> int | None:
    """The entry with which the record went on to the next number; None where it has not."""
    following = Entry.objects.filter(record_number=recorded + 1)
    return following.values_list("sequence", flat=True).first()


def on_record_at(
    things: Collection[Reference], recorded: int, *, act: str = ""
) -> frozenset[Reference]:
    """Those of these things, all of one kind, that an entry, of that act or any, touched before
    the record went on to the next number."""
    until = _end_of(recorded)
    rows = Subject.objects.filter(
        kind__in={each.kind for each in things}, number__in={each.id for each in things}
    )
    if until is not None:
        rows = rows.filter(entry__lt=until)
    if act:
        rows = rows.filter(entry__act=act)
    found = {Reference(kind, number) for kind, number in rows.values_list("kind", "number")}
    return frozenset(found & set(things))


def record_numbers() -> list[RecordNumber]:
    return list(RecordNumber.objects.order_by("number"))


def is_founded() -> bool:
    return Installation.objects.filter(pk=1).exists()


def is_demonstration() -> bool:
    return Installation.objects.filter(pk=1, demonstration=True).exists()


def entries_about(
    reference: Reference, limit: int = 200, *, recorded: int | None = None
) -> list[Entry]:
    """What happened to one thing, newest first; with `recorded` before the record went on to the
    next number."""
    about = Entry.objects.filter(subjects__kind=reference.kind, subjects__number=reference.id)
    if recorded is not None and (until := _end_of(recorded)) is not None:
        about = about.filter(sequence__lt=until)
    return list(about.order_by("-sequence").prefetch_related("subjects", "contents")[:limit])


def touched_between(after: int, before: int, person: int, kinds: Collection[str]) -> bool:
    """Whether an entry between two others touched this person, or a thing of one of these kinds."""
    rows = Subject.objects.filter(entry__gt=after, entry__lt=before)
    return rows.filter(Q(kind__in=kinds) | Q(kind="person", number=person)).exists()


def recorded_between(after: int, before: int) -> bool:
    """Whether an entry between two others changed the structure: it has a record number."""
    between = Entry.objects.filter(sequence__gt=after, sequence__lt=before)
    return between.filter(record_number__isnull=False).exists()


def wrote_between(after: int, before: int, people: Collection[int]) -> bool:
    """Whether an entry between two others is by one of these people, or about one."""
    between = Entry.objects.filter(sequence__gt=after, sequence__lt=before)
    about = Q(subjects__kind="person", subjects__number__in=people)
    return between.filter(Q(person__in=people) | about).exists()


def first_entry_about(reference: Reference) -> int:
    """The number of the first entry that touched a thing; 0 where none did."""
    rows = Subject.objects.filter(kind=reference.kind, number=reference.id)
    return int(rows.aggregate(first=Min("entry"))["first"] or 0)


def last_entry_about(*references: Reference) -> int:
    """The number of the last entry that touched one of these things; 0 where none did."""
    numbers: dict[str, list[int]] = {}
    for reference in references:
        numbers.setdefault(reference.kind, []).append(reference.id)
    rows = Subject.objects.none()
    for kind, of in numbers.items():
        rows |= Subject.objects.filter(kind=kind, number__in=of)
    return int(rows.aggregate(last=Max("entry"))["last"] or 0)


@dataclass(frozen=True, slots=True)
class Broken:
    """Where the chain does not hold, and how: altered, missing, reordered, content, head, or which
    record number."""

    sequence: int
    how: str


def broken_links() -> list[Broken]:
    """Every place at which the chain, its contents or its head do not verify; empty when sound."""
    found: list[Broken] = []
    expected, before = 1, GENESIS
    for entry in _entries():
        if entry.sequence != expected:
            found.append(Broken(expected, "missing"))
        if entry.previous != before or not is_as_hashed(entry):
            found.append(Broken(entry.sequence, "altered"))
        found += _contents_altered(entry)
        expected, before = entry.sequence + 1, entry.hash
    if head() != Head(expected - 1, before):
        found.append(Broken(expected - 1, "head"))
    return found + _numbers_broken()


def _numbers_broken() -> list[Broken]:
    """Record numbers that are not those of the entries, or of another instant; and their head."""
    carried = Entry.objects.filter(record_number__isnull=False)
    promised = {number: (at, sequence) for number, at, sequence in carried.values_list(*CARRIED)}
    given = dict(RecordNumber.objects.values_list("number", "at"))
    found = [
        Broken(promised.get(number, (None, 0))[1], f"record number {number}")
        for number in sorted(promised.keys() | given.keys())
        if number not in promised or promised[number][0] != given.get(number)
    ]
    if RecordHead.objects.get(pk=1).number != max(promised, default=0):
        found.append(Broken(head().sequence, "record head"))
    return found


def _entries() -> Iterable[Entry]:
    ordered = Entry.objects.order_by("sequence").prefetch_related("subjects", "contents")
    return ordered.iterator(chunk_size=500)


def is_as_hashed(entry: Entry) -> bool:
    """Whether an entry still says what its hash was made of."""
    return entry.hash == digest(said_by(entry))


def said_by(entry: Entry) -> dict[str, Any]:
    """All that an entry says, as it was hashed."""
    subjects = [(subject.kind, subject.number) for subject in entry.subjects.all()]
    return entry_said({name: getattr(entry, name) for name in SAID}, subjects)


def _contents_altered(entry: Entry) -> list[Broken]:
    details = details_said(entry.details)
    promised, kept = details.get("commitments", {}), details.get("contents_kept", ())
    return [
        Broken(entry.sequence, "content")
        for content in entry.contents.all()
        if _is_altered(content, promised.get(content.field, ""), is_kept=content.field in kept)
    ]


def _is_altered(content: Content, promised: str, *, is_kept: bool) -> bool:
    if content.value is None:
        return is_kept
    if len(content.salt) != SALT_DIGITS:  # a longer one may hold the beginning of the content
        return True
    return commitment(content.salt, content.value) != promised


def hash_of_entry(sequence: int) -> str:
    """The hash of one entry; that of the beginning for 0, empty where there is no such entry."""
    if sequence == 0:
        return GENESIS
    return Entry.objects.filter(sequence=sequence).values_list("hash", flat=True).first() or ""


def content_of(sequence: int, field: str) -> Content | None:
    """What lies behind a commitment; None where it was erased, or never was."""
    return Content.objects.filter(entry=sequence, field=field).first()


def contents_revealed(person: int, sequence: int, since: datetime) -> set[str]:
    """The fields of an entry that this person asked to see, with a reason, since an instant."""
    until = timezone.now() + SKEW
    asked = Entry.objects.filter(act=REVEAL, person=person, at__gte=since, at__lte=until)
    asked = asked.filter(subjects__kind="entry", subjects__number=sequence)
    return {details["field"] for details in asked.values_list("details", flat=True)}


@once_while_reading
def hash_of_record(number: int) -> str:
    """The hash of the entry that carries a record number; empty for 0 and for one not known."""
    with connection.cursor() as cursor:  # asked too often for a query to be written each time
        cursor.execute("SELECT hash FROM journal_entry WHERE record_number = %s", [number])
        found = cursor.fetchone()
    return str(found[0]) if found else ""


def hashes_of_records(after: int, until: int) -> dict[int, str]:
    """The hash of the entry of each record number after one up to another."""
    rows = Entry.objects.filter(record_number__gt=after, record_number__lte=until)
    pairs = rows.values_list("record_number", "hash")
    return {number: hash for number, hash in pairs if number is not None}


def instants_of_records(numbers: Iterable[int]) -> dict[int, datetime]:
    """When each of these record numbers was given."""
    rows = RecordNumber.objects.filter(number__in=set(numbers))
    return dict(rows.values_list("number", "at"))
