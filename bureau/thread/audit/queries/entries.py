"""Entries of the journal that somebody asks for, newest first, a page at a time."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils import timezone
from django.utils.translation import gettext as _

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.institution.governance.queries.people_named import People, people_and_posts
from bureau.institution.organisation.queries.organisations import organisation_of
from bureau.institution.organisation.queries.structure import day_there
from bureau.record.accounts.queries import people_named
from bureau.record.journal.models import Entry, Subject
from bureau.record.journal.queries import Head, exported, head, head_signed
from bureau.web import kinds
from bureau.web.answers import Label
from bureau.web.numbers import number_asked

SUBJECTS_SHOWN = 3
CHUNK = 500
NOTHING = Q(pk__in=())


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are asked for; what is empty asks for all. Days are those of the reader's zone.

    `person` is a number or a part of a name.
    """

    act: str = ""
    person: str = ""
    kind: str = ""
    number: int | None = None
    record: int | None = None
    first: date | None = None
    last: date | None = None
    among: Q = field(default_factory=Q)

    def is_everything(self) -> bool:
        return self == Wanted()

    def entries(self) -> QuerySet[Entry]:
        found = Entry.objects.filter(self.among, self._by(), self._about(), self._on())
        if self.act:
            found = found.filter(act=self.act)
        if self.record is not None:
            found = found.filter(record_number=self.record)
        return found

    def _by(self) -> Q:
        if not self.person:
            return Q()
        if (person := number_asked(self.person)) is not None:
            return Q(person=person)
        return Q(person__in=people_named(self.person))

    def _about(self) -> Q:
        if not self.kind and self.number is None:
            return Q()
        subjects = Subject.objects.all()
        if self.kind:
            subjects = subjects.filter(kind=self.kind)
        if self.number is not None:
            subjects = subjects.filter(number=self.number)
        return Q(pk__in=subjects.values("entry"))

    def _on(self) -> Q:
        found = Q()
        if self.first:
            found &= Q(at__gte=_midnight(self.first))
        if self.last:
            found &= Q(at__lt=_midnight(self.last + timedelta(days=1)))
        return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_current_timezone())


@dataclass(frozen=True, slots=True)
class Touched:
    """What an entry touched: the first few, with their names where the reader may see them."""

    count: int
    first: tuple[tuple[Reference, Label | None], ...]

    @property
    def more(self) -> int:
        return self.count - len(self.first)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry with the names of who acted, in which post, and on what."""

    entry: Entry
    person: str
    post: str
    touched: Touched


@dataclass(frozen=True, slots=True)
class Page:
    """`newer` and `older` are the keys of the pages beside this one, None where there is none."""

    lines: tuple[Line, ...]
    newer: str | None
    older: str | None


def page_of_entries(actor: Actor, wanted: Wanted, key: str, most: int) -> Page:
    """The newest entries, or those beside the entry that the key names (older-7, newer-7)."""
    direction, _, said = key.partition("-")
    found, number = wanted.entries(), number_asked(said)
    if direction == "newer" and number is not None:
        newer = found.filter(pk__gt=number).order_by("sequence")
        listed = list(reversed(newer[: most + 1]))
        shown, has_newer, has_older = listed[-most:], len(listed) > most, True
    else:
        has_newer = direction == "older" and number is not None
        older = found.filter(pk__lt=number) if has_newer else found
        listed = list(older.order_by("-sequence")[: most + 1])
        shown, has_older = listed[:most], len(listed) > most
    return Page(
        lines_of(actor, shown),
        f"newer-{shown[0].pk}" if shown and has_newer else None,
        f"older-{shown[-1].pk}" if shown and has_older else None,
    )


def lines_of(actor: Actor, entries: Collection[Entry]) -> tuple[Line, ...]:
    """Entries put into names, any number of them in as many reads as there are kinds in them."""
    people, organisation = names_in(entries), organisation_of(actor)
    touched = _touched(actor, [entry.pk for entry in entries])
    none = Touched(0, ())
    return tuple(
        Line(
            entry,
            people.person(entry.person),
            people.post(entry.post, day_there(entry.at, organisation)),
            touched.get(entry.pk, none),
        )
        for entry in entries
    )


def names_in(entries: Iterable[Entry]) -> People:
    listed = list(entries)
    return people_and_posts((one.person for one in listed), (one.post for one in listed))


def _touched(actor: Actor, entries: Collection[int]) -> dict[int, Touched]:
    rows = Subject.objects.filter(entry__in=entries)
    counts = dict(rows.values_list("entry").annotate(Count("pk")).order_by())
    place = Window(RowNumber(), F("entry"), [_tellingness(), F("kind"), F("number")])
    first = rows.annotate(place=place).filter(place__lte=SUBJECTS_SHOWN)
    by_entry: dict[int, list[Reference]] = {}
    told = first.order_by("entry", "place").values_list("entry_id", "kind", "number")
    for entry, kind, number in told:
        by_entry.setdefault(entry, []).append(Reference(kind, number))
    labels = labelled(actor, (each for found in by_entry.values() for each in found))
    return {
        entry: Touched(counts[entry], tuple((each, labels.get(each)) for each in found))
        for entry, found in by_entry.items()
    }


def _tellingness() -> Case:
    """Cases that go by rules first, for what was done was done to them; then what people know by
    name; last the rows that only Bureau knows."""
    cases = [row.name for row in kinds.kinds() if row.routed != kinds.NONE]
    known = [row.name for row in kinds.kinds() if row.plural]
    ranks = When(kind__in=cases, then=Value(0)), When(kind__in=known, then=Value(1))
    return Case(*ranks, default=Value(2))


def labelled(actor: Actor, references: Iterable[Reference]) -> Mapping[Reference, Label]:
    """Names of those that are of a kind people know; of what the reader may not see, its kind."""
    kinds_known = {row.name: str(row.plural) for row in kinds.kinds()}
    known = [each for each in references if each.kind in kinds_known]
    unseen = _("{kind}, number {number}")
    return {
        each: Label(unseen.format(kind=kinds_known[each.kind], number=each.id), "")
        for each in known
        if kinds_known[each.kind]
    } | dict(kinds.describe(actor, known))


def entries_in_chunks(wanted: Wanted, until: int) -> Iterator[list[Entry]]:
    """Every entry asked for up to a number, oldest first, with subjects and contents."""
    after = 0
    found = wanted.entries().filter(pk__lte=until).order_by("sequence")
    while chunk := list(
        found.filter(pk__gt=after).prefetch_related("subjects", "contents")[:CHUNK]
    ):
        yield chunk
        after = chunk[-1].pk


def entries_as_exported(wanted: Wanted) -> Iterator[dict[str, Any]]:
    """As the verifier reads them; with the signed head where nothing was left out."""
    now: Head = head()
    for chunk in entries_in_chunks(wanted, now.sequence):
        yield from (exported(entry) for entry in chunk)
    if wanted.is_everything():
        yield {"head": head_signed(now.sequence, now.hash)}
