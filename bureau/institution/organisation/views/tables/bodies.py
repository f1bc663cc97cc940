"""The bodies of an organisation as a table."""

from collections.abc import Sequence

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.core.days import last_day
from bureau.documents.tables import Cell
from bureau.institution.instruments.models import Body
from bureau.institution.instruments.permissions import may_keep_register
from bureau.institution.instruments.queries import bodies_of
from bureau.institution.instruments.services.body_tables import take_bodies
from bureau.institution.organisation.forms.tables.coded import BODIES, read_bodies
from bureau.institution.organisation.views.meetings.parts import crumbs_to, organisation_read
from bureau.institution.organisation.views.settings.parts import ONLY_REGISTRARS
from bureau.institution.organisation.views.tables.page import (
    OneTable,
    TablePage,
    names_of,
    table_page,
)
from bureau.web.requests import Asking


def files(request: Asking) -> HttpResponseBase:
    """All bodies, those that are there no more too."""
    organisation = organisation_read(request).pk
    rows = list(bodies_of(organisation).order_by("code", "pk"))
    there = [(row, BODIES.cells(_cells(row))) for row in rows]
    table = OneTable(
        kind=BODIES,
        says=_(
            "What is there under a code says afterwards what its line says; what the table leaves "
            "out, lines or columns, stays."
        ),
        back=reverse("bodies"),
        cells=lambda: map(_cells, rows),
        read=lambda table: read_bodies(table, there),
        take=lambda form, found: take_bodies(
            form.asked(request.actor), organisation=organisation, rows=found
        ),
    )
    page = TablePage(
        title=_("Bodies as a table"),
        sub=_("A row for each body; the same columns are read in again."),
        crumbs=crumbs_to(),
        may=may_keep_register(request.actor, organisation),
        only=ONLY_REGISTRARS,
        tables=[table],
    )
    return table_page(request, page)


def _cells(row: Body) -> Sequence[Cell]:
    return [row.code, *names_of(row.name), last_day(row.valid_until)]
