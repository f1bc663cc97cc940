"""What was considered and is not proposed, as papers on a case tell it: what each way would do."""

from bureau.core.changes.costed import PostCosts
from bureau.core.papers.kinds.parts import AlternativeSaid, Costs
from bureau.institution.governance.queries.pages import sides
from bureau.institution.governance.queries.previews import preview_beside
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.institution.governance.queries.scenarios import Way, posts_told


def alternative_of(seen: Seen, way: Way, known: int | None, recorded: int) -> AlternativeSaid:
    """Over the structure as it was `known` when the case was put forward; of a draft today."""
    does = preview_beside(seen, way.actions, known)
    first = min((action.day for action in does.actions), default=does.day)
    around = sides(does.overlay, recorded, first, does.day)
    told = posts_told(does, around.start, around.after)
    assert way.name is not None
    return AlternativeSaid(
        name=way.name,
        reason=way.reason,
        purpose=way.purpose,
        actions=len(does.actions),
        established=told.come,
        abolished=told.gone,
        moved=told.moved,
        reclassified=told.regraded,
        costs=costs_of(does.cost),
    )


def costs_of(cost: PostCosts) -> tuple[Costs, ...]:
    """The sums by currency; one that cannot be told where a standard cost is missing."""
    first, full = cost.first_year, cost.full_year
    if first is None or full is None:
        return (Costs(first_year=None, full_year=None),)
    return tuple(
        Costs(currency, first.get(currency, 0), full.get(currency, 0))
        for currency in sorted({*first, *full})
    )
