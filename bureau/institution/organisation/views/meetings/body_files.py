"""The bodies of an organisation as a table: taken out, and read in after it was shown."""

from collections.abc import Sequence
from datetime import timedelta

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.documents.tables import Cell
from bureau.institution.instruments.models import Body
from bureau.institution.instruments.permissions import may_keep_register
from bureau.institution.instruments.queries import bodies_of
from bureau.institution.instruments.services.body_tables import take_bodies
from bureau.institution.organisation.forms.coded_tables import BODIES, There, read_bodies
from bureau.institution.organisation.forms.table_lines import cells_of
from bureau.institution.organisation.texts.meeting_tables import columns_told, flaw_sentence
from bureau.institution.organisation.texts.words import sentence
from bureau.institution.organisation.views.meetings.parts import crumbs_to, organisation_read
from bureau.institution.organisation.views.meetings.tables import (
    TablePage,
    coded_label,
    lines_told,
    names_of,
    table_page,
)
from bureau.institution.organisation.views.settings.parts import ONLY_REGISTRARS
from bureau.web.requests import Asking

DAY = timedelta(days=1)


def files(request: Asking) -> HttpResponseBase:
    """All bodies, those that are there no more too."""
    organisation = organisation_read(request).pk
    rows = list(bodies_of(organisation).order_by("code", "pk"))
    cells = [_cells(row) for row in rows]
    there = There.of((row, cells_of(each, BODIES)) for row, each in zip(rows, cells, strict=True))
    page = TablePage(
        kind=BODIES,
        title=_("Bodies as a table"),
        sub=_("A row for each body; the same columns are read in again."),
        says=_(
            "What is there under a code says afterwards what its line says; what the table leaves "
            "out, lines or columns, stays."
        ),
        back=reverse("bodies"),
        crumbs=crumbs_to(),
        may=may_keep_register(request.actor, organisation),
        only=ONLY_REGISTRARS,
        columns=columns_told(BODIES),
        cells=lambda: cells,
        read=lambda table: read_bodies(table, there, lambda row: row.pk),
        take=lambda asked, found: take_bodies(asked, organisation=organisation, rows=found),
        label=coded_label,
        done=lines_told,
        flaw=flaw_sentence,
        sentence=sentence,
    )
    return table_page(request, page)


def _cells(row: Body) -> Sequence[Cell]:
    return [row.code, *names_of(row.name), row.valid_until - DAY if row.valid_until else None]
