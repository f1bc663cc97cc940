"""What every page of the structure asks first: whose it is, and whether the thing stands there."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.asked import reading_there
from bureau.institution.organisation.queries.history import elsewhere
from bureau.institution.organisation.queries.lineage import became, called, came_from, in_its_place
from bureau.institution.organisation.queries.organisations import NothingBegun, organisation_seen
from bureau.institution.organisation.queries.structure import snapshot
from bureau.record.journal.queries import record_numbers
from bureau.web.requests import Asking

DIGITS = 10
"""More than any number has."""


def seen_organisation(request: Asking, subject: Reference | None = None) -> Organisation:
    """The organisation whose structure the reader may see; else as if there were none.

    That of the unit or post `subject`, or without one the reader's own. Where it is another than
    the reader's, the days of the address are from here on read as they are counted there.
    """
    if request.organisation is None and subject is None:
        raise NothingBegun
    found = organisation_seen(request.actor, subject, request.organisation)
    if found is None:
        raise Http404
    if found != request.organisation:
        request.reading = reading_there(request, found, request.reading.recorded_now)
    return found


def structure_asked(request: Asking) -> Snapshot:
    """The structure where the reader stands; mostly that of today, which the request has."""
    now: Snapshot = request.now
    if request.reading.overlay is None and request.reading.at == now.coordinates:
        return now
    return snapshot(request.reading.at, request.reading.overlay)


def nothing_known(request: Asking, subject: Reference | None = None) -> HttpResponse:
    """Nothing stands at these coordinates: since when Bureau knows, and where the thing does stand.

    A thing that never stood, as far as the reader may know, does not exist.
    """
    at = request.reading.at
    days = elsewhere(subject, at.recorded) if subject else []
    later = elsewhere(subject, request.reading.recorded_now) if subject else []
    if subject and not later:
        raise Http404
    numbers = record_numbers()
    now = snapshot(at, request.reading.overlay)
    context = {
        "was": came_from(now, subject) if subject else [],
        "became": became(now, subject) if subject else [],
        "in_its_place": in_its_place(now, subject) if subject else [],
        "history": _history_address(request, subject) if days else "",
        "subject": subject,
        "called": called([subject], now).get(subject) if subject and days else None,
        "spans": days,
        "knows_since": _day_known(request, subject, numbers[0].at) if numbers else None,
        "is_before_knowledge": at.recorded == 0 and bool(numbers),
        "is_empty": not numbers,
        "known_later": later if not days else [],
    }
    return render(request, "organisation/nothing_known.html", context)


def _day_known(request: Asking, subject: Reference | None, since: datetime) -> date:
    """Recorded days are those of the organisation, whoever reads."""
    found = organisation_seen(request.actor, subject, request.organisation)
    zone = found.zone if found else "UTC"
    return since.astimezone(ZoneInfo(zone)).date()


def _history_address(request: Asking, subject: Reference | None) -> str:
    if subject is None:
        return ""
    return reverse(f"{subject.kind}-history", args=[subject.id]) + request.reading.query


def unit_asked(now: Snapshot, roots: Sequence[int], wanted: str) -> int | None:
    """A unit below the roots by its number or code; None where none is asked for, else 0.

    So a word that is neither number nor code finds nothing, rather than everything.
    """
    word = wanted.strip()
    if not word:
        return None
    number = int(word) if word.isdecimal() and len(word) < DIGITS else 0
    if (path := now.path(number)) and path[0].id in roots:
        return number
    below = (now.unit(id) for root in roots for id in now.subtree(root))
    same = (unit.id for unit in below if unit and unit.code.casefold() == word.casefold())
    return next(same, 0)
