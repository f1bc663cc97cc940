"""The list of staffing blocks of a unit and all below it, to look at or to export."""

from collections.abc import Sequence
from decimal import Decimal

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.documents.tables import Column
from bureau.institution.organisation.queries.blocks import (
    BlockLine,
    block_lines,
    chosen_blocks,
    page_of,
)
from bureau.institution.organisation.queries.structure import roots_of, snapshot
from bureau.institution.organisation.views.rollups import staffing_tabs
from bureau.institution.organisation.views.what_is_seen import seen_organisation, unit_asked
from bureau.record.journal.queries import reading
from bureau.web import exports
from bureau.web.requests import Asking


@require_safe
def blocks(request: Asking) -> HttpResponseBase:
    with reading():
        organisation = seen_organisation(request)
        now = snapshot(request.reading.at, request.reading.overlay)
        roots = roots_of(now, organisation.pk)
        unit = unit_asked(now, roots, request.GET.get("unit", ""))
        order = chosen_blocks(now, roots if unit is None else [unit])
        standing = now.standing("block")
        format = request.GET.get("format", "")
        if format in exports.TABLE_FORMATS:
            return _export(request, format, block_lines(now, standing.views(order)))
        page = page_of(now, order, request.GET.get("page", ""))
        if page is None:
            raise Http404
        context = {
            "lines": page.lines,
            "previous": page.previous,
            "following": page.following,
            "total": int(standing.field("fte")[order].sum()),
            "tabs": staffing_tabs(request, "blocks", unit),
        }
    return render(request, "organisation/blocks.html", context)


def _export(request: Asking, format: str, lines: Sequence[BlockLine]) -> HttpResponseBase:
    columns: list[Column[BlockLine]] = [
        Column("block", _("Number of the row"), lambda line: line.block.id),
        Column("title", _("Title"), lambda line: line.title),
        Column("grade", _("Grade"), lambda line: line.block.grade),
        Column("unit", _("Unit"), lambda line: line.unit.code if line.unit else ""),
        Column(
            "superior", _("Under post"), lambda one: one.superior.number if one.superior else ""
        ),
        Column("fte", _("Full-time equivalents"), lambda line: Decimal(line.block.fte) / 100),
    ]
    return exports.dated_table_response(format, "blocks", columns, lines, request.reading)
