"""One entry of the journal with all that belongs to it: subjects, contents, the actor's rights."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.institution.organisation.queries.organisations import organisation_of
from bureau.institution.organisation.queries.structure import day_there
from bureau.institution.procedures.queries.rights import Right, rights_of
from bureau.record.journal.models import Content, Entry
from bureau.record.journal.queries import (
    contents_revealed,
    is_as_hashed,
    record_number_before,
)
from bureau.thread.audit.queries.entries import labelled, names_in
from bureau.web.answers import Label

SUBJECTS_MOST = 200
REVEALED_FOR = timedelta(minutes=30)
"""How long what was asked for with a reason stays on the page of who asked."""


@dataclass(frozen=True, slots=True)
class Committed:
    """One commitment of an entry.

    `state` is kept, elsewhere (the thing itself holds the words) or erased; `value` is what is
    shown, None unless this reader asked for it with a reason.
    """

    field: str
    commitment: str
    state: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Whole:
    """An entry as its page shows it; `rights` are those of who acted, as known that day."""

    entry: Entry
    day: date
    person: str
    post: str
    subjects: tuple[tuple[Reference, Label | None], ...]
    subjects_more: int
    contents: tuple[Committed, ...]
    is_as_hashed: bool
    rights: tuple[Right, ...]
    has_next: bool


def whole_entry(actor: Actor, sequence: int) -> Whole | None:
    entry = Entry.objects.filter(pk=sequence).prefetch_related("subjects", "contents").first()
    if entry is None:
        return None
    names, day = names_in([entry]), day_there(entry.at, organisation_of(actor))
    touched = sorted(Reference(row.kind, row.number) for row in entry.subjects.all())
    shown = touched[:SUBJECTS_MOST]
    labels = labelled(actor, shown)
    return Whole(
        entry=entry,
        day=day,
        person=names.person(entry.person),
        post=names.post(entry.post, day),
        subjects=tuple((each, labels.get(each)) for each in shown),
        subjects_more=len(touched) - len(shown),
        contents=tuple(_contents(actor, entry, timezone.now() - REVEALED_FOR)),
        is_as_hashed=is_as_hashed(entry),
        rights=rights_at(entry, day),
        has_next=Entry.objects.filter(pk=sequence + 1).exists(),
    )


def rights_at(entry: Entry, day: date) -> tuple[Right, ...]:
    """What whoever acted could do on the day of the entry, as it was known just before it."""
    if entry.person is None:
        return ()
    return rights_of(entry.person, day, recorded=record_number_before(entry.pk), at=entry.at)


def _contents(actor: Actor, entry: Entry, since: datetime) -> Iterator[Committed]:
    promised: dict[str, str] = entry.details.get("commitments", {})
    if not promised:
        return
    there: dict[str, Content] = {row.field: row for row in entry.contents.all()}
    shown = contents_revealed(actor.person or 0, entry.pk, since)
    for field, commitment in sorted(promised.items()):
        row = there.get(field)
        state = "erased" if row is None else "elsewhere" if row.value is None else "kept"
        value = row.value if row and field in shown else None
        yield Committed(field, commitment, state, value)
