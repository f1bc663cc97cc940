"""Standard costs that tables say, held beside those that the organisation has."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bureau.core.imports.halves import Fault, Left
from bureau.core.imports.plan import CostSaid, Named
from bureau.core.reasons import Reason
from bureau.institution.imports.models import Department, ImportedThing
from bureau.institution.imports.store import things_known
from bureau.institution.organisation.models import StandardCost

COST = "standard_cost"


@dataclass(frozen=True, slots=True)
class CostDue:
    """A cost to be put on record; `instead` is the row that an import wrote before, and which only
    ends on another day where `is_end`."""

    cost: CostSaid
    instead: int | None = None
    is_end: bool = False


@dataclass(frozen=True, slots=True)
class CostsOwed:
    dues: tuple[CostDue, ...] = ()
    faults: tuple[Fault, ...] = ()


NO_COSTS = CostsOwed()


def costs_owed(department: Department, costs: Mapping[Named, CostSaid]) -> CostsOwed:
    """What to write of these costs; what somebody recorded by hand stays and is told."""
    known = things_known(department.pk, costs.keys())
    standing = _standing(department)
    rows = {row.pk: row for row in standing}
    own = set(ImportedThing.objects.filter(department=department, kind=COST).values_list("subject"))
    by_hand = [row for row in standing if (row.pk,) not in own]
    dues: list[CostDue] = []
    faults: list[Fault] = []
    for thing, cost in costs.items():
        row = rows.get(known.get(thing, 0))
        met = [other for other in by_hand if _meets(other, cost)]
        if met:
            faults += [] if _is_same(met[0], cost) else [_fault(cost, "cost_stands")]
        elif row is None:
            dues.append(CostDue(cost))
        elif not _is_same(row, cost, but_end=True):
            dues.append(CostDue(cost, row.pk))
        elif _ends(row) != cost.valid_until:
            if cost.valid_until is None or (_ends(row) or cost.valid_until) < cost.valid_until:
                faults.append(_fault(cost, "cost_ended_since"))
            else:
                dues.append(CostDue(cost, row.pk, is_end=True))
    return CostsOwed(tuple(dues), tuple(faults))


def costs_standing(ids: Collection[int]) -> Iterator[int]:
    """Of these rows those that are there."""
    yield from StandardCost.objects.filter(pk__in=ids).order_by("pk").values_list("pk", flat=True)


def _standing(department: Department) -> list[StandardCost]:
    return list(StandardCost.objects.filter(organisation=department.organisation).order_by("pk"))


def _is_same(row: StandardCost, cost: CostSaid, *, but_end: bool = False) -> bool:
    said = cost.amount_minor, cost.currency, date.fromordinal(cost.valid_from)
    is_same = (row.amount_minor, row.currency, row.valid_from) == said
    return is_same and (but_end or _ends(row) == cost.valid_until)


def _ends(row: StandardCost) -> int | None:
    return row.valid_until.toordinal() if row.valid_until else None


def _meets(row: StandardCost, cost: CostSaid) -> bool:
    """Whether both hold for the same grade and place on some day."""
    ends = _ends(row)
    is_apart = (ends is not None and ends <= cost.valid_from) or (
        cost.valid_until is not None and cost.valid_until <= row.valid_from.toordinal()
    )
    return (row.grade, row.place) == (cost.grade, cost.place) and not is_apart


def _fault(cost: CostSaid, code: str) -> Fault:
    reason = Reason(code, {"key": f"{cost.grade} · {cost.place}"})
    return Fault(cost.source.file, cost.source.row, "", reason, Left.ROW)
