"""Staffing blocks of tables: so many like posts in a unit that stands, under a post that stands."""

from collections.abc import Iterable, Iterator

from bureau.core.imports import cells
from bureau.core.imports.halves import Left
from bureau.core.imports.names import key_of
from bureau.core.imports.plan import Given, Named, Worded
from bureau.core.imports.tabled.book import Book
from bureau.core.imports.tabled.ground import Cell, Tabled, Told
from bureau.core.structure.kinds import KINDS

BLOCK = KINDS["block"]


def block_of(unit: str, superior: str, grade: str, title: str) -> Named:
    """A block by what it is matched by; its unit by code, the post above by number."""
    return Named("block", "\t".join(map(key_of, (unit, superior, grade, title))))


def lay_blocks(book: Book, tables: Iterable[Tabled]) -> None:
    """In the order of tables and rows; of two of one day that count otherwise the first stands."""
    known: dict[tuple[Named, int], Told] = {}
    for one in _rows(tables):
        fields = _fields(book, one)
        if fields is None:
            continue
        name = one.text("title") or one.text("grade")
        above = one.text("superior") if fields["superior"] else ""
        thing = block_of(one.text("unit"), above, one.text("grade"), name)
        stands = known.setdefault((thing, one.day), one)
        if cells.count(stands.text("fte")) == fields["fte"]:
            book.put(thing, one.day, fields, one.source)
        else:
            other = stands.first.table.file
            book.faults.append(one.fault("fte", "said_otherwise", Left.VALUE, other=other))


def _rows(tables: Iterable[Tabled]) -> Iterator[Told]:
    for table in tables:
        for wish in table.read.wishes if table.kind == "blocks" else ():
            said = {name: Cell(text, table, wish.row) for name, text in wish.said.items()}
            yield Told(wish.key, table.day, said, Cell(wish.key, table, wish.row))


def _fields(book: Book, one: Told) -> dict[str, Given] | None:
    """None where the row is left out; a post above that does not stand leaves out itself alone."""
    unit = book.stands("unit", one.text("unit"), one.day)
    count, superior = cells.count(one.text("fte")), None
    wrong = {
        "unit": "" if unit is not None else "unit_unknown",
        "fte": "" if count else "count_nothing" if count == 0 else "count_unreadable",
        "title": "" if "title" in one or "grade" in one else "block_nameless",
        "grade": "" if BLOCK.field("grade").takes(one.text("grade")) else "text_too_long",
    }
    for column in (column for column, code in wrong.items() if code):
        text = one.text(column)
        book.faults.append(one.fault(column, wrong[column], text=text, length=len(text)))
    if any(wrong.values()):
        return None
    if "superior" in one:
        superior = book.stands("post", one.text("superior"), one.day)
        if superior is None:
            facts = {"reference": one.text("superior")}
            book.faults.append(one.fault("superior", "superior_unknown", Left.VALUE, **facts))
    words = one.text("title") or one.text("grade")
    return {
        "unit": unit,
        "superior": superior,
        "title": Worded(words, one.first.table.language),
        "grade": one.text("grade"),
        "fte": count,
    }
