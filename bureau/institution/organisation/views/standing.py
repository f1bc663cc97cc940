"""What every page of the structure asks first: whose it is, and whether the thing stands there."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.permissions import may_see_chart
from bureau.institution.organisation.queries.history import elsewhere
from bureau.institution.organisation.queries.organisations import organisation_of
from bureau.record.journal.queries import record_numbers
from bureau.web.requests import Asking


def seen_organisation(request: Asking) -> Organisation:
    """The organisation whose structure the reader may see; else as if there were none."""
    organisation = organisation_of(request.actor)
    if organisation is None or not may_see_chart(request.actor, organisation.chart_is_public):
        raise Http404
    return organisation


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
    context = {
        "subject": subject,
        "spans": days,
        "knows_since": numbers[0].at if numbers else None,
        "is_before_knowledge": at.recorded == 0 and bool(numbers),
        "is_empty": not numbers,
        "known_later": later if not days else [],
    }
    return render(request, "organisation/nothing_known.html", context)


def unit_asked(now: Snapshot, wanted: str) -> int | None:
    """A unit by its number or its code, None where none is asked for; else one that is not there.

    So a word that is neither number nor code finds nothing, rather than everything.
    """
    word = wanted.strip()
    if not word:
        return None
    if word.isdecimal() and now.unit(int(word)):
        return int(word)
    same = (unit.id for unit in now.units() if unit.code.casefold() == word.casefold())
    return next(same, 0)
