"""What a case costs: a sentence and a table for each currency."""

from collections.abc import Iterator

from bureau.core.papers.blocks import Run, Runs, Table
from bureau.core.papers.kinds.parts import Costs, PostCost
from bureau.core.papers.setting import Compositor


def cost_sentences(by: Compositor, costs: tuple[Costs, ...]) -> list[Runs]:
    """One for each currency."""
    told = [_sentence(by, one, f"case.costs.{place}") for place, one in enumerate(costs)]
    return told or [by.phrase("cost.nothing")]


def _sentence(by: Compositor, costs: Costs, source: str) -> Runs:
    if costs.first_year is None or costs.full_year is None:
        return by.phrase("cost.unknown")
    if not costs.first_year and not costs.full_year:
        return by.phrase("cost.nothing")
    first, full = (
        Run(by.profile.say_money(amount, costs.currency), f"{source}.{name}", is_code=True)
        for name, amount in (("first_year", costs.first_year), ("full_year", costs.full_year))
    )
    return by.phrase("cost.total", first=first, full=full)


def cost_tables(by: Compositor, costs: tuple[Costs, ...]) -> Iterator[Table]:
    for place, one in enumerate(costs):
        if one.posts:
            yield _table(by, one, f"case.costs.{place}")


def _table(by: Compositor, costs: Costs, source: str) -> Table:
    columns = ("post", "first_year", "full_year")
    total = PostCost(by.say("cost.sum"), costs.first_year, costs.full_year)
    rows = [
        _row(by, one, costs.currency, f"{source}.posts.{place}")
        for place, one in enumerate(costs.posts)
    ]
    return Table(
        by.head(*columns),
        (*rows, _row(by, total, costs.currency, source, is_total=True)),
        caption=by.say("cost.caption"),
        numeric=frozenset({1, 2}),
    )


def _row(
    by: Compositor, one: PostCost, currency: str, source: str, *, is_total: bool = False
) -> tuple[Runs, ...]:
    head = Run(one.post, is_strong=True) if is_total else by.code(one.post, f"{source}.post")

    def amount(minor: int | None, name: str) -> Runs:
        said = "–" if minor is None else by.profile.say_money(minor, currency)
        return (Run(said, f"{source}.{name}", is_strong=is_total),)

    return (head,), amount(one.first_year, "first_year"), amount(one.full_year, "full_year")
