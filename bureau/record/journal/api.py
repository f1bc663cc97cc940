"""The journal for programs: entries as they are hashed, and changes held to what was read."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model
from ninja import Query, Router, Schema

from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.core.scopes import Scope
from bureau.record.journal.models import Entry
from bureau.record.journal.permissions import may_read_journal
from bureau.record.journal.queries import head, last_entry_about, reading
from bureau.record.journal.services import Act, Asked
from bureau.web.api import pages
from bureau.web.api.calls import Call, needs, states_matched
from bureau.web.api.pages import Paged
from bureau.web.api.problems import REFUSED, Problem
from bureau.web.api.words import Id, Short

router = Router(tags=["journal"])


class EntriesAsked(Paged):
    kind: Short | None = None
    number: Id | None = None
    act: Short | None = None


class EntryOut(Schema):
    """One entry, with its hash and the one before it. No personal data, no prose."""

    sequence: int
    at: datetime
    person: int | None
    post: int | None
    act: str
    record_number: int | None
    details: dict[str, Any]
    subjects: list[str]
    previous: str
    hash: str


class Entries(Schema):
    """`head` is the newest entry and its hash: keep it elsewhere."""

    items: list[EntryOut]
    next: str | None
    head: str
    head_sequence: int


@router.get("journal", response={200: Entries, **REFUSED})
@needs(Scope.JOURNAL)
def entries(request: Call, asked: Query[EntriesAsked]) -> object:
    """Entries in their order: all, those about one thing (kind and number), or of one act."""
    if not may_read_journal(request.actor):
        raise Problem(403, "auditor_only")
    with reading():
        rows = Entry.objects.order_by("sequence").prefetch_related("subjects")
        if after := pages.read(asked.cursor, int):
            rows = rows.filter(sequence__gt=after[0])
        if asked.kind and asked.number:
            rows = rows.filter(subjects__kind=asked.kind, subjects__number=asked.number)
        if asked.act:
            rows = rows.filter(act=asked.act)
        found, now = rows[: asked.limit + 1], head()
        shown, following = pages.page_of(found, asked, lambda row: (row.sequence,))
        return Entries(
            items=[_out(row) for row in shown],
            next=following,
            head=now.hash,
            head_sequence=now.sequence,
        )


def _out(row: Entry) -> EntryOut:
    return EntryOut(
        sequence=row.sequence,
        at=row.at,
        person=row.person,
        post=row.post,
        act=row.act,
        record_number=row.record_number,
        details=row.details,
        subjects=sorted(f"{one.kind}:{one.number}" for one in row.subjects.all()),
        previous=row.previous,
        hash=row.hash,
    )


def shows_state_of(request: Call, *things: Reference) -> None:
    """Put on a read the state that a change of these things is held to."""
    request.state = str(last_entry_about(*things))


def held_to(
    request: Call, key: str, if_match: str, row: tuple[type[Model], int], *things: Reference
) -> Asked:
    """A change that is refused where one of the things was changed since they were read.

    Every such change locks the row, so the state is looked at behind that lock.
    """
    return Asked(request.actor, key, still=_still(row, things, states_matched(if_match)))


def _still(
    row: tuple[type[Model], int], things: Iterable[Reference], states: frozenset[str] | None
) -> Callable[[Act], None] | None:
    if states is None:
        return None

    def still(act: Act) -> None:
        act.lock(*row)
        if str(last_entry_about(*things)) not in states:
            raise Refused(Reason("changed_since_seen"))

    return still
