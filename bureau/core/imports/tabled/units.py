"""Units of tables: each under one that stands, in no circle; their heads, once posts are known."""

from collections import defaultdict, deque
from collections.abc import Iterable
from itertools import groupby

from bureau.core.imports import cells
from bureau.core.imports.halves import Left
from bureau.core.imports.moments import circles
from bureau.core.imports.names import key_of
from bureau.core.imports.plan import Given, Named, Worded
from bureau.core.imports.tabled.book import Book
from bureau.core.imports.tabled.ground import Told
from bureau.core.spans import Day
from bureau.core.structure.kinds import KINDS, NUMBER_MAX, UNIT_KINDS

UNIT = KINDS["unit"]


def lay_units(book: Book, told: Iterable[Told]) -> None:
    """By day: units that stand under each other may come in any order of rows."""
    for day, of_day in groupby(sorted(told, key=lambda one: one.day), key=lambda one: one.day):
        waiting: dict[str, Told] = {}
        fields: dict[str, dict[str, Given]] = {}
        for one in of_day:
            key = key_of(one.name)
            found = _fields(book, key, one)
            if found is not None:
                waiting[key], fields[key] = one, found
        _settle_parents(book, day, waiting, fields)
        for key, one in waiting.items():
            book.put(Named("unit", key), day, fields[key], one.source)


def _fields(book: Book, key: str, one: Told) -> dict[str, Given] | None:
    """What its cells say, but for parent and head; None where the row is left out."""
    is_new = book.is_new(Named("unit", key), one.day)
    if is_new and "name" not in one:
        book.faults.append(one.fault("name", "needed_to_record"))
        return None
    if not UNIT.field("code").takes(one.name):
        book.faults.append(one.fault("code", "text_too_long", length=len(one.name)))
        return None
    if book.is_unfit("unit", "code", one):
        return None
    found: dict[str, Given] = {}
    if "name" in one:
        found["name"] = Worded(one.text("name"), one.cells["name"].table.language)
    if "kind" in one:
        kind = cells.code(one.text("kind"))
        if kind not in UNIT_KINDS:
            left = Left.ROW if is_new else Left.VALUE
            book.faults.append(one.fault("kind", "unit_kind_unknown", left))
            if is_new:
                return None
        else:
            found["kind"] = kind
    if Named("unit", key) not in book.state:
        order = min(one.first.row, NUMBER_MAX)
        found |= {"code": one.name, "order": order}
    return found


def _settle_parents(
    book: Book, day: Day, waiting: dict[str, Told], fields: dict[str, dict[str, Given]]
) -> None:
    """Leave out what would hang in the air or in a circle, and whatever stands under that."""
    above = {key: key_of(one.text("parent")) for key, one in waiting.items() if "parent" in one}

    def is_astray(key: str) -> bool:
        parent = above[key]
        return parent not in waiting and book.stands("unit", parent, day) is None

    def leave_out(keys: Iterable[str], code: str) -> None:
        left = deque((key, code) for key in keys)
        while left:
            key, why = left.popleft()
            if key not in above:
                continue
            is_new = book.is_new(Named("unit", key), day)
            fault = waiting[key].fault("parent", why, Left.ROW if is_new else Left.VALUE)
            book.faults.append(fault)
            del above[key]
            if is_new:
                del waiting[key]
                left.extend((one, "unit_unknown") for one in below[key])

    below: defaultdict[str, list[str]] = defaultdict(list)
    for key, parent in above.items():
        below[parent].append(key)
    leave_out([key for key in above if is_astray(key)], "unit_unknown")
    leave_out(sorted(_circling(book, above)), "unit_in_a_circle")
    for key, parent in above.items():
        is_own = parent in waiting
        fields[key]["parent"] = (
            Named("unit", parent) if is_own else book.stands("unit", parent, day)
        )


def _circling(book: Book, above: dict[str, str]) -> set[str]:
    """Those whose new parent closes a circle."""
    stood = {
        thing.key: parent.key
        for thing, state in book.state.items()
        if thing.kind == "unit" and isinstance(parent := state.get("parent"), Named)
    }
    return {key for circle in circles({**stood, **above}) for key in circle if key in above}


def lay_heads(book: Book, told: Iterable[Told]) -> None:
    """Who heads the units that are laid; a post that nobody knows is told and left out."""
    for one in sorted(told, key=lambda one: one.day):
        thing = Named("unit", key_of(one.name))
        began = book.began(thing)
        if "head" not in one or began is None or began > one.day:
            continue
        head = book.stands("post", one.text("head"), one.day)
        if head is None:
            book.faults.append(one.fault("head", "post_unknown", Left.VALUE))
        else:
            book.put(thing, one.day, {"head": head}, one.source)
