"""The register of instruments, and the page of one: what it says, what rests on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bureau.core.references import Reference
from bureau.documents.tables import Column
from bureau.institution.instruments.models import Instrument
from bureau.institution.instruments.queries import bodies_of
from bureau.institution.instruments.texts import KINDS_IN_WORDS
from bureau.institution.organisation.queries.history import Told
from bureau.institution.organisation.queries.instruments import (
    SORTS,
    RestsOn,
    Sought,
    effects_counted,
    instruments_of,
    instruments_sought,
    rests_on,
)
from bureau.institution.organisation.queries.lineage import Called
from bureau.institution.organisation.queries.structure import snapshot
from bureau.institution.organisation.views.histories import EffectLine, said
from bureau.institution.organisation.views.what_is_seen import seen_organisation
from bureau.record.journal.queries import reading
from bureau.web import exports, kinds
from bureau.web.frame import Entry
from bureau.web.multilingual import here
from bureau.web.paging import slice_of
from bureau.web.requests import Asking


@dataclass(frozen=True, slots=True)
class ThingLine:
    thing: Called | None
    lines: tuple[EffectLine, ...]


@require_safe
def instruments(request: Asking) -> HttpResponseBase:
    with reading():
        organisation = seen_organisation(request)
        sought = _sought(request)
        ids = instruments_sought(request.actor, organisation.pk, sought)
        format = request.GET.get("format", "")
        if format in exports.TABLE_FORMATS:
            return _export(request, format, _rows(request, organisation.pk, ids))
        page = slice_of(ids, request.GET.get("page", ""))
        if page is None:
            raise Http404
        context = {
            "sought": sought,
            "rows": _rows(request, organisation.pk, ids[page.start : page.end]),
            "page": page,
            "kinds": KINDS_IN_WORDS.items(),
            "bodies": [(row.pk, here(row.name)) for row in bodies_of(organisation.pk)],
        }
    return render(request, "organisation/instruments.html", context)


def _sought(request: Asking) -> Sought:
    get = request.GET.get
    sort, body = get("sort", "-day"), get("body", "")
    return Sought(
        kind=get("kind", ""),
        body=int(body) if body.isdecimal() else None,
        text=get("text", "").strip(),
        sort=sort if sort.removeprefix("-") in SORTS else "-day",
    )


def _rows(request: Asking, organisation: int, ids: Sequence[int]) -> list[tuple[Instrument, int]]:
    """Instruments in the order of `ids`, each with how many recorded facts rest on it."""
    found = instruments_of(request.actor, organisation).in_bulk(list(ids))
    counted = effects_counted(request.actor, list(ids), request.reading.at.recorded)
    return [(found[each], counted.get(each, 0)) for each in ids]


def _export(
    request: Asking, format: str, rows: Sequence[tuple[Instrument, int]]
) -> HttpResponseBase:
    columns = [
        Column("instrument", _("Number of the row")),
        Column("kind", _("Kind")),
        Column("number", _("Number")),
        Column("title", _("Title")),
        Column("body", _("Body")),
        Column("day", _("Day")),
        Column("source", _("Source")),
        Column("effects", _("Recorded facts")),
    ]
    cells = (
        [
            *(row.pk, row.kind, row.number, here(row.title)),
            *(row.body.code if row.body else "", row.day, row.source, count),
        ]
        for row, count in rows
    )
    return exports.dated_table_response(format, "instruments", columns, cells, request.reading)


@require_safe
def instrument(request: Asking, instrument: int) -> HttpResponse:
    reference = Reference("instrument", instrument)
    with reading():
        organisation = seen_organisation(request)
        found = instruments_of(request.actor, organisation.pk).filter(pk=instrument).first()
        if found is None:
            raise Http404
        now = snapshot(request.reading.at)
        resting = rests_on(request.actor, now, found)
        context = {
            "instrument": found,
            "provisions": list(found.provisions.all()),
            "resting": resting,
            "things": _lines(resting),
            "crumbs": [Entry(reverse("instruments"), _("Instruments"))],
            "verbs": kinds.verbs(request.actor, reference),
        }
    return render(request, "organisation/instrument.html", context)


def _lines(resting: RestsOn) -> list[ThingLine]:
    def line(told: Told) -> EffectLine:
        fields = said(told.effect.subject.kind, told.effect.fields, resting.names)
        return EffectLine(told, fields)

    return [
        ThingLine(each.thing, tuple(line(told) for told in each.effects)) for each in resting.things
    ]
