"""The structure at a coordinate: snapshots, the world that change sets are drafted on, days."""

from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from threading import Lock
from zoneinfo import ZoneInfo

import numpy as np
from django.utils import timezone

from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.core.structure.columns import Columns
from bureau.core.structure.effects import Effect
from bureau.core.structure.ordering import Positions
from bureau.core.structure.overlay import Overlay, days_of_change
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.remembered import remembered
from bureau.institution.organisation.store import IDENTITIES, columns_now, effects_of
from bureau.record.journal.queries import record_number_now, record_number_until

SNAPSHOTS_KEPT = 16
_snapshots: OrderedDict[tuple[int, int, int], Snapshot] = OrderedDict()
_lock = Lock()


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

    def new_id(self, kind: str) -> int:
        """A bare identity: a number without content until an effect gives it some."""
        row = IDENTITIES[kind]._default_manager.create(organisation_id=self.organisation)
        return int(row.pk)


def world(organisation: int, recorded: int | None = None) -> World:
    number = record_number_now() if recorded is None else recorded
    return World(organisation, number, columns_now(number))


def snapshot(at: Coordinates, overlay: Overlay | None = None) -> Snapshot:
    """The structure of all organisations on a day as known at a record number."""
    columns = columns_now(at.recorded)
    if overlay is not None:
        return Snapshot(columns, at, overlay)
    key = (at.valid, at.recorded, id(columns))
    with _lock:
        if key in _snapshots:
            _snapshots.move_to_end(key)
        else:
            _snapshots[key] = Snapshot(columns, at, None)
            if len(_snapshots) > SNAPSHOTS_KEPT:
                _snapshots.popitem(last=False)
        return _snapshots[key]


def changing_days(
    at: Coordinates, overlay: Overlay | None = None, within: Collection[Reference] | None = None
) -> list[int]:
    """The days on which anything changes, as known at the record number."""
    return days_of_change(columns_now(at.recorded), at.recorded, overlay, within)


def today(organisation: Organisation | None) -> date:
    """The day it is where the organisation is."""
    zone = ZoneInfo(organisation.zone) if organisation else ZoneInfo("UTC")
    return timezone.now().astimezone(zone).date()


def record_number_on(day: date, organisation: Organisation) -> int:
    """The last record number before that day's end in the organisation's zone."""
    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(organisation.zone))
    return record_number_until(midnight)


def today_in_force() -> Snapshot:
    """The structure as of today, as known now; the day is that of the first organisation."""
    day = today(Organisation.objects.order_by("pk").first())
    return snapshot(Coordinates(day.toordinal(), record_number_now()))


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
