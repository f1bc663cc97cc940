"""A staffing table as adopted beside the posts as they stand: counts by unit and grade."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.db.models import Q

from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation.models import AdoptedCount, AdoptedTable
from bureau.institution.organisation.queries.asked import Side
from bureau.institution.organisation.queries.lineage import Called, called
from bureau.institution.organisation.queries.structure import snapshot

type Counts = dict[tuple[int, str], int]


@dataclass(frozen=True, slots=True)
class AdoptedRow:
    """Posts of one grade in one unit itself, as adopted and as they stand."""

    unit: int
    called: Called | None
    grade: str
    adopted: int
    standing: int

    @property
    def difference(self) -> int:
        return self.standing - self.adopted


def adopted_tables(organisation: int) -> list[AdoptedTable]:
    """All of them, latest period first."""
    rows = AdoptedTable.objects.filter(organisation=organisation).select_related("instrument")
    return list(rows.order_by("-valid_from", "-pk"))


def adopted_on(organisation: int, day: date) -> AdoptedTable | None:
    """The one whose period has the day, the latest where several have; else the latest begun."""
    rows = AdoptedTable.objects.filter(organisation=organisation, valid_from__lte=day)
    rows = rows.select_related("instrument").order_by("-valid_from", "-pk")
    in_force = rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day)).first()
    return in_force or rows.first()


def posts_counted(now: Snapshot, unit: int) -> Counts:
    """The posts of a unit and of each below it, by the unit they are in and by grade."""
    posts = now.standing("post")
    units, grades = posts.field("unit"), posts.field("grade")
    chosen = np.isin(units, np.array(now.subtree(unit), np.int32))
    pairs, counts = np.unique(np.stack([units[chosen], grades[chosen]]), axis=1, return_counts=True)
    word = posts.table.vocabulary.word
    return {
        (unit, word(grade)): count
        for unit, grade, count in zip(*pairs.tolist(), counts.tolist(), strict=True)
    }


def side_of_table(table: AdoptedTable, recorded: int) -> Side:
    """Where the structure is read to explain what is otherwise: the frozen reading, else the first
    day of the period as known now."""
    if table.read_valid is None or table.read_recorded is None:
        return Side(Coordinates(table.valid_from.toordinal(), recorded))
    return Side(Coordinates(table.read_valid, table.read_recorded))


def counts_of_table(table: AdoptedTable) -> Counts:
    """The counts as adopted."""
    if table.read_valid is not None and table.read_recorded is not None:
        return posts_counted(
            snapshot(Coordinates(table.read_valid, table.read_recorded)), table.unit
        )
    rows = AdoptedCount.objects.filter(table=table)
    return {(unit, grade): n for unit, grade, n in rows.values_list("unit", "grade", "count")}


def beside_adopted(
    table: AdoptedTable, now: Snapshot, grades: Sequence[str], *, only_different: bool
) -> list[AdoptedRow]:
    """By unit in the order of the chart, units that are no more last, and by grade."""
    adopted, standing = counts_of_table(table), posts_counted(now, table.unit)
    units = {unit: place for place, unit in enumerate(now.subtree(table.unit))}
    order = {grade: place for place, grade in enumerate(grades)}
    keys = sorted(
        adopted.keys() | standing.keys(),
        key=lambda key: (
            units.get(key[0], len(units)),
            key[0],
            order.get(key[1], len(order)),
            key[1],
        ),
    )
    names = called([Reference("unit", unit) for unit, _grade in keys], now)
    rows = [
        AdoptedRow(
            unit,
            names.get(Reference("unit", unit)),
            grade,
            adopted.get((unit, grade), 0),
            standing.get((unit, grade), 0),
        )
        for unit, grade in keys
    ]
    return [row for row in rows if row.difference] if only_different else rows


def summed_by_grade(
    rows: Sequence[AdoptedRow], grades: Sequence[str]
) -> list[tuple[str, int, int]]:
    """(grade, adopted, standing) over all units, in the order of grades."""
    listed = [*grades, *sorted({row.grade for row in rows} - set(grades))]
    found = []
    for grade in listed:
        same = [row for row in rows if row.grade == grade]
        if same:
            found.append(
                (grade, sum(row.adopted for row in same), sum(row.standing for row in same))
            )
    return found
