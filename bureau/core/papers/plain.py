"""Canonical values as plain data and back: one way for every kind, by the types of its fields."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from bureau.core.texts import Status, Text


def plain_of(value: Any) -> Any:
    """What JSON can hold: a text as `{"original": "en", "said": {"en": ["…", "original"]}}`."""
    match value:
        case None | bool() | int():
            return value
        case str():
            return str(value)
        case Text():
            said = {one: [words, str(status)] for one, (words, status) in value.said.items()}
            return {"original": value.original, "said": said}
        case date():
            return value.isoformat()
        case tuple():
            return [plain_of(each) for each in value]
        case _ if is_dataclass(value):
            return {one.name: plain_of(getattr(value, one.name)) for one in fields(value)}
    raise TypeError(f"no plain form: {type(value).__name__}")


def value_of[T](kind: type[T], plain: Any) -> T:
    """The value of that kind; what does not fit it is a KeyError, TypeError or ValueError."""
    found: T = _read(kind, plain)
    return found


def _read(kind: Any, plain: Any) -> Any:
    if get_origin(kind) is UnionType:
        return None if plain is None else _read(_apart_from_none(kind), plain)
    if get_origin(kind) is tuple:
        return tuple(_read(get_args(kind)[0], each) for each in _list(plain))
    if kind is Text:
        return _text(plain)
    if kind is date:
        return date.fromisoformat(plain)
    if issubclass(kind, StrEnum):
        return kind(plain)
    if is_dataclass(kind):
        return _dataclass(kind, plain)
    if type(plain) is not kind:
        raise TypeError(f"{kind.__name__} expected, not {type(plain).__name__}")
    return plain


def _dataclass(kind: Any, plain: Mapping[str, Any]) -> Any:
    types = _types(kind)
    unknown = plain.keys() - types.keys()
    if unknown:
        raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    return kind(**{name: _read(types[name], each) for name, each in plain.items()})


@cache
def _types(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _apart_from_none(kind: Any) -> Any:
    return next(each for each in get_args(kind) if each is not NoneType)


def _text(plain: Mapping[str, Any]) -> Text:
    said = {one: (words, Status(status)) for one, (words, status) in plain["said"].items()}
    if plain["original"] not in said:
        raise ValueError("a text is said in its original language")
    return Text(plain["original"], said)


def _list(plain: Any) -> list[Any]:
    if not isinstance(plain, list):
        raise TypeError(f"list expected, not {type(plain).__name__}")
    return plain
