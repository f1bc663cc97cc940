"""Posts of tables: each in a unit that stands, of a grade that the organisation has."""

from collections.abc import Iterable, Iterator

from bureau.core.imports import cells
from bureau.core.imports.halves import Left
from bureau.core.imports.names import key_of
from bureau.core.imports.plan import Given, Named, Worded
from bureau.core.imports.tabled.book import Book
from bureau.core.imports.tabled.ground import Told
from bureau.core.structure.kinds import KINDS

POST = KINDS["post"]
NEEDED = ("title", "grade", "unit")
"""Without these there is no post; where one cannot be taken, a row of a new post is left out."""
AS_WRITTEN = ("grade", "duty_station", "funding", "category", "contract")


def lay_posts(book: Book, told: Iterable[Told]) -> None:
    for one in sorted(told, key=lambda one: one.day):
        thing = Named("post", key_of(one.name))
        is_new = book.is_new(thing, one.day)
        missing = [name for name in NEEDED if is_new and name not in one]
        if missing:
            book.faults.append(one.fault(missing[0], "needed_to_record"))
            continue
        if not POST.field("number").takes(one.name):
            book.faults.append(one.fault("number", "text_too_long", length=len(one.name)))
            continue
        if book.is_unfit("post", "number", one):
            continue
        wrong = {column: code for column, code in _wrong(book, one)}
        is_left_out = is_new and any(column in NEEDED for column in wrong)
        for column, code in wrong.items():
            left = Left.ROW if is_new and column in NEEDED else Left.VALUE
            length = len(one.text(column))
            book.faults.append(one.fault(column, code, left, text=one.text(column), length=length))
        if not is_left_out:
            fields = _fields(book, one, wrong)
            if thing not in book.state:
                fields = {"number": one.name, **fields}
            book.put(thing, one.day, fields, one.source)


def _wrong(book: Book, one: Told) -> Iterator[tuple[str, str]]:
    """The columns whose cells cannot be taken, and why."""
    if "unit" in one and book.stands("unit", one.text("unit"), one.day) is None:
        yield "unit", "unit_unknown"
    if "grade" in one and one.text("grade") not in book.ground.grades:
        yield "grade", "grade_unknown"
    if "duty_station" in one and one.text("duty_station") not in book.ground.places:
        yield "duty_station", "duty_station_unknown"
    for column in ("funding", "category", "contract"):
        if column in one and not POST.field(column).takes(one.text(column)):
            yield column, "text_too_long"
    if "fte" in one and cells.fte(one.text("fte")) is None:
        yield "fte", "share_unknown"
    if "frozen" in one and cells.flag(one.text("frozen")) is None:
        yield "frozen", "flag_unknown"


def _fields(book: Book, one: Told, wrong: Iterable[str]) -> dict[str, Given]:
    taken = one.cells.keys() - set(wrong)
    found: dict[str, Given] = {name: one.text(name) for name in AS_WRITTEN if name in taken}
    if "title" in taken:
        found["title"] = Worded(one.text("title"), one.cells["title"].table.language)
    if "unit" in taken:
        found["unit"] = book.stands("unit", one.text("unit"), one.day)
    if "fte" in taken:
        found["fte"] = cells.fte(one.text("fte"))
    if "frozen" in taken:
        found["frozen"] = cells.flag(one.text("frozen"))
    return found
