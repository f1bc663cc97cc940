"""Pages that a person may keep under a name: which they are, and what of an address is kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import QueryDict
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

COORDINATES = ("valid", "recorded", "plan")
PASSING = ("page", "format", "key")
QUERY_MOST = 2000

_SAVEABLE: set[str] = set()


def saveable[**P, R](view: Callable[P, R]) -> Callable[P, R]:
    """Let a view's pages be kept; the outermost decorator of the view."""
    _SAVEABLE.add(f"{view.__module__}.{getattr(view, '__qualname__', '')}")
    return view


@dataclass(frozen=True, slots=True)
class Kept:
    """A page by the name of its address, what fills it, and its query, without what passes."""

    page: str
    of: Mapping[str, Any]
    query: str


def kept(address: str) -> Kept | None:
    """What of an address is kept; None where it leads to no page that may be."""
    try:
        parts = urlsplit(address)
        found = resolve(parts.path)
    except (Resolver404, ValueError):
        return None
    name = f"{found.func.__module__}.{getattr(found.func, '__qualname__', '')}"
    if name not in _SAVEABLE or found.url_name is None or parts.netloc:
        return None
    query = _without(parts.query, PASSING)
    return Kept(found.url_name, dict(found.kwargs), query) if len(query) <= QUERY_MOST else None


def address_of(kept: Kept) -> str:
    """The address again; empty where there is no such page any more."""
    try:
        path = reverse(kept.page, kwargs=dict(kept.of))
    except NoReverseMatch:
        return ""
    return f"{path}?{kept.query}" if kept.query else path


def as_of_today(query: str) -> str:
    """The query without coordinates: what stands on the day on which it is opened."""
    return _without(query, COORDINATES)


def fixed_at(query: str, valid: str, recorded: int) -> str:
    """The query with both times written out."""
    left = _without(query, ("valid", "recorded"))
    said = urlencode({"valid": valid, "recorded": recorded})
    return f"{left}&{said}" if left else said


def _without(query: str, names: tuple[str, ...]) -> str:
    found = QueryDict(query, mutable=True)
    for name in names:
        found.pop(name, None)
    return found.urlencode()
