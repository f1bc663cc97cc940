"""Pages that are elsewhere by now: what a view raises to lead on, and what answers it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import get_script_prefix, is_valid_path

from bureau.web.api import PREFIX

NOT_BY_THIS_METHOD = 405


class LedOn(Exception):
    """What was asked for is not there any more: `address` is where to go on, `told` says why."""

    def __init__(self, told: str, address: str) -> None:
        super().__init__(told)
        self.told, self.address = told, address


def above(path: str) -> str:
    """The nearest address above one that is any: where the form stands that is sent to it."""
    prefix = get_script_prefix().rstrip("/")
    parts = path.strip("/").split("/")
    for end in range(len(parts) - 1, 0, -1):
        address = f"/{'/'.join(parts[:end])}/"
        if is_valid_path(address):
            return prefix + address
    return f"{prefix}/"


class LeadsOn:
    """Answers what a view raised: on to the other page, which shows why.

    Whoever looks at an address that only takes forms, gone back to or in another language, is led
    to the page above it.
    """

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.answer(request)
        is_page = not request.path_info.startswith(PREFIX)
        if answer.status_code != NOT_BY_THIS_METHOD or request.method != "GET" or not is_page:
            return answer
        context = {"above": above(request.path_info)}
        page = render(request, "405.html", context, status=NOT_BY_THIS_METHOD)
        page.headers["Allow"] = answer.headers["Allow"]
        return page

    def process_exception(self, request: HttpRequest, raised: Exception) -> HttpResponse | None:
        if not isinstance(raised, LedOn):
            return None
        messages.info(request, raised.told)
        return redirect(raised.address)
