"""Instruments with their provisions as a table."""

from collections.abc import Iterator, Sequence

from django.http import Http404, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bureau.documents.tables import Cell
from bureau.institution.instruments.models import BY_HAND, Instrument, Provision
from bureau.institution.instruments.queries import bodies_of, meetings_of
from bureau.institution.instruments.queries.provisions import Node, nodes
from bureau.institution.instruments.services.tables import (
    InstrumentRow,
    lacking,
    register_table,
)
from bureau.institution.organisation.forms.tables.files import RowsForm
from bureau.institution.organisation.forms.tables.instruments import (
    PARTED_BY,
    PROVISIONS,
    InstrumentRowsForm,
    InstrumentsFileForm,
    Known,
    read_instruments,
)
from bureau.institution.organisation.forms.tables.lines import Read
from bureau.institution.organisation.queries.instruments import instruments_of
from bureau.institution.organisation.texts.tables import OF_PROVISIONS
from bureau.institution.organisation.views.instruments.parts import (
    body_code,
    crumbs_to,
    keeps,
    session_name,
)
from bureau.institution.organisation.views.settings.parts import ONLY_REGISTRARS
from bureau.institution.organisation.views.tables.page import OneTable, TablePage, table_page
from bureau.institution.organisation.views.what_is_seen import seen_organisation
from bureau.web.multilingual import here
from bureau.web.requests import Asking


def files(request: Asking) -> HttpResponseBase:
    """Every instrument that was registered by hand; for who is not signed in there is none."""
    if request.actor.person is None:
        raise Http404
    organisation = seen_organisation(request).pk

    def take(form: RowsForm, found: Sequence[InstrumentRow]) -> Sequence[int]:
        asked, language = form.asked(request.actor), form.cleaned_data["language"]
        return register_table(asked, organisation=organisation, language=language, rows=found)

    table = OneTable(
        kind=PROVISIONS,
        says=_(
            "What is on the register already stays as it is, and gets the provisions that it lacks."
        ),
        back=reverse("instruments"),
        cells=lambda: _rows(request, organisation),
        read=lambda table: _held_against(
            organisation, read_instruments(table, _known(organisation))
        ),
        take=take,
        label=lambda row: (row.number, row.title),
        counted=_counted,
        done=lambda made: _("Added: {told}, {parts}.").format(**_in_words(*made)),
        headings=[str(heading) for heading, _says in OF_PROVISIONS.values()],
        file="instruments-with-provisions",
    )
    page = TablePage(
        title=_("Instruments as files"),
        sub=_(
            "Every instrument that was registered by hand, with its provisions, a row for each; "
            "the same columns are read in."
        ),
        crumbs=crumbs_to(),
        may=keeps(request, organisation),
        only=ONLY_REGISTRARS,
        tables=[table],
        file_form=InstrumentsFileForm,
        rows_form=InstrumentRowsForm,
        template="organisation/tables/instruments.html",
    )
    return table_page(request, page)


def _held_against(organisation: int, read: Read[InstrumentRow]) -> Read[InstrumentRow]:
    """With the provisions that each would get; what is on the register whole gets none."""
    changes = [
        None if each is None else [f" {PARTED_BY} ".join(labels) for labels in each]
        for each in lacking(organisation, read.rows)
    ]
    return Read(read.rows, changes, read.flaws)


def _counted(rows: Sequence[InstrumentRow]) -> str:
    return " · ".join(_in_words(len(rows), sum(len(row.parts) for row in rows)).values())


def _in_words(instruments: int, provisions: int) -> dict[str, str]:
    told = ngettext("{count} instrument", "{count} instruments", instruments)
    parts = ngettext("{count} provision", "{count} provisions", provisions)
    return {"told": told.format(count=instruments), "parts": parts.format(count=provisions)}


def _known(organisation: int) -> Known:
    meetings = list(meetings_of(organisation))
    return Known(
        {row.code.casefold(): row.pk for row in bodies_of(organisation)},
        {
            (row.body_id, words.casefold()): row.pk
            for row in meetings
            for words, _status in row.name.said.values()
        },
    )


def _rows(request: Asking, organisation: int) -> Iterator[list[Cell]]:
    """What was registered by hand: one without parts has one row, any other a row for each."""
    rows = instruments_of(request.actor, organisation)
    listed = list(rows.filter(is_registered=True, kind__in=BY_HAND).order_by("pk"))
    parts: dict[int, list[Provision]] = {}
    for part in Provision.objects.filter(instrument__in=[row.pk for row in listed]):
        parts.setdefault(part.instrument_id, []).append(part)
    for row in listed:
        below: list[Node | None] = list(nodes(parts.get(row.pk, ())))
        for node in below or [None]:
            yield [*_of_whole(row), *_of_part(node)]


def _of_whole(row: Instrument) -> list[Cell]:
    return [
        row.kind,
        row.number,
        here(row.title),
        body_code(row),
        session_name(row),
        row.day,
        row.source,
        here(row.note) if row.note else "",
    ]


def _of_part(node: Node | None) -> list[Cell]:
    if node is None:
        return ["", "", None, None]
    labels = f" {PARTED_BY} ".join(node.labels)
    return [labels, here(node.row.gist), node.row.is_mandate, node.row.due]
