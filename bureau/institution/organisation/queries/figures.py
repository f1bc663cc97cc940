"""Layers, span of control and vacancy rate: by unit on a day, and of one unit over the years."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bureau.core.coordinates import Coordinates
from bureau.core.structure.figures import Figures, Measured
from bureau.core.structure.overlay import Overlay
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Unit
from bureau.institution.organisation.store import columns_now
from bureau.web.formats import as_date

QUARTERS = (1, 4, 7, 10)


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
        now = Snapshot(columns, Coordinates(day, at.recorded, at.plan), overlay)
        if now.unit(unit) is not None:
            found.append(FiguresOn(day, Measured(now).of(unit)))
    return found


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
