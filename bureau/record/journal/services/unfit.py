"""What no service takes, wherever in its arguments: codes that mislead readers, currencies that are
none, days and numbers beyond all that is written."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set, ValuesView
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from operator import attrgetter
from typing import Any

from bureau.core.costs import is_currency
from bureau.core.days import AFTER_LAST, FIRST_DAY
from bureau.core.lookalikes import fault
from bureau.core.reasons import Reason, Refused

CODES = frozenset({"code", "reference"})
"""What services call a text by which readers tell things apart."""
CURRENCY = "currency"
HEADINGS = frozenset({"columns", "headings"})
"""What services call the headings of a file by the field that each tells: words, and no codes."""
NUMBER_MOST = 2**63 - 1
"""What the widest column holds."""
TOLD = CODES | {CURRENCY}
type Given = tuple[object, Any]
"""A value with the name that it goes by: of an argument, a field or a key."""
type Parts = Callable[[object, Any], Iterable[Given]]


def refuse_unfit(given: Iterable[Given]) -> None:
    """Looks into sequences, sets, mappings and the public fields of dataclasses, at any depth.

    What a sequence holds goes by the name of the sequence. A reason tells what was refused, so
    nothing looks into it, nor into headings of files. Raises Refused with the first reason found.
    """
    waiting = [one for one in given if not _is_plain(*one)]
    while waiting:
        name, value = waiting.pop()
        if parts := _parts_of(type(value)):  # type: ignore[arg-type]
            waiting += [one for one in parts(name, value) if not _is_plain(*one)]
        elif reason := _fault(name, value):
            raise Refused(reason)


def _is_plain(name: object, value: Any) -> bool:
    """Whether a value is fit at first sight: most are, so that tables cost little."""
    kind = type(value)
    if kind is str:
        return name not in TOLD
    return (
        name in HEADINGS or value is None or (kind is int and -NUMBER_MOST <= value <= NUMBER_MOST)
    )


@cache
def _parts_of(kind: type) -> Parts | None:
    """What gives the parts of a value of this type, each with its name; None where it has none.
    What a dataclass keeps for itself is no part."""
    if kind is Reason or issubclass(kind, str | bytes | bytearray | memoryview):
        return None
    if is_dataclass(kind):
        names = tuple(one.name for one in fields(kind) if not one.name.startswith("_"))
        return _by_fields(names) if names else None
    if issubclass(kind, Mapping):
        return lambda _name, value: (*value.items(), *(("", key) for key in value))
    if issubclass(kind, tuple) and hasattr(kind, "_fields"):
        return lambda _name, value: zip(value._fields, value, strict=True)
    if issubclass(kind, Sequence | Set | ValuesView):
        return lambda name, value: ((name, each) for each in value)
    return None


def _by_fields(names: tuple[str, ...]) -> Parts:
    if len(names) == 1:
        return lambda _name, value: ((names[0], getattr(value, names[0])),)
    read = attrgetter(*names)
    return lambda _name, value: zip(names, read(value), strict=True)


def _fault(name: object, value: object) -> Reason | None:
    """Why this value alone is unfit."""
    match value:
        case str() if name in CODES and (why := fault(value)):
            return Reason(why, {"value": name, "code": value})
        case str() if name == CURRENCY and value and not is_currency(value):
            return Reason("currency_unfit", {"value": value})
        case int() if not -NUMBER_MOST <= value <= NUMBER_MOST:
            return Reason("number_out_of_range")
        case datetime():
            return None
        case date() if not FIRST_DAY <= value <= AFTER_LAST:
            return Reason("day_out_of_range")
    return None
