"""The register of instruments as of a day: searched, filtered, sorted, exported."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from bureau.core.instruments.amendments import Standing
from bureau.documents.tables import Column
from bureau.institution.instruments.models import Instrument
from bureau.institution.instruments.queries.amendments import standings_of_wholes
from bureau.institution.instruments.queries.versions import as_known
from bureau.institution.instruments.texts.words import KINDS_IN_WORDS, STANDING_MARKS, STANDINGS
from bureau.institution.organisation.queries.instruments import (
    SORTS,
    Sought,
    effects_counted,
    instruments_of,
    instruments_sought,
)
from bureau.institution.organisation.views.instruments.parts import (
    body_choices,
    body_code,
    day_of,
    keeps,
    register_tabs,
    session_name,
)
from bureau.institution.organisation.views.what_is_seen import seen_organisation
from bureau.record.journal.queries import reading
from bureau.web import exports
from bureau.web.multilingual import here
from bureau.web.numbers import number_asked
from bureau.web.paging import slice_of
from bureau.web.requests import Asking


@require_safe
def instruments(request: Asking) -> HttpResponseBase:
    with reading():
        organisation = seen_organisation(request)
        sought = _sought(request)
        standings = standings_of_wholes(organisation.pk, day_of(request))
        recorded = None if request.reading.is_now else request.reading.at.recorded
        ids = [
            each
            for each in instruments_sought(request.actor, organisation.pk, sought, recorded)
            if not sought.standing or standings[each] == sought.standing
        ]
        format = request.GET.get("format", "")
        if format in exports.TABLE_FORMATS:
            return _export(request, format, _rows(request, organisation.pk, ids, standings))
        page = slice_of(ids, request.GET.get("page", ""))
        if page is None:
            raise Http404
        context = {
            "sought": sought,
            "rows": _rows(request, organisation.pk, ids[page.start : page.end], standings),
            "page": page,
            "kinds": KINDS_IN_WORDS.items(),
            "standings": STANDINGS.items(),
            "bodies": body_choices(organisation.pk),
            "keeps": keeps(request, organisation.pk),
            "is_signed_in": request.actor.person is not None,
            "register_tabs": register_tabs(request, "instruments"),
        }
    return render(request, "organisation/instruments.html", context)


def _sought(request: Asking) -> Sought:
    get = request.GET.get
    sort, body = get("sort", "-day"), get("body", "")
    return Sought(
        kind=get("kind", ""),
        standing=get("standing", ""),
        body=number_asked(body),
        text=get("text", "").strip(),
        sort=sort if sort.removeprefix("-") in SORTS else "-day",
    )


@dataclass(frozen=True, slots=True)
class InstrumentRow:
    """One line: the instrument, how it stands, and how many recorded facts rest on it."""

    row: Instrument
    standing: Standing
    count: int

    @property
    def mark(self) -> str:
        return STANDING_MARKS[self.standing]

    @property
    def word(self) -> str:
        return str(STANDINGS[self.standing])


def _rows(
    request: Asking, organisation: int, ids: Sequence[int], standings: Mapping[int, Standing]
) -> list[InstrumentRow]:
    """Instruments in the order of `ids`, as they were known; none that was not on record."""
    recorded = request.reading.at.recorded
    rows = instruments_of(request.actor, organisation).in_bulk(list(ids))
    found = rows if request.reading.is_now else as_known(rows.values(), recorded)
    counted = effects_counted(request.actor, list(ids), recorded)
    return [
        InstrumentRow(found[each], standings[each], counted.get(each, 0))
        for each in ids
        if each in found
    ]


def _export(request: Asking, format: str, rows: Sequence[InstrumentRow]) -> HttpResponseBase:
    columns: list[Column[InstrumentRow]] = [
        Column("instrument", _("Number of the row"), lambda one: one.row.pk),
        Column("kind", _("Kind"), lambda one: one.row.kind),
        Column("number", _("Number"), lambda one: one.row.number),
        Column("title", pgettext("of an instrument", "Title"), lambda one: here(one.row.title)),
        Column("body", _("Body"), lambda one: body_code(one.row)),
        Column("session", _("Session or meeting"), lambda one: session_name(one.row)),
        Column("day", _("Day"), lambda one: one.row.day),
        Column("standing", _("State"), lambda one: str(one.standing)),
        Column("source", _("Source"), lambda one: one.row.source),
        Column("effects", _("Recorded facts"), lambda one: one.count),
    ]
    return exports.dated_table_response(format, "instruments", columns, rows, request.reading)
