"""Numbers that addresses and forms name rows by: one beyond all numbers names no row."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from bureau.core.references import ID_MAX


def number_asked(text: str) -> int | None:
    """What a query or a form says as a number, None where it is none.

    One that is more than a row may have is `ID_MAX`, which no row gets: databases and arrays hold
    no integer of any length.
    """
    if not text.isdecimal():
        return None
    return min(int(text.lstrip("0")[:11] or 0), ID_MAX)


class NumbersOfRows:
    """What an address names by a number that no row may have is not there."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, named: dict[str, Any]
    ) -> None:
        if any(isinstance(one, int) and one > ID_MAX for one in named.values()):
            raise Http404
