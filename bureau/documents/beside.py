"""The place of who answers a form, given back while a child reads the files of that form.

Whoever answers forms says which place that is; elsewhere a child takes the time that it may.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Semaphore
from time import monotonic

SECONDS_MOST = 10
"""How long all files of one form may take together."""


@dataclass(slots=True)
class Holding:
    """The place that is held, and how many seconds are left for files."""

    place: Semaphore
    seconds: float


_held: ContextVar[Holding | None] = ContextVar("held_place", default=None)


@contextmanager
def holding(place: Semaphore, seconds: float = SECONDS_MOST) -> Iterator[None]:
    """Say that this place is held while a form is answered."""
    token = _held.set(Holding(place, seconds))
    try:
        yield
    finally:
        _held.reset(token)


@contextmanager
def beside(most: float) -> Iterator[float]:
    """How many seconds a child may take, no more than `most`; meanwhile the place is for others."""
    held = _held.get()
    if held is None:
        yield most
        return
    begun = monotonic()
    held.place.release()
    try:
        yield min(most, held.seconds)
    finally:
        held.seconds -= monotonic() - begun
        held.place.acquire()
