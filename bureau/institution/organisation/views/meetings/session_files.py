"""Sessions and meetings as a table: taken out, and read in after it was shown."""

from collections.abc import Iterator
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
from bureau.institution.organisation.forms.session_tables import SESSIONS, Known, read_sessions
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
from bureau.web.frame import Entry
from bureau.web.requests import Asking

DAY = timedelta(days=1)


def files(request: Asking) -> HttpResponseBase:
    """The sessions of all bodies of the organisation."""
    organisation = organisation_read(request).pk
    rows = list(meetings_of(organisation).order_by("body__code", "valid_from", "pk"))
    pairs = [
        (row, cells_of(cells, SESSIONS)) for row, cells in zip(rows, _cells(rows), strict=True)
    ]
    bodies = {row.code.casefold(): row.pk for row in bodies_of(organisation)}
    known = Known(bodies, pairs, session_patterns(bodies.values()))
    page = TablePage(
        kind=SESSIONS,
        title=_("Sessions and meetings as a table"),
        sub=_("A row for each session or meeting; the same columns are read in again."),
        says=_(
            "What is there under a short name or name says afterwards what its line says; what "
            "the table leaves out, lines or columns, stays."
        ),
        back=reverse("meetings"),
        crumbs=[*crumbs_to(), Entry(reverse("meetings"), _("Sessions and meetings"))],
        may=may_keep_register(request.actor, organisation),
        only=ONLY_REGISTRARS,
        columns=columns_told(SESSIONS),
        cells=lambda: _cells(rows),
        read=lambda table: read_sessions(table, known),
        take=lambda asked, found: take_sessions(asked, rows=found),
        label=coded_label,
        done=lines_told,
        flaw=flaw_sentence,
        sentence=sentence,
    )
    return table_page(request, page)


def _cells(rows: list[Meeting]) -> Iterator[list[Cell]]:
    for row in rows:
        yield [
            *(row.body.code, row.code, row.kind, *names_of(row.name)),
            *(row.valid_from, row.valid_until - DAY, row.place, row.zone),
        ]
