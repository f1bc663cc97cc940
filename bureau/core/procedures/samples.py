"""What rules tell apart: amounts and audiences, each by one that stands for all its like; grades,
those that are alike together; and units."""

from collections.abc import Iterable, Iterator, Sequence

from bureau.core.procedures.rules import AmountRange, Rule

type Amount = tuple[int | None, str]
"""Minor units and their currency; None is what is not known."""

NOTHING: Amount = (0, "")
NOT_KNOWN: Amount = (None, "")


def amounts_apart(rules: Iterable[Rule], *, is_costly: bool = True) -> tuple[Amount, ...]:
    """From nothing up, currency by currency; last what is not known.

    Of what is not `is_costly`, and where no rule names an amount, nothing stands for all.
    """
    ranges = [rule.amounts for rule in rules if rule.amounts]
    if not ranges or not is_costly:
        return (NOTHING,)
    found = dict.fromkeys([NOTHING])
    for currency in sorted({one.currency for one in ranges}):
        found |= dict.fromkeys((each, currency) for each in sorted(_marks(ranges, currency)))
    return (*found, NOT_KNOWN)


def amount_like(amount: Amount, samples: Sequence[Amount], rules: Iterable[Rule]) -> Amount:
    """The one of these that lies in the same ranges of the rules."""
    ranges = [rule.amounts for rule in rules if rule.amounts]
    mine = [one.holds(*amount) for one in ranges]
    return next((each for each in samples if [one.holds(*each) for one in ranges] == mine), NOTHING)


def audiences_apart(rules: Iterable[Rule]) -> tuple[str | None, ...]:
    """Nobody in particular, then each audience that a rule names."""
    return (None, *sorted({one for rule in rules for one in rule.audiences or ()}))


def grades_apart(rules: Sequence[Rule], grades: Iterable[str]) -> list[tuple[str, ...]]:
    """The grades that no rule tells from each other, together."""
    alike: dict[tuple[bool, ...], list[str]] = {}
    for grade in grades:
        covering = tuple(rule.grades is None or grade in rule.grades for rule in rules)
        alike.setdefault(covering, []).append(grade)
    return [tuple(each) for each in alike.values()]


def units_named(rules: Iterable[Rule]) -> frozenset[int]:
    return frozenset(unit for rule in rules for unit in rule.units or ())


def _marks(ranges: Iterable[AmountRange], currency: str) -> Iterator[int]:
    """Each bound and what lies next above it; what is least above nothing."""
    yield 1
    for one in ranges:
        if one.currency == currency:
            for bound in (one.above, one.up_to):
                if bound is not None:
                    yield from (bound, bound + 1)
