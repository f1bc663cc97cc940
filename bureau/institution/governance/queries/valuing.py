"""What each action of a set costs more in a full year, as rules and delegations look at it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate

from bureau.core.changes.actions import Action
from bureau.core.changes.check import Case, Outside
from bureau.core.changes.cost_steps import behind
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
    nor what counted posts cost, which are at no duty station. Where an action makes nothing of what
    was decided for a later day, it has the most that it costs more from any day on."""
    if not actions:
        return tuple(read)
    case = Case(actions, known, 0, Outside())
    year = Year.calendar(min(action.day for action in actions))
    amounts = _by_action(costs_of(case, standard_costs(known.organisation), year), actions)
    counted = {action.id for action in actions if action.subject.kind == "block"}
    found = []
    for one in read:
        amount, currency = amounts.get(one.id, (None if one.id in counted else 0, ""))
        found.append(replace(one, amount=amount, currency=currency))
    return tuple(found)


def _by_action(costs: PostCosts, actions: Sequence[Action]) -> dict[int, Amount]:
    """What each action costs more from its day on, or from a later one where that is more."""
    on_post = defaultdict[int, list[tuple[int, int]]](list)
    for action in actions:
        if action.kind in COSTING and action.subject.kind == "post":
            on_post[action.subject.id].append((action.day, action.id))
    lines = defaultdict[int, list[tuple[int, Amount]]](list)
    for (post, day), amount in _lines(costs):
        lines[behind(day, on_post[post])].append((day, amount))
    return {action: _most(several) for action, several in lines.items()}


def _most(amounts: Sequence[tuple[int, Amount]]) -> Amount:
    """The highest sum of the first of them, day by day."""
    currencies = {currency for _, (_, currency) in amounts if currency}
    by_day = defaultdict[int, int](int)
    for day, (minor, _) in amounts:
        if minor is None or len(currencies) > 1:
            return None, ""
        by_day[day] += minor
    return max(accumulate(by_day[day] for day in sorted(by_day))), next(iter(currencies), "")


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
