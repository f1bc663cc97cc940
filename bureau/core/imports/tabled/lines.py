"""Lines of reporting in tables of posts: to posts that stand, and in no circle."""

from collections.abc import Iterable
from itertools import groupby

from bureau.core.imports.halves import Left
from bureau.core.imports.moments import circles
from bureau.core.imports.names import key_of
from bureau.core.imports.plan import LINE, Given, line_of
from bureau.core.imports.tabled.book import Book
from bureau.core.imports.tabled.ground import Told
from bureau.core.imports.tables import SUPERIORS
from bureau.core.spans import Day

COLUMN = next(column for column, manner in SUPERIORS.items() if manner == LINE)


def lay_lines(book: Book, told: Iterable[Told]) -> None:
    """One line of each manner a post; what a later table says of it stands from its day on."""
    above: dict[str, str] = {}
    for day, of_day in groupby(sorted(told, key=lambda one: one.day), key=lambda one: one.day):
        rows = list(of_day)
        for column, manner in SUPERIORS.items():
            said = {key_of(one.name): one for one in rows if _leads_somewhere(book, one, column)}
            if manner == LINE:
                _leave_circles_out(book, day, said, above)
            for key, one in said.items():
                _put(book, key, one, column)


def _leads_somewhere(book: Book, one: Told, column: str) -> bool:
    """Whether both posts stand; of a row that is left out nothing more is told."""
    if column not in one or book.stands("post", one.name, one.day) is None:
        return False
    is_known = book.stands("post", one.text(column), one.day) is not None
    if not is_known:
        facts = {"reference": one.text(column)}
        book.faults.append(one.fault(column, "superior_unknown", Left.VALUE, **facts))
    return is_known


def _leave_circles_out(book: Book, day: Day, said: dict[str, Told], above: dict[str, str]) -> None:
    """`above`: to whom posts report as earlier tables say; what is said now goes there."""
    now = {key: one.text(COLUMN) for key, one in said.items()}
    stated = {**book.ground.lines.get(day, {}), **above, **now}
    names = {key_of(text): text for text in stated.values()}
    for circle in circles({key: key_of(text) for key, text in stated.items()}):
        facts = {"circle": [names[each] for each in circle]}
        code = "line_to_itself" if len(circle) == 1 else "line_in_a_circle"
        for key in (key for key in circle if key in now):
            one = said.pop(key)
            del now[key]
            book.faults.append(one.fault(COLUMN, code, Left.VALUE, reference=one.name, **facts))
    above |= now


def _put(book: Book, key: str, one: Told, column: str) -> None:
    manner = SUPERIORS[column]
    fields: dict[str, Given] = {
        "post": book.stands("post", one.name, one.day),
        "superior": book.stands("post", one.text(column), one.day),
        "manner": manner,
    }
    book.put(line_of(key, manner), one.day, fields, one.source)
