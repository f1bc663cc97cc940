"""Layers, span of control and vacancy rate, by unit as of the day and as lines over the years."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.layout.plots import TENTHS, Steps
from bureau.core.spans import Day
from bureau.core.structure.figures import Figures
from bureau.core.structure.views import Unit
from bureau.documents.tables import Column
from bureau.institution.organisation.queries.figures import (
    FiguresOn,
    figures_by_unit,
    figures_over,
)
from bureau.institution.organisation.queries.structure import roots_of, snapshot
from bureau.institution.organisation.views.plots import counts_plot
from bureau.institution.organisation.views.rollups import staffing_tabs
from bureau.institution.organisation.views.what_is_seen import (
    nothing_known,
    seen_organisation,
    unit_asked,
)
from bureau.record.journal.queries import reading
from bureau.web import exports
from bureau.web.formats import as_date
from bureau.web.frame import Entry
from bureau.web.numbers import number_asked
from bureau.web.requests import Asking
from bureau.web.saved import saveable

YEARS = 3
YEARS_MOST = 15


@saveable
@require_safe
def figures(request: Asking) -> HttpResponseBase:
    with reading():
        organisation = seen_organisation(request)
        now = snapshot(request.reading.at, request.reading.overlay)
        roots = roots_of(now, organisation.pk)
        asked = unit_asked(now, roots, request.GET.get("unit", ""))
        unit = now.unit(asked if asked is not None else next(iter(roots), 0))
        if unit is None:
            return nothing_known(request)
        wanted = number_asked(request.GET.get("years", ""))
        years = YEARS if wanted is None else min(max(wanted, 1), YEARS_MOST)
        by_unit = figures_by_unit(now, [unit, *now.children(unit.id)])
        over = figures_over(unit.id, request.reading.at, years, request.reading.overlay)
        format = request.GET.get("format", "")
        if format in exports.TABLE_FORMATS:
            if request.GET.get("of") == "time":
                return _export_over(request, format, unit, over)
            return _export(request, format, by_unit)
        if format == "svg" and len(over) > 1:
            return _plot_file(unit, over, request.GET.get("of", ""))
        query = request.reading.query
        join = "&" if query else "?"
        context = {
            "unit": unit,
            "years": years,
            "whole": by_unit[0][1],
            "rows": [
                (each, found, f"{reverse('figures')}{query}{join}unit={each.id}")
                for each, found in by_unit
            ],
            "over": over[::-1],
            "plots": _plots(unit, over) if len(over) > 1 else [],
            "crumbs": [
                Entry(f"{reverse('figures')}{query}{join}unit={each.id}", each.code)
                for each in now.path(unit.id)[:-1]
            ],
            "tabs": staffing_tabs(request, "figures", unit.id),
        }
    return render(request, "organisation/figures.html", context)


def rounded(number: float | None) -> Decimal | None:
    """To one place behind the point, as pages and files show it."""
    if number is None:
        return None
    return Decimal(str(number)).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _plot_file(unit: Unit, over: Sequence[FiguresOn], wanted: str) -> HttpResponseBase:
    """The plot whose key is `wanted` as a file."""
    keys = ("rate", "build")
    if wanted not in keys:
        raise Http404
    _title, drawn = _plots(unit, over, standalone=True)[keys.index(wanted)]
    return exports.file_response(drawn, "svg", f"figures-{wanted}")


def _plots(
    unit: Unit, over: Sequence[FiguresOn], *, standalone: bool = False
) -> list[tuple[str, SafeString]]:
    """Two scales, so two plots, each with its title: a rate in per cent; layers and spans."""
    rates = [(one.day, int((rounded(one.figures.vacancy_rate) or 0) * TENTHS)) for one in over]
    layers = [(one.day, one.figures.layers) for one in over]
    spans = [(one.day, one.figures.span_most) for one in over]
    drawn = (
        (
            _("Vacancy rate of {unit}, in per cent").format(unit=unit.code),
            [Steps(_("vacancy rate"), rates)],
            "rate",
        ),
        (
            _("Layers and greatest span of control in {unit}").format(unit=unit.code),
            [Steps(_("layers"), layers), Steps(_("greatest span"), spans)],
            "build",
        ),
    )
    span = over[0].day, over[-1].day + 1
    return [
        (
            title,
            counts_plot(
                title, series, span, key=key, standalone=standalone, in_tenths=key == "rate"
            ),
        )
        for title, series, key in drawn
    ]


def _columns() -> list[Column[tuple[object, Figures]]]:
    return [
        Column("posts", _("Posts"), lambda of: of[1].posts),
        Column("vacant", _("Vacant"), lambda of: of[1].vacant),
        Column("frozen", _("Frozen"), lambda of: of[1].frozen),
        Column(
            "vacancy_rate", _("Vacancy rate, in per cent"), lambda of: rounded(of[1].vacancy_rate)
        ),
        Column("layers", _("Layers"), lambda of: of[1].layers),
        Column("superiors", _("Posts with others under them"), lambda of: of[1].superiors),
        Column("span", _("Span of control, on average"), lambda of: rounded(of[1].span)),
        Column("span_most", _("Greatest span of control"), lambda of: of[1].span_most),
    ]


def _export(
    request: Asking, format: str, by_unit: Sequence[tuple[Unit, Figures]]
) -> HttpResponseBase:
    columns: list[Column[tuple[Unit, Figures]]] = [
        Column("unit", _("Unit"), lambda of: of[0].code),
        *_columns(),
    ]
    return exports.dated_table_response(format, "figures", columns, by_unit, request.reading)


def _export_over(
    request: Asking, format: str, unit: Unit, over: Sequence[FiguresOn]
) -> HttpResponseBase:
    columns: list[Column[tuple[Day, Figures]]] = [
        Column("day", _("Day"), lambda of: as_date(of[0])),
        Column("unit", _("Unit"), lambda of: unit.code),
        *_columns(),
    ]
    days = [(one.day, one.figures) for one in over]
    return exports.dated_table_response(format, "figures-over", columns, days, request.reading)
