"""Lines of a budget beside posts: which pays, what posts cost over the years, what is missing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bureau.core.budgets import Budget, Line, Prices, Rate, paid, spending
from bureau.core.changes.actions import Action, numbered
from bureau.core.changes.expand import overlay
from bureau.core.costs import Factors, StandardCost
from bureau.core.structure.snapshot import Snapshot
from tests.core.changes.builders import MemoryWorld, act, organisation

JULY = date(2024, 7, 1).toordinal()
WORLD = organisation(
    "unit 1 TSB", "unit 2 OPD under 1", "unit 3 SED under 1",
    "post 11 A in 1 grade D.1", "post 12 B in 2", "post 13 C in 2",
)  # fmt: skip
CHF = (StandardCost("P.4", "", 366_00, "CHF", 1), StandardCost("D.1", "", 732_00, "CHF", 1))
FULL_TIME, IN_FRANCS = Factors(), Prices(CHF)
WHOLE = Line(1, 1, "", True, {2024: 2000_00, 2025: 2000_00})
OF_OPD = Line(2, 2, "RB", True, {2024: 500_00})


def budget(*lines: Line, currency: str = "CHF", factors: Factors = FULL_TIME) -> Budget:
    return Budget(1, (2024, 2025), currency, lines, factors)


def spent(
    said: Budget, *actions: Action, prices: Prices = IN_FRANCS, world: MemoryWorld = WORLD
) -> dict[int, list[int | None]]:
    """What posts cost by line, a year each, with these actions laid over."""
    found = spending(seen(actions, world), said, prices)
    return {line: [year.posts for year in years.values()] for line, years in found.items()}


def seen(actions: Sequence[Action] = (), world: MemoryWorld = WORLD) -> Snapshot:
    at = world.on(JULY)
    return Snapshot(at.columns, at.coordinates, overlay(numbered(actions), world))


def test_the_line_of_the_nearest_unit_pays_and_of_these_the_one_that_names_the_funding() -> None:
    assert spent(budget(WHOLE, OF_OPD)) == {1: [732_00, 732_00], 2: [732_00, 732_00]}
    other = replace(OF_OPD, funding="VC")
    assert spent(budget(WHOLE, other)) == {1: [1464_00, 1464_00], 2: [0, 0]}
    assert spent(budget(replace(WHOLE, unit=2), OF_OPD)) == {1: [0, 0], 2: [732_00, 732_00]}
    assert spent(budget(replace(WHOLE, pays_posts=False))) == {1: [0, 0]}


def test_a_post_that_moves_is_paid_by_each_line_for_its_days() -> None:
    moved = act("move_post", "post:12", day=JULY, unit=3)
    assert spent(budget(WHOLE, OF_OPD), moved) == {1: [916_00, 1098_00], 2: [548_00, 366_00]}
    found = paid(seen([moved]), budget(WHOLE, OF_OPD), 12, Prices(CHF))
    assert [(one.line, one.days, one.minor) for one in found[2024]] == [
        (2, 182, 182_00),
        (1, 184, 184_00),
    ]
    assert [(one.line, one.days) for one in found[2025]] == [(1, 365)]


def test_a_post_that_no_line_pays_for_says_so() -> None:
    (one,) = paid(seen(), budget(replace(OF_OPD, unit=3)), 12, Prices(CHF))[2024]
    assert (one.line, one.days) == (None, 366)


def test_factors_take_off_the_time_nobody_is_there() -> None:
    new = act("establish_post", "post:19", day=JULY, unit=2, number="N", title=1, grade="P.4")
    said = budget(OF_OPD, factors=Factors(vacancy=10, delayed_recruitment=50))
    funded = replace(new, values={**new.values, "funding": "RB"})
    assert spent(said, funded) == {2: [658_80 + 92_00, 988_20]}


def test_currencies_meet_at_the_rate_of_the_day_and_never_without_one() -> None:
    before = Rate("CHF", "USD", 1_000_000, 1, JULY)
    prices = Prices(CHF, (before, Rate("CHF", "USD", 500_000, JULY)))
    assert spent(budget(OF_OPD, currency="USD"), prices=prices) == {2: [364_00 + 184_00, 366_00]}
    found = spending(seen(), budget(OF_OPD, currency="USD"), Prices(CHF, (before,)))[2][2024]
    assert (found.posts, found.left) == (None, None)
    assert [reason.code for reason in found.missing] == ["exchange_rate_missing"]


def test_a_missing_cost_is_told_once_and_leaves_the_sum_unknown() -> None:
    found = spending(seen(), budget(WHOLE), Prices(CHF[:1]))[1][2024]
    assert found.posts is None
    assert [(one.code, one.facts["grade"]) for one in found.missing] == [
        ("standard_cost_missing", "D.1")
    ]
    assert spending(seen(), budget(WHOLE), Prices(CHF))[1][2024].left == 536_00
