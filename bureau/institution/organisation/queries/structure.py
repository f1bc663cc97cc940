"""The structure at a coordinate: snapshots, the world that change sets are drafted on, days."""

from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from threading import Lock
from typing import Protocol
from zoneinfo import ZoneInfo

import numpy as np
from django.db.models import Q
from django.utils import timezone

from bureau.core.changes import world as core
from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.core.structure.columns import Columns
from bureau.core.structure.effects import Effect
from bureau.core.structure.ordering import Positions
from bureau.core.structure.overlay import Overlay, Plan, days_of_change
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation.models import Organisation, Post
from bureau.institution.organisation.queries.remembered import remembered
from bureau.institution.organisation.store import IDENTITIES, columns_now, effects_of
from bureau.record.journal.queries import record_number_now, record_number_until

SNAPSHOT_BYTES = 192 * 2**20
"""How much all kept snapshots of a process may take; the last one asked for is kept in any case."""
_snapshots: OrderedDict[tuple[int, int, int], Snapshot] = OrderedDict()
_lock = Lock()


class Known(core.World, Protocol):
    """The structure of one organisation, as it is or as it was, for `core.changes`."""

    @property
    def organisation(self) -> int: ...


@dataclass(frozen=True, slots=True)
class World:
    """The structure in force as known at `recorded`, for `core.changes`."""

    organisation: int
    recorded: int
    columns: Columns
    _read: dict[Reference, list[Effect]] = field(default_factory=dict, compare=False)

    def effects_of(self, subjects: Collection[Reference]) -> Mapping[Reference, Sequence[Effect]]:
        """Read once for each object: a preview looks at the same ones again and again."""
        unread = set(subjects) - self._read.keys()
        for subject, effects in effects_of(unread).items() if unread else ():
            self._read[subject] = [each for each in effects if each.record <= self.recorded]
        return {subject: self._read[subject] for subject in subjects}

    def until(self, recorded: int) -> "World":
        """The same as it was known earlier, with what was read of it."""
        read = {
            subject: [each for each in effects if each.record <= recorded]
            for subject, effects in self._read.items()
        }
        return World(self.organisation, recorded, self.columns, read)

    def own(self, units: Collection[int]) -> frozenset[int]:
        return frozenset(belonging("unit", units, self.organisation))

    def new_id(self, kind: str) -> int:
        """A bare identity: a number without content until an effect gives it some."""
        row = IDENTITIES[kind]._default_manager.create(organisation_id=self.organisation)
        return int(row.pk)


def world(organisation: int, recorded: int | None = None) -> World:
    number = record_number_now() if recorded is None else recorded
    return World(organisation, number, columns_now(number))


def snapshot(at: Coordinates, overlay: Overlay | None = None, *, seen: str = "") -> Snapshot:
    """The structure of all organisations on a day as known at a record number.

    `seen` is the hash of that number's entry, where it was just read.
    """
    return _snapshot(columns_now(at.recorded, seen), at, overlay)


def snapshots(
    days: Iterable[int], recorded: int, overlay: Overlay | None = None
) -> tuple[Snapshot, ...]:
    """The structure on each of these days: the columns are asked for once, however many days."""
    columns = columns_now(recorded)
    return tuple(_snapshot(columns, Coordinates(day, recorded), overlay) for day in days)


def _snapshot(columns: Columns, at: Coordinates, overlay: Overlay | None) -> Snapshot:
    if overlay is not None or columns.is_passing:
        return Snapshot(columns, at, overlay)
    settled = Coordinates(columns.settled_day(at.valid), at.recorded)
    key = (settled.valid, settled.recorded, id(columns))
    with _lock:
        found = _snapshots.pop(key, None) or Snapshot(columns, settled)
        _snapshots[key] = found
        _let_go()
    return found.on(at)


def _let_go() -> None:
    """Forget those not asked for the longest, and all of columns that are no more read."""
    newest = next(reversed(_snapshots.values()))
    for key in [key for key, one in _snapshots.items() if one.columns is not newest.columns]:
        del _snapshots[key]
    sizes = [(key, one.size_in_bytes()) for key, one in _snapshots.items()]
    held = sum(size for _, size in sizes)
    for key, size in sizes[:-1]:
        if held <= SNAPSHOT_BYTES:
            return
        del _snapshots[key]
        held -= size


def changing_days(
    at: Coordinates, overlay: Plan | None = None, within: Collection[Reference] | None = None
) -> list[int]:
    """The days on which anything changes, as known at the record number."""
    return days_of_change(columns_now(at.recorded), at.recorded, overlay, within)


