"""Charts and comparisons handed out as files, and the menu that offers them."""

from collections.abc import Collection, Iterator

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.references import Reference
from bureau.core.structure.views import Unit
from bureau.institution.organisation.queries.asked import Side
from bureau.institution.organisation.queries.files import (
    CHART_FORMATS,
    FORMATS,
    chart_file,
    chart_in_pieces,
    comparison_file,
    linked_data_file,
)
from bureau.institution.organisation.views.sides import sides_asked
from bureau.institution.organisation.views.what_is_seen import nothing_known, seen_organisation
from bureau.record.journal.queries import reading
from bureau.web.exports import file_response, streamed_response
from bureau.web.formats import as_date
from bureau.web.frame import Entry
from bureau.web.requests import Asking


@require_safe
def chart_export(request: Asking, unit: int, form: str) -> HttpResponseBase:
    """The chart as it is seen, in one of CHART_FORMATS."""
    _known(form, CHART_FORMATS)
    with reading():
        organisation = seen_organisation(request, Reference("unit", unit))
        at = request.reading
        side = Side(at.at, at.overlay, at.plan_name)
        found = side.snapshot().unit(unit)
        if found is None:
            return nothing_known(request, Reference("unit", unit))
        name = f"{found.code}-{as_date(side.at.valid).isoformat()}"
        if form == "svg":
            drawn = in_language(chart_in_pieces(request.actor, organisation, side, found))
            return streamed_response(drawn, form, name)
        content = chart_file(request.actor, organisation, side, found, form)
    return file_response(content, form, name)


def linked_data_response(
    request: Asking, *tops: Unit, posts: Collection[int] | None = None
) -> HttpResponse:
    """Units of one organisation and what is in and below them as W3C ORG, of their posts only
    `posts` where they are told; for tables that list units or posts."""
    organisation = seen_organisation(request, Reference("unit", tops[0].id) if tops else None)
    at = request.reading
    side = Side(at.at, at.overlay, at.plan_name)
    units = [unit.id for unit in tops]
    content = linked_data_file(request.actor, organisation, side, units, posts)
    code = tops[0].code if len(tops) == 1 else organisation.code
    return file_response(content, "jsonld", f"{code}-{as_date(at.at.valid).isoformat()}")


def in_language(pieces: Iterator[str]) -> Iterator[str]:
    """Written in the language of the request, which has ended when the pieces are asked for."""
    language = get_language() or "en"

    def written() -> Iterator[str]:
        with override(language):
            yield from pieces

    return written()


@require_safe
def comparison_export(request: Asking, unit: int, form: str) -> HttpResponse:
    """The comparison as it is seen, in one of FORMATS."""
    _known(form, FORMATS)
    with reading():
        organisation = seen_organisation(request, Reference("unit", unit))
        sides = sides_asked(request, organisation, unit)
        found = sides[1].snapshot().unit(unit) or sides[0].snapshot().unit(unit)
        if found is None:
            return nothing_known(request, Reference("unit", unit))
        content = comparison_file(request.actor, organisation, sides, unit, form)
    days = "-".join(as_date(side.at.valid).isoformat() for side in sides)
    return file_response(content, form, f"{found.code}-{days}")


def _known(form: str, formats: tuple[str, ...]) -> None:
    if form not in formats:
        raise Http404


def export_entries(name: str, unit: int, query: str) -> list[Entry]:
    """One line a format, for the menu “Print or export”."""
    words = {
        "svg": _("Drawing (SVG)"),
        "csv": _("Table (CSV)"),
        "xlsx": _("Workbook (XLSX)"),
        "json": _("Data (JSON)"),
        "jsonld": _("Linked data (JSON-LD)"),
    }
    if name == "chart-file":
        words["ttl"] = _("Linked data (Turtle)")
    return [Entry(reverse(name, args=[unit, form]) + query, word) for form, word in words.items()]
