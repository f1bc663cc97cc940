"""Pages that are elsewhere by now: what a view raises to lead on, and what answers it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


class LedOn(Exception):
    """What was asked for is not there any more: `address` is where to go on, `told` says why."""

    def __init__(self, told: str, address: str) -> None:
        super().__init__(told)
        self.told, self.address = told, address


class LeadsOn:
    """Answers what a view raised: on to the other page, which shows why."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, raised: Exception) -> HttpResponse | None:
        if not isinstance(raised, LedOn):
            return None
        messages.info(request, raised.told)
        return redirect(raised.address)
