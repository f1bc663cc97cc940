"""What a set would do, for sets of any size: findings, what differs on a day, and what it costs."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.changes.check.case import Case
from bureau.core.changes.check.findings import Answer, Outside
from bureau.core.changes.check.run import examined
from bureau.core.changes.check.told import Findings
from bureau.core.changes.costed import NO_FACTORS, PostCosts, costs_of
from bureau.core.changes.touched import TouchedKind, touched_on
from bureau.core.changes.world import World
from bureau.core.costs import Factors, StandardCost, Year
from bureau.core.references import Reference
from bureau.core.spans import Day

type Asking = Callable[[Collection[Reference]], Outside]
"""Says what others know of the units and posts that a set ends."""

PRICED = frozenset({ActionKind.ESTABLISH_POST, ActionKind.RECLASSIFY_POST})


@dataclass(frozen=True, slots=True)
class Outcome:
    """The set looked at as a whole; nothing is written out that is not asked for."""

    case: Case
    findings: Findings
    cost: PostCosts

    @property
    def day(self) -> Day:
        """The last on which the set changes anything."""
        return self.case.last or self.case.today

    def differing(self) -> Mapping[str, TouchedKind]:
        """Kind by kind the touched objects that on that day are not as without the set."""
        kinds = self.case.world.columns.tables
        return {kind: touched_on(self.case, kind, self.day) for kind in kinds}


def outcome_of(
    actions: Iterable[Action],
    world: World,
    costs: Sequence[StandardCost],
    *,
    today: Day,
    answers: Iterable[Answer] = (),
    outside: Asking | None = None,
    factors: Factors = NO_FACTORS,
) -> Outcome:
    """Findings and cost of a set. Whether a post has a standard cost is seen from `costs`."""
    listed = tuple(actions)
    case = Case(listed, world, today, Outside())
    cost = costs_of(case, costs, Year.calendar(case.first or today), factors)
    told = outside(tuple(case.ended)) if outside else Outside()
    case.outside = replace(told, uncosted=_uncosted(listed, cost, costs))
    return Outcome(case, examined(case, answers), cost)


def _uncosted(
    actions: Iterable[Action], cost: PostCosts, costs: Sequence[StandardCost]
) -> frozenset[int]:
    """Posts that are new or of another grade and for which no standard cost is in force."""
    if cost.lines is None:
        return frozenset()
    posts = {action.subject.id for action in actions if action.kind in PRICED}
    lines = (line.change for line in cost.lines.lines if not line.change.is_taken_back)
    changes = [change for change in lines if change.post in posts]
    return frozenset(
        change.post
        for change in changes
        if (side := change.after)
        and not any(
            one.is_for(side.grade, side.place) and one.is_in_force(change.day) for one in costs
        )
    )
