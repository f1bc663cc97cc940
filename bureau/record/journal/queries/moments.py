"""One moment of the record, in which all reads agree and nothing is asked twice."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.db import connection, transaction

_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("kept", default=None)
"""What was asked already of the moment that is read."""


@contextmanager
def reading() -> Iterator[None]:
    """All reads inside are of one moment; writes nothing."""
    if connection.in_atomic_block:
        yield
        return
    token = _kept.set({})
    try:
        with _one_moment():
            yield
    finally:
        _kept.reset(token)


@contextmanager
def _one_moment() -> Iterator[None]:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def once_while_reading[**P, Answer](ask: Callable[P, Answer]) -> Callable[P, Answer]:
    """Ask once, with the same arguments, while one moment is read: it cannot be another there.
    Outside, and within an act, where what is read may change meanwhile, each time."""

    @wraps(ask)
    def look_up(*args: P.args, **kwargs: P.kwargs) -> Answer:
        kept = _kept.get()
        if kept is None:
            return ask(*args, **kwargs)
        key = (ask, args, tuple(kwargs.items()))
        if key not in kept:
            kept[key] = ask(*args, **kwargs)
        answer: Answer = kept[key]
        return answer

    return look_up
