"""Strategic plans: their versions, the one in force on a day, and elements in their order."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bureau.institution.instruments.models import PlanLine, PlanVersion, StrategicPlan


@dataclass(frozen=True, slots=True)
class Placed:
    """A line of a version with how deep it stands."""

    row: PlanLine
    depth: int


def plans_of(organisation: int) -> list[StrategicPlan]:
    return list(StrategicPlan.objects.filter(organisation=organisation).order_by("pk"))


def versions_in_force(plans: Collection[int], day: date) -> dict[int, PlanVersion]:
    """Of each plan the version in force on the day; a plan without one is left out."""
    rows = PlanVersion.objects.filter(plan__in=plans, valid_from__lte=day)
    latest: dict[int, PlanVersion] = {}
    for row in rows.select_related("plan", "instrument").order_by("valid_from", "number"):
        latest[row.plan_id] = row
    return {
        plan: row
        for plan, row in latest.items()
        if row.valid_until is None or row.valid_until > day
    }


def placed(version: int) -> list[Placed]:
    """The lines of a version, each after the line it stands under."""
    return list(_placed(PlanLine.objects.filter(version=version)))


def _placed(rows: Iterable[PlanLine]) -> Iterator[Placed]:
    under: dict[int | None, list[PlanLine]] = defaultdict(list)
    for row in rows:
        under[row.under_id].append(row)

    def below(parent: int | None, depth: int) -> Iterator[Placed]:
        for row in under[parent]:
            yield Placed(row, depth)
            yield from below(row.pk, depth + 1)

    yield from below(None, 0)


def lines_of_elements(elements: Collection[int]) -> dict[int, PlanLine]:
    """Each element as the newest version that has it places and words it, an adopted one first."""
    rows = PlanLine.objects.filter(element__in=elements).select_related("version__plan")
    found: dict[int, PlanLine] = {}
    for row in rows.order_by("version__number"):
        known = found.get(row.element_id)
        if known is None or row.version.instrument_id or not known.version.instrument_id:
            found[row.element_id] = row
    return found