def today(organisation: Organisation | None) -> date:
    """The day it is where the organisation is."""
    return day_there(timezone.now(), organisation)


def not_over(organisation: str, until: str = "valid_until") -> Q:
    """Rows whose day `until` has not come where their organisation is, or that have none.

    `organisation` is the path from a row to its organisation.
    """
    numbers = defaultdict[date, list[int]](list)
    for row in Organisation.objects.all():
        numbers[today(row)].append(row.pk)
    rows = Q(**{f"{until}__isnull": True})
    for day, there in numbers.items():
        rows |= Q(**{f"{organisation}__in": there, f"{until}__gt": day})
    return rows


def today_of_post(post: int) -> date:
    """The day it is where the organisation of a post is."""
    return today(Post.objects.select_related("organisation").get(pk=post).organisation)


def day_there(instant: datetime, organisation: Organisation | None) -> date:
    """The day on which an instant fell where the organisation is."""
    return day_in(instant, organisation.zone if organisation else "UTC")


def day_in(instant: datetime, zone: str) -> date:
    """The day on which an instant fell in a zone."""
    return instant.astimezone(ZoneInfo(zone)).date()


def record_number_on(day: date, organisation: Organisation) -> int:
    """The last record number before that day's end in the organisation's zone."""
    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(organisation.zone))
    return record_number_until(midnight)


def today_in_force(organisation: Organisation | None = None) -> Snapshot:
    """The structure as of today, as known now; the day is that of the organisation, else that of
    the first one."""
    day = today(organisation or Organisation.objects.order_by("pk").first())
    return snapshot(Coordinates(day.toordinal(), record_number_now()))


def in_force_where(organisations: Iterable[int]) -> dict[int, Snapshot]:
    """The structure as of today, as known now, by organisation: each on its own day."""
    rows = Organisation.objects.filter(pk__in=set(organisations))
    return {row.pk: today_in_force(row) for row in rows}


def in_force_by_post(posts: Iterable[int]) -> dict[int, Snapshot]:
    """The same by post: each on the day of its organisation."""
    found = Post.objects.filter(pk__in=set(posts)).values_list("pk", "organisation")
    owners = dict(found)
    there = in_force_where(owners.values())
    return {post: there[owner] for post, owner in owners.items()}


@dataclass(frozen=True, slots=True)
class Present:
    """What stands at one instant, by the days on which rights begin and end.

    What a post gives, its holder or its delegate has by the day that it is where its organisation
    is: `days` has each of these days, with its organisations (None: all). A direct grant is of no
    organisation: it goes by the day in UTC, `granted_on`.
    """

    days: tuple[tuple[Snapshot, frozenset[int] | None], ...]
    granted_on: date


def present(
    organisations: Iterable[Organisation], recorded: int | None = None, seen: str = ""
) -> Present:
    """The present of all `organisations` there are, as known now or at a record number; `seen` as
    for `snapshot`."""
    now, on = timezone.now(), defaultdict[int, set[int]](set)
    for each in organisations:
        on[day_there(now, each).toordinal()].add(each.pk)
    number = record_number_now() if recorded is None else recorded
    utc = now.astimezone(UTC).date()
    stand = {day: snapshot(Coordinates(day, number), seen=seen) for day in on or [utc.toordinal()]}
    if len(stand) == 1:
        return Present(((stand.popitem()[1], None),), utc)
    return Present(tuple((stand[day], frozenset(on[day])) for day in sorted(on)), utc)


def on_one_day(now: Snapshot) -> Present:
    """As if it were the day of the snapshot everywhere."""
    return Present(((now, None),), date.fromordinal(now.coordinates.valid))


def belonging(kind: str, ids: Collection[int], organisation: int) -> list[int]:
    """Those of these objects that belong to an organisation, in order of their number."""
    rows = IDENTITIES[kind]._default_manager.filter(pk__in=ids, organisation=organisation)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def roots_of(now: Snapshot, organisation: int) -> list[int]:
    """The units at the top of one organisation; several organisations share a snapshot."""
    found: list[int] = _roots_of(now, organisation).tolist()
    return found


@remembered
def _roots_of(now: Snapshot, organisation: int) -> Positions:
    roots = [unit.id for unit in now.roots()]
    mine = set(belonging("unit", roots, organisation))
    return np.array([root for root in roots if root in mine], np.int64)
