"""Instruments: the register, and one with its provisions and how much rests on it."""

from datetime import date

from ninja import Query, Router, Schema

from bureau.core.references import Reference
from bureau.core.scopes import Scope
from bureau.institution.instruments.models import Instrument, Provision
from bureau.institution.organisation.api.histories import EffectOut, effect_out
from bureau.institution.organisation.api.standing import organisation_asked, stand, stood
from bureau.institution.organisation.queries.history import hidden_kinds, told_of
from bureau.institution.organisation.queries.instruments import (
    EFFECTS_MOST,
    effects_counted,
    instruments_of,
)
from bureau.institution.organisation.store import effects_under
from bureau.record.journal.queries import reading
from bureau.web import kinds
from bureau.web.api import pages
from bureau.web.api.calls import Call, needs
from bureau.web.api.pages import Paged
from bureau.web.api.problems import REFUSED, Problem
from bureau.web.api.words import At, Id, Said, Short, Stood, said

router = Router(tags=["instruments"])


class InstrumentsAsked(Paged):
    organisation: Id | None = None
    kind: Short | None = None


class InstrumentOut(Schema):
    id: int
    kind: str
    number: str
    title: Said
    body: int | None
    day: date | None
    note: Said | None
    source: str


class Instruments(Schema):
    items: list[InstrumentOut]
    next: str | None


class ProvisionOut(Schema):
    id: int
    label: str
    gist: Said
    is_mandate: bool


class InstrumentPage(Schema):
    """`effects` are the first of `count` that rest on it, as known at the record number."""

    at: Stood
    instrument: InstrumentOut
    provisions: list[ProvisionOut]
    count: int
    effects: list[EffectOut]


@router.get("instruments", response={200: Instruments, **REFUSED})
@needs(Scope.STRUCTURE)
def instruments(request: Call, asked: Query[InstrumentsAsked]) -> object:
    """The register of an organisation, in the order in which it was entered."""
    with reading():
        organisation = organisation_asked(request, asked.organisation)
        rows = instruments_of(request.namer, organisation.pk).order_by("pk")
        if asked.kind:
            rows = rows.filter(kind=asked.kind)
        if after := pages.read(asked.cursor, int):
            rows = rows.filter(pk__gt=after[0])
        shown, following = pages.page_of(rows[: asked.limit + 1], asked, lambda row: (row.pk,))
        return {"items": [_out(row) for row in shown], "next": following}


@router.get("instruments/{instrument}", response={200: InstrumentPage, **REFUSED})
@needs(Scope.STRUCTURE)
def instrument(request: Call, instrument: Id, at: Query[At]) -> object:
    """One instrument, and what of the structure rests on it."""
    with reading():
        stand(request, at)
        reference = Reference("instrument", instrument)
        if reference not in kinds.visible(request.namer, [reference]):
            raise Problem(404, "nothing_there")
        row = Instrument.objects.get(pk=instrument)
        recorded = request.reading.at.recorded
        hidden = hidden_kinds(request.namer)
        effects = told_of(effects_under(instrument, recorded, EFFECTS_MOST, hidden))
        return InstrumentPage(
            at=stood(request),
            instrument=_out(row),
            provisions=[
                ProvisionOut(
                    id=each.pk, label=each.label, gist=said(each.gist), is_mandate=each.is_mandate
                )
                for each in Provision.objects.filter(instrument=row)
            ],
            count=effects_counted(request.namer, [instrument], recorded).get(instrument, 0),
            effects=[effect_out(one) for one in effects],
        )


def _out(row: Instrument) -> InstrumentOut:
    return InstrumentOut(
        id=row.pk,
        kind=row.kind,
        number=row.number,
        title=said(row.title),
        body=row.body_id,
        day=row.day,
        note=said(row.note) if row.note else None,
        source=row.source,
    )
