"""The sessions and meetings of bodies as a table."""

from collections.abc import Sequence
from datetime import timedelta

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.documents.tables import Cell
from bureau.institution.instruments.models import Meeting
from bureau.institution.instruments.permissions import may_keep_register
from bureau.institution.instruments.queries import bodies_of, meetings_of
from bureau.institution.instruments.queries.documents import session_patterns
from bureau.institution.instruments.services.session_tables import take_sessions
from bureau.institution.organisation.forms.tables.sessions import SESSIONS, Known, read_sessions
from bureau.institution.organisation.views.meetings.parts import crumbs_to, organisation_read
from bureau.institution.organisation.views.settings.parts import ONLY_REGISTRARS
from bureau.institution.organisation.views.tables.page import (
    OneTable,
    TablePage,
    names_of,
    table_page,
)
from bureau.web.frame import Entry
from bureau.web.requests import Asking

DAY = timedelta(days=1)


def files(request: Asking) -> HttpResponseBase:
    """The sessions of all bodies of the organisation."""
    organisation, back = organisation_read(request).pk, reverse("meetings")
    rows = list(meetings_of(organisation).order_by("body__code", "valid_from", "pk"))
    bodies = {row.code.casefold(): row.pk for row in bodies_of(organisation)}
    pairs = [(row, SESSIONS.cells(_cells(row))) for row in rows]
    known = Known(bodies, pairs, session_patterns(bodies.values()))
    table = OneTable(
        kind=SESSIONS,
        says=_(
            "What is there under a short name or name says afterwards what its line says; what "
            "the table leaves out, lines or columns, stays."
        ),
        back=back,
        cells=lambda: map(_cells, rows),
        read=lambda table: read_sessions(table, known),
        take=lambda form, found: take_sessions(form.asked(request.actor), rows=found),
    )
    page = TablePage(
        title=_("Sessions and meetings as a table"),
        sub=_("A row for each session or meeting; the same columns are read in again."),
        crumbs=[*crumbs_to(), Entry(back, _("Sessions and meetings"))],
        may=may_keep_register(request.actor, organisation),
        only=ONLY_REGISTRARS,
        tables=[table],
    )
    return table_page(request, page)


def _cells(row: Meeting) -> Sequence[Cell]:
    return [
        *(row.body.code, row.code, row.kind, *names_of(row.name)),
        *(row.valid_from, row.valid_until - DAY, row.place, row.zone),
    ]
