"""What each action of a set costs more in a full year, as rules and delegations look at it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bureau.core.changes.actions import Action
from bureau.core.changes.check import Case, Outside
from bureau.core.changes.costed import COSTING, PostCosts, costs_of
from bureau.core.costs import Year
from bureau.core.procedures.rules import RoutedAction
from bureau.institution.organisation.queries.costs import standard_costs
from bureau.institution.organisation.queries.structure import Known

type Amount = tuple[int | None, str]


def with_amounts(
    read: Sequence[RoutedAction], actions: Sequence[Action], known: Known
) -> tuple[RoutedAction, ...]:
    """The same with amounts: of several actions on one post and day the first that costs has all of
    it; one that no money depends on costs nothing; one whose standard cost is missing is not known,
    nor what counted posts cost, which are at no duty station."""
    if not actions:
        return tuple(read)
    case = Case(actions, known, 0, Outside())
    year = Year.calendar(min(action.day for action in actions))
    left = dict(_lines(costs_of(case, standard_costs(known.organisation), year)))
    places = {
        action.id: (action.subject.id, action.day)
        for action in actions
        if action.subject.kind == "post"
    }
    counted = {action.id for action in actions if action.subject.kind == "block"}
    found = {}
    costing = {action.id for action in actions if action.kind in COSTING}
    for one in sorted(read, key=lambda each: (each.id not in costing, each.id)):
        nothing: Amount = (None if one.id in counted else 0, "")
        amount, currency = left.pop(places.get(one.id, (0, 0)), nothing)
        found[one.id] = replace(one, amount=amount, currency=currency)
    return tuple(found[one.id] for one in read)


def _lines(costs: PostCosts) -> Iterator[tuple[tuple[int, int], Amount]]:
    """By post and day; several currencies are no amount."""
    if costs.lines is not None:
        for line in costs.lines.lines:
            yield (line.change.post, line.change.day), _one(line.full_year)
        return
    currency = next(iter(costs.full_year or {}), "")
    columns = (costs.posts.tolist(), costs.days.tolist(), costs.full_years.tolist())
    for post, day, amount in zip(*columns, strict=True):
        yield (post, day), (amount, currency)


def _one(amounts: Mapping[str, int] | None) -> Amount:
    if amounts is None or len(amounts) > 1:
        return None, ""
    return next(((amount, currency) for currency, amount in amounts.items()), (0, ""))
