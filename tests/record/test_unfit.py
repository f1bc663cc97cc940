"""No service takes a code that misleads, a currency that is none, or a day or number that nothing
holds: found from the signatures of all services, at every place of their arguments."""

import inspect
import typing
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from types import UnionType
from typing import Any

import pytest

from bureau.config.promises.every_act import services_there_are
from bureau.core.actors import NOBODY
from bureau.core.reasons import Reason, Refused
from bureau.record.journal.models import Entry
from bureau.record.journal.services import Act, service
from bureau.record.journal.services.unfit import HEADINGS

pytestmark = pytest.mark.django_db
UNFIT = {
    "code": ("A\u0415", "code_mixes"),
    "reference": ("A\u2028B", "code_hides"),
    "currency": ("Chff", "currency_unfit"),
}


@dataclass(frozen=True)
class Row:
    code: str = "A"
    day: date = date(2024, 1, 1)
    amount: int = 1
    inner: Any = ()


@service("test_unfit.take_rows")
def take_rows(act: Act, rows: Any = (), *, code: Any = "") -> None:
    """Refuses nothing itself."""


@service("test_unfit.take_own")
def take_own(act: Act) -> None:
    """Joins another service with a value that nobody gave."""
    take_rows(act, code="A\u200bB")


NESTED: list[Callable[[Any], Any]] = [
    lambda row: row,
    lambda row: [row],
    lambda row: [Row(), (row,)],
    lambda row: {"any": row},
    lambda row: {1: [{"deep": row}]},
    lambda row: Row(inner={"of": [row]}),
    lambda row: frozenset({row}),
    lambda row: {row: "as a key"},
]


@pytest.mark.parametrize("nested", NESTED)
@pytest.mark.parametrize(
    ("row", "why"),
    [
        (Row(code="G\u0415N"), "code_mixes"),
        (Row(code="GEN\u200b"), "code_hides"),
        (Row(day=date(3024, 1, 1)), "day_out_of_range"),
        (Row(amount=2**63), "number_out_of_range"),
    ],
)
def test_what_is_unfit_is_found_at_any_depth(
    nested: Callable[[Any], Any], row: Row, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        take_rows(NOBODY, nested(row))


def test_keys_of_mappings_and_lists_of_codes_are_looked_at_too() -> None:
    for given in ({"code": "G\u0415N"}, {"currency": "Chff"}, {2**63: "a"}, [date(1, 1, 1)]):
        with pytest.raises(Refused):
            take_rows(NOBODY, given)
    with pytest.raises(Refused, match="code_mixes"):
        take_rows(NOBODY, code=["A", "G\u0415N"])


def test_a_reason_may_tell_the_code_that_was_refused() -> None:
    take_rows(NOBODY, [Reason("code_taken", {"code": "G\u0415N"})])
    assert Entry.objects.count() == 1


def test_headings_of_files_are_words_and_no_codes() -> None:
    take_rows(NOBODY, {"headings": {"code": "Код (code)"}})
    assert Entry.objects.count() == 1


def test_a_service_that_joins_an_act_is_held_to_the_same() -> None:
    with pytest.raises(Refused, match="code_hides"):
        take_own(NOBODY)
    assert not Entry.objects.exists()


def test_no_service_takes_an_unfit_code_or_currency_at_any_place() -> None:
    tried = 0
    for name, function in services_there_are().items():
        for arguments, why in _unfit_arguments(function):
            tried += 1
            with pytest.raises(Refused) as refused:
                service_called(function)(NOBODY, **arguments)
            assert [one.code for one in refused.value.reasons] == [why], (name, arguments)
    assert tried >= 40
    assert not Entry.objects.exists()


def service_called(function: Any) -> Callable[..., Any]:
    module = inspect.getmodule(function)
    found: Callable[..., Any] = getattr(module, function.__name__)
    return found


def _unfit_arguments(function: Any) -> Iterator[tuple[dict[str, Any], str]]:
    """Arguments with one unfit value each, at every place where a service may be given one."""
    for name, sort in typing.get_type_hints(function).items():
        if name not in ("act", "return"):
            for value, why in _unfit(name, sort, ()):
                yield (value if typing.get_origin(sort) is typing.Unpack else {name: value}), why


def _unfit(name: str, sort: Any, within: tuple[Any, ...]) -> Iterator[tuple[Any, str]]:
    origin, inner = typing.get_origin(sort), typing.get_args(sort)
    if sort is str and name in UNFIT:
        yield UNFIT[name]
    elif name in HEADINGS or sort in (*within, Reason):
        return
    elif origin in (typing.Unpack, UnionType, typing.Union):
        for each in inner:
            yield from _unfit(name, each, within)
    elif typing.is_typeddict(sort):
        for key, each in typing.get_type_hints(sort).items():
            yield from (({key: value}, why) for value, why in _unfit(key, each, within))
    elif inspect.isclass(origin):
        yield from _unfit_parts(name, origin, inner, within)
    elif is_dataclass(sort):
        yield from _unfit_fields(sort, within)


def _unfit_parts(
    name: str, origin: type, inner: tuple[Any, ...], within: tuple[Any, ...]
) -> Iterator[tuple[Any, str]]:
    if issubclass(origin, Mapping):
        yield from (({"any": value}, why) for value, why in _unfit("", inner[1], within))
        if inner[0] is str:
            yield {"code": UNFIT["code"][0]}, UNFIT["code"][1]
        return
    for each in inner:
        yield from (([value], why) for value, why in _unfit(name, each, within))


def _unfit_fields(sort: Any, within: tuple[Any, ...]) -> Iterator[tuple[Any, str]]:
    hints = typing.get_type_hints(sort)
    for one in fields(sort):
        if one.name.startswith("_"):  # what it keeps for itself, and nobody gives
            continue
        for value, why in _unfit(one.name, hints[one.name], (*within, sort)):
            yield _with(sort, one.name, value), why


def _with(sort: Any, name: str, value: Any) -> Any:
    """A value of this dataclass, with nothing in its other fields."""
    made = object.__new__(sort)
    for one in fields(sort):
        object.__setattr__(made, one.name, value if one.name == name else None)
    return made
