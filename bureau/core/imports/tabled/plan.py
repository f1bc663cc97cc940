"""The plan that follows from all tables of an organisation: a pure function of them and the ground.

What a table does not mention stays as it is; the order in which tables came does not matter.
"""

from collections.abc import Iterable

from bureau.core.imports.plan import Plan, in_order_of_kinds
from bureau.core.imports.tabled.blocks import lay_blocks
from bureau.core.imports.tabled.book import Book
from bureau.core.imports.tabled.costs import costs_of
from bureau.core.imports.tabled.ground import Ground, Tabled, faults_read, in_order, told_of
from bureau.core.imports.tabled.holders import lay_holders
from bureau.core.imports.tabled.lines import lay_lines
from bureau.core.imports.tabled.posts import lay_posts
from bureau.core.imports.tabled.units import lay_heads, lay_units


def plan_of_tables(tables: Iterable[Tabled], ground: Ground) -> Plan:
    """Units, then the posts in them, to whom these report, what is only counted, who heads units,
    who holds posts; and standard costs."""
    ordered = in_order(tables)
    book = Book(ground)
    units, differing = told_of(ordered, "units")
    posts, more = told_of(ordered, "posts")
    lay_units(book, units)
    lay_posts(book, posts)
    lay_lines(book, posts)
    lay_blocks(book, ordered)
    lay_heads(book, units)
    lay_holders(book, ordered)
    costs, wrong = costs_of(ordered, ground)
    return Plan(
        name="",
        steps=in_order_of_kinds(book.steps),
        days=tuple(sorted({table.day for table in ordered})),
        faults=(*faults_read(ordered), *differing, *more, *book.faults, *wrong),
        costs=costs,
    )
