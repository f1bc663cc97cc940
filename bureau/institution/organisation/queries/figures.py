"""Layers, span of control and vacancy rate: by unit on a day, and of one unit over the years."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from threading import Lock
from weakref import WeakKeyDictionary

from bureau.core.coordinates import Coordinates
from bureau.core.structure.columns import Columns
from bureau.core.structure.figures import Figures, Measured
from bureau.core.structure.overlay import Overlay
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Unit
from bureau.institution.organisation.store import columns_now
from bureau.web.formats import as_date

QUARTERS = (1, 4, 7, 10)
KEPT_MOST = 2000
type Kept = OrderedDict[tuple[int, int, int], Figures | None]
_kept: WeakKeyDictionary[Columns, Kept] = WeakKeyDictionary()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class FiguresOn:
    """The figures of a unit on a day."""

    day: int
    figures: Figures


def figures_by_unit(now: Snapshot, units: Sequence[Unit]) -> list[tuple[Unit, Figures]]:
    """Each with all below it, on the day of the snapshot."""
    measured = Measured(now)
    return [(unit, measured.of(unit.id)) for unit in units]


def figures_over(
    unit: int, at: Coordinates, years: int, overlay: Overlay | None = None
) -> list[FiguresOn]:
    """On the first day of each quarter (of each year, where they are many) and on the valid day.

    As known at the record number; days on which the unit does not stand are left out.
    """
    columns = columns_now(at.recorded)
    found = []
    for day in _days(at.valid, years):
        on_day = Coordinates(day, at.recorded, at.plan)
        figures = _measured(columns, on_day, unit, overlay)
        if figures is not None:
            found.append(FiguresOn(day, figures))
    return found


def _measured(
    columns: Columns, at: Coordinates, unit: int, overlay: Overlay | None
) -> Figures | None:
    """What is known at a record number of a day does not change: it is measured once."""
    key = (at.valid, at.recorded, unit)
    with _lock:
        kept = _kept.setdefault(columns, OrderedDict())
        if overlay is None and key in kept:
            return kept[key]
    now = Snapshot(columns, at, overlay)
    figures = None if now.unit(unit) is None else Measured(now).of(unit)
    if overlay is None:
        with _lock:
            kept[key] = figures
            while len(kept) > KEPT_MOST:
                kept.popitem(last=False)
    return figures


def _days(valid: int, years: int) -> list[int]:
    last = as_date(valid)
    months = QUARTERS if years <= 4 else QUARTERS[:1]
    days = [
        date(year, month, 1).toordinal()
        for year in range(max(last.year - years, 1), last.year + 1)
        for month in months
    ]
    first = date(max(last.year - years, 1), last.month, 1).toordinal()
    return [*(day for day in days if first <= day < valid), valid]
