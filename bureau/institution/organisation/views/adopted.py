"""A staffing table as adopted beside the posts as they stand, with what changed since."""

from collections.abc import Sequence

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.documents.tables import Column
from bureau.institution.organisation.models import AdoptedTable
from bureau.institution.organisation.queries.adopted import (
    AdoptedRow,
    adopted_on,
    adopted_tables,
    beside_adopted,
    side_of_table,
    summed_by_grade,
)
from bureau.institution.organisation.queries.asked import Side
from bureau.institution.organisation.queries.called import called
from bureau.institution.organisation.queries.charts import grade_order
from bureau.institution.organisation.queries.differences import Compared
from bureau.institution.organisation.queries.history import hidden_kinds
from bureau.institution.organisation.views.compare import line_of
from bureau.institution.organisation.views.rollups import staffing_tabs
from bureau.institution.organisation.views.sides import address_of
from bureau.institution.organisation.views.what_is_seen import seen_organisation
from bureau.record.journal.queries import reading
from bureau.web import exports
from bureau.web.formats import as_date
from bureau.web.multilingual import here
from bureau.web.requests import Asking
from bureau.web.saved import saveable

ITEMS_MOST = 60


@saveable
@require_safe
def as_adopted(request: Asking) -> HttpResponseBase:
    with reading():
        organisation = seen_organisation(request)
        tables = adopted_tables(organisation.pk)
        table = _asked(request, organisation.pk, tables)
        context = {
            "tables": [(each.pk, here(each.instrument.title), each) for each in tables],
            "tabs": staffing_tabs(request, "as-adopted"),
            "table": table,
        }
        if table is None:
            return render(request, "organisation/as_adopted.html", context)
        side = Side(request.reading.at, request.reading.overlay, request.reading.plan_name)
        now, grades = side.snapshot(), grade_order(organisation.pk)
        is_all = request.GET.get("all", "") == "1"
        rows = beside_adopted(table, now, grades, only_different=False)
        shown = rows if is_all else [row for row in rows if row.difference]
        format = request.GET.get("format", "")
        if format in exports.TABLE_FORMATS:
            return _export(request, format, rows)
        before = side_of_table(table, request.reading.at.recorded)
        compared = Compared(before.snapshot(), now, table.unit, hidden_kinds(request.actor))
        listed = compared.items[:ITEMS_MOST]
        said = called(request.actor, compared, grades, listed)
        context |= {
            "title": here(table.instrument.title),
            "rows": [(row, _since(request, before, side, row.unit)) for row in shown],
            "is_all": is_all,
            "by_grade": summed_by_grade(rows, grades),
            "adopted": sum(row.adopted for row in rows),
            "standing": sum(row.standing for row in rows),
            "read_valid": before.at.valid,
            "lines": [line_of(item, said) for item in listed],
            "items": len(compared.items),
            "since": _since(request, before, side, table.unit),
        }
    return render(request, "organisation/as_adopted.html", context)


def _asked(
    request: Asking, organisation: int, tables: Sequence[AdoptedTable]
) -> AdoptedTable | None:
    wanted = request.GET.get("table", "")
    if not wanted:
        return adopted_on(organisation, as_date(request.reading.at.valid))
    found = next((each for each in tables if str(each.pk) == wanted), None)
    if found is None:
        raise Http404
    return found


def _since(request: Asking, before: Side, after: Side, unit: int) -> str:
    """The comparison of one unit from what was adopted to what is looked at."""
    return reverse("compare", args=[unit]) + address_of(
        (before, after), request.reading.recorded_now
    )


def _export(request: Asking, format: str, rows: Sequence[AdoptedRow]) -> HttpResponseBase:
    columns: list[Column[AdoptedRow]] = [
        Column("unit", _("Unit"), lambda row: row.called.short if row.called else str(row.unit)),
        Column("grade", _("Grade"), lambda row: row.grade),
        Column("adopted", _("As adopted"), lambda row: row.adopted),
        Column("standing", _("As it stands"), lambda row: row.standing),
        Column("difference", _("Difference"), lambda row: row.difference),
    ]
    return exports.dated_table_response(format, "as-adopted", columns, rows, request.reading)
