"""What a set would do, for sets of any size: findings, what differs on a day, and what it costs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bureau.core.changes.actions import Action
from bureau.core.changes.check.case import Case
from bureau.core.changes.check.findings import Outside
from bureau.core.changes.check.run import examined
from bureau.core.changes.check.told import Findings
from bureau.core.changes.costed import NO_FACTORS, PostCosts, costs_of
from bureau.core.changes.touched import TouchedKind, touched_on
from bureau.core.changes.world import World
from bureau.core.costs import Factors, StandardCost, Year
from bureau.core.spans import Day


@dataclass(frozen=True, slots=True)
class MassPreview:
    """`differing` holds, kind by kind, the touched objects that on `day` are not as without it."""

    findings: Findings
    day: Day
    differing: Mapping[str, TouchedKind]
    cost: PostCosts


def mass_preview(
    actions: Iterable[Action],
    world: World,
    costs: Sequence[StandardCost],
    *,
    today: Day,
    outside: Outside | None = None,
    factors: Factors = NO_FACTORS,
) -> MassPreview:
    """The set looked at as a whole; nothing is written out that is not asked for."""
    case = Case(actions, world, today, outside or Outside())
    findings = examined(case)
    day = case.last or today
    return MassPreview(
        findings=findings,
        day=day,
        differing={kind: touched_on(case, kind, day) for kind in world.columns.tables},
        cost=costs_of(case, costs, Year.calendar(case.first or today), factors),
    )
