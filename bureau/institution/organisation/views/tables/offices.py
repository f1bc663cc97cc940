"""The offices of an organisation as a table."""

from collections.abc import Sequence

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.core.days import last_day
from bureau.core.structure.snapshot import Snapshot
from bureau.documents.tables import Cell
from bureau.institution.organisation.forms.tables.coded import OFFICES, read_offices
from bureau.institution.organisation.models import Office
from bureau.institution.organisation.permissions import may_keep_reference_data
from bureau.institution.organisation.queries.structure import today_in_force
from bureau.institution.organisation.services.office_tables import take_offices
from bureau.institution.organisation.texts.reasons import ONLY_OFFICERS
from bureau.institution.organisation.views.meetings.parts import post_finder
from bureau.institution.organisation.views.settings.parts import (
    crumbs,
    organisation_here,
    post_told,
)
from bureau.institution.organisation.views.tables.page import (
    OneTable,
    TablePage,
    names_of,
    table_page,
)
from bureau.web.registers import barred
from bureau.web.requests import Asking


def files(request: Asking) -> HttpResponseBase:
    """All offices with the post that bears each, those that nobody bears any more too."""
    if not may_keep_reference_data(request.actor):
        return barred(request, ONLY_OFFICERS)
    organisation, now = organisation_here(request).pk, today_in_force()
    rows = list(Office.objects.filter(organisation=organisation).order_by("code", "pk"))
    cells = [_cells(row, now) for row in rows]
    there = [(row, OFFICES.cells(each)) for row, each in zip(rows, cells, strict=True)]
    table = OneTable(
        kind=OFFICES,
        says=_(
            "What is there under a code says afterwards what its line says; what the table leaves "
            "out, lines or columns, stays."
        ),
        back=reverse("settings-offices"),
        cells=lambda: cells,
        read=lambda table: read_offices(table, there, post_finder(organisation)),
        take=lambda form, found: take_offices(
            form.asked(request.actor), organisation=organisation, rows=found
        ),
    )
    page = TablePage(
        title=_("Offices as a table"),
        sub=_("A row for each office; the same columns are read in again."),
        crumbs=crumbs(_("Offices"), "settings-offices"),
        may=True,
        only=ONLY_OFFICERS,
        tables=[table],
    )
    return table_page(request, page)


def _cells(row: Office, now: Snapshot) -> Sequence[Cell]:
    last = last_day(row.valid_until)
    return [row.code, *names_of(row.name), post_told(now, row.post_id), last]
