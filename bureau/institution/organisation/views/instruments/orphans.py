"""What has no mandate and what no one serves: orphans in both directions, as of a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from bureau.core.structure.snapshot import Snapshot
from bureau.core.tokens import folded
from bureau.documents.tables import Column
from bureau.institution.instruments.permissions import may_keep_register, may_look_for_orphans
from bureau.institution.instruments.queries.mandates import mandates_of
from bureau.institution.organisation.queries.orphans import (
    Orphan,
    named,
    unasked_of,
    unserved,
)
from bureau.institution.organisation.queries.structure import roots_of
from bureau.institution.organisation.views.instruments.citations import address_to_cite
from bureau.institution.organisation.views.instruments.mandates import (
    MandateLine,
    columns_of_mandates,
    lines_of,
)
from bureau.institution.organisation.views.instruments.parts import day_of, register_tabs
from bureau.institution.organisation.views.what_is_seen import (
    seen_organisation,
    structure_asked,
    unit_asked,
)
from bureau.record.journal.queries import reading
from bureau.web import exports
from bureau.web.frame import Entry
from bureau.web.paging import slice_of
from bureau.web.registers import barred
from bureau.web.requests import Asking
from bureau.web.saved import saveable

SIDES = {
    "mandates": gettext_lazy("Mandates that nothing serves"),
    "units": gettext_lazy("Units without a mandate"),
    "posts": gettext_lazy("Posts without a mandate"),
    "duties": gettext_lazy("Duties without a mandate"),
}
KINDS = {"units": "unit", "posts": "post", "duties": "duty"}
ONLY_KEEPERS = gettext_lazy(
    "Only the organisation officer, the secretary of a body, administrators and the auditor look "
    "at what has no mandate."
)


@dataclass(frozen=True, slots=True)
class OrphanLine:
    orphan: Orphan
    cite: str


@saveable
@require_safe
def orphans(request: Asking) -> HttpResponseBase:
    """One side at a time, chosen by ?side=; each side says how many there are."""
    if not may_look_for_orphans(request.actor):
        return barred(request, ONLY_KEEPERS)
    with reading():
        organisation = seen_organisation(request).pk
        now = structure_asked(request)
        unit = unit_asked(now, roots_of(now, organisation), request.GET.get("unit", ""))
        side = request.GET.get("side", "mandates")
        if side not in SIDES:
            raise Http404
        unasked = unasked_of(now, organisation, unit)
        left = unserved(now, mandates_of(organisation, day_of(request)))
        counts = {"mandates": len(left)} | {name: len(getattr(unasked, name)) for name in KINDS}
        context: dict[str, Any] = {
            "side": side,
            "says": SIDES[side],
            "tabs": _tabs(request, side, counts),
            "unit": now.unit(unit) if unit else None,
            "text": _text(request),
            "register_tabs": register_tabs(request, "orphans"),
        }
        if side == "mandates":
            found = lines_of(request, [one for one in left if _has(request, one.cited.name)])
            return _mandate_page(request, found, context)
        ids = getattr(unasked, side)
        return _page(request, now, side, ids, context)


def _mandate_page(
    request: Asking, found: list[MandateLine], context: dict[str, Any]
) -> HttpResponseBase:
    format = request.GET.get("format", "")
    if format in exports.TABLE_FORMATS:
        columns = columns_of_mandates()
        return exports.dated_table_response(format, "unserved", columns, found, request.reading)
    page = slice_of([one.mandate.row.pk for one in found], request.GET.get("page", ""))
    if page is None:
        raise Http404
    shown = found[page.start : page.end]
    context |= {"mandates": shown, "page": page, "shown": len(shown)}
    return render(request, "organisation/register/orphans.html", context)


def _page(
    request: Asking, now: Snapshot, side: str, ids: Sequence[int], context: dict[str, Any]
) -> HttpResponseBase:
    """Named whole only where words are sought or a file is asked for; else the page alone."""
    kind, format = KINDS[side], request.GET.get("format", "")
    text = _text(request)
    if text or format in exports.TABLE_FORMATS:
        whole = [one for one in named(now, kind, ids) if _has(request, f"{one.short} {one.name}")]
        ids = [one.reference.id for one in whole]
        if format in exports.TABLE_FORMATS:
            return _export(request, format, side, whole)
    page = slice_of(ids, request.GET.get("page", ""))
    if page is None:
        raise Http404
    may_cite = may_keep_register(request.actor)
    context |= {
        "lines": [
            OrphanLine(one, address_to_cite(one.reference) if may_cite else "")
            for one in named(now, kind, ids[page.start : page.end])
        ],
        "page": page,
        "shown": page.end - page.start,
    }
    return render(request, "organisation/register/orphans.html", context)


def _text(request: Asking) -> str:
    return request.GET.get("text", "").strip()


def _has(request: Asking, name: str) -> bool:
    return folded(_text(request)) in folded(name)


def _tabs(request: Asking, side: str, counts: dict[str, int]) -> list[Entry]:
    query = request.GET.copy()
    for name in ("page", "text", "format"):
        query.pop(name, None)
    entries = []
    for name, words in SIDES.items():
        query["side"] = name
        address = f"?{query.urlencode()}"
        entries.append(Entry(address, str(words), name == side, note=str(counts[name])))
    return entries


def _export(request: Asking, format: str, side: str, found: Sequence[Orphan]) -> HttpResponseBase:
    columns: list[Column[Orphan]] = [
        Column("id", _("Number of the row"), lambda one: one.reference.id),
        Column("unit", _("Unit"), lambda one: one.unit_code),
        Column("short", _("Code or number"), lambda one: one.short),
        Column("name", _("Name"), lambda one: one.name),
    ]
    name = f"without-mandate-{side}"
    return exports.dated_table_response(format, name, columns, found, request.reading)
