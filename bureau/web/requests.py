"""What our middleware puts on a request: who asks, and where in time they stand."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from bureau.core.actors import Actor
from bureau.core.coordinates import Coordinates
from bureau.core.structure.overlay import Overlay
from bureau.web.known import Known


@dataclass(frozen=True, slots=True)
class Reading:
    """One moment for a whole page: coordinates resolved once, with the overlay of the plan.

    `today` is the day it is where the reader's organisation is; `recorded_now` the newest record
    number; `recorded_day` the recorded day that was asked for, None when a number was or now.
    `query` carries the coordinates that were asked for from page to page: "" or "?valid=…".
    """

    at: Coordinates
    today: date
    recorded_now: int
    recorded_day: date | None = None
    overlay: Overlay | None = None
    plan_name: str = ""
    query: str = ""

    @property
    def is_now(self) -> bool:
        return self.at.recorded == self.recorded_now


class Asking(HttpRequest):
    """A request as every view of ours gets it."""

    actor: Actor
    organisation: Any
    """The row of the reader's own organisation, None where there is none; of a higher floor."""
    now: Any
    """The structure in force today as known now, likewise."""
    reading: Reading
    amiss: list[str]
    """What of its coordinates cannot be read, as sentences; it stands as if that was not asked."""
    known: Known
    """What was asked since the last act, also of this request itself."""


def next_address(request: HttpRequest) -> str:
    """The path that the request asks to go on to; `/` without one, or for another host."""
    return own_path(request, request.POST.get("next") or request.GET.get("next") or "/")


def own_path(request: HttpRequest, wanted: str) -> str:
    """An address that somebody else may have chosen, where it is a path of this host; else `/`."""
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else "/"
