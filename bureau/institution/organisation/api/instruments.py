"""Instruments: the register, and one with its provisions and how much rests on it."""

from collections.abc import Sequence
from datetime import date

from ninja import Query, Router, Schema

from bureau.core.instruments.amendments import State
from bureau.core.references import Reference
from bureau.core.scopes import Scope
from bureau.institution.instruments.models import Amendment, Instrument, Provision
from bureau.institution.instruments.queries.amendments import (
    amendments_around,
    link_of,
    standing_of,
)
from bureau.institution.instruments.queries.provisions import tree_of
from bureau.institution.instruments.queries.versions import as_known
from bureau.institution.organisation.api.histories import EffectOut, effect_out
from bureau.institution.organisation.api.standing import organisation_asked, stand, stood
from bureau.institution.organisation.queries.history import hidden_kinds, told_of
from bureau.institution.organisation.queries.instruments import (
    EFFECTS_MOST,
    Sought,
    effects_counted,
    instruments_sought,
)
from bureau.institution.organisation.store import effects_under
from bureau.record.journal.api import shows_state_of
from bureau.record.journal.queries import reading
from bureau.web import kinds
from bureau.web.api import pages
from bureau.web.api.calls import Call, needs
from bureau.web.api.pages import Paged
from bureau.web.api.problems import REFUSED, Problem
from bureau.web.api.words import Id, OnRecord, Said, Short, Stood, said
from bureau.web.formats import as_date

router = Router(tags=["instruments"])


class InstrumentsAsked(Paged, OnRecord):
    organisation: Id | None = None
    kind: Short | None = None
    body: Id | None = None


class InstrumentOut(Schema):
    id: int
    kind: str
    number: str
    title: Said
    body: int | None
    meeting: int | None
    day: date | None
    note: Said | None
    source: str
    is_registered: bool


class InstrumentLine(InstrumentOut):
    """`standing` is that of the valid day; `effects` is how many rest on it, as known at the record
    number."""

    standing: str
    effects: int


class Instruments(Schema):
    at: Stood
    items: list[InstrumentLine]
    next: str | None


class ProvisionOut(Schema):
    id: int
    under: int | None
    label: str
    name: Said | None
    path: list[str]
    gist: Said
    words: Said | None
    is_mandate: bool
    addressee: str | None
    due: date | None
    standing: str


class AmendmentOut(Schema):
    """What `by` does to `on` from a day on: each as in "instrument:3" or "provision:7"."""

    id: int
    kind: str
    by: str
    on: str
    day: date


class InstrumentPage(Schema):
    """`effects` are the first of `count` that rest on it, as known at the record number.

    `standing` is that of the valid day; `amendments` are all around it, whatever their day.
    """

    at: Stood
    instrument: InstrumentOut
    standing: str
    amendments: list[AmendmentOut]
    provisions: list[ProvisionOut]
    count: int
    effects: list[EffectOut]


@router.get("instruments", response={200: Instruments, **REFUSED})
@needs(Scope.STRUCTURE)
def instruments(request: Call, asked: Query[InstrumentsAsked]) -> object:
    """The register of an organisation as it was known, in the order in which it was entered."""
    with reading():
        organisation = organisation_asked(request, asked.organisation)
        stand(request, asked, organisation)
        sought = Sought(kind=asked.kind or "", body=asked.body)
        recorded = None if request.reading.is_now else request.reading.at.recorded
        found = sorted(instruments_sought(request.namer, organisation.pk, sought, recorded))
        if after := pages.read(asked.cursor, int):
            found = [each for each in found if each > after[0]]
        numbers, following = pages.page_of(found[: asked.limit + 1], asked, lambda each: (each,))
        at = request.reading.at
        known = as_known(Instrument.objects.in_bulk(numbers).values(), at.recorded)
        states = standing_of(numbers, as_date(at.valid))
        counts = effects_counted(request.namer, numbers, at.recorded)
        items = [
            InstrumentLine(
                **instrument_out(known[each]).dict(),
                standing=str(states[Reference("instrument", each)].standing),
                effects=counts.get(each, 0),
            )
            for each in numbers
        ]
        return {"at": stood(request), "items": items, "next": following}


@router.get("instruments/{instrument}", response={200: InstrumentPage, **REFUSED})
@needs(Scope.STRUCTURE)
def instrument(request: Call, instrument: Id, at: Query[OnRecord]) -> object:
    """One instrument as it was known, and what of the structure rests on it."""
    with reading():
        stand(request, at)
        reference = Reference("instrument", instrument)
        if reference not in kinds.visible(request.namer, [reference]):
            raise Problem(404, "nothing_there")
        recorded = request.reading.at.recorded
        row = as_known([Instrument.objects.get(pk=instrument)], recorded).get(instrument)
        if row is None:
            raise Problem(404, "nothing_there")
        if request.reading.is_now:
            shows_state_of(request, reference)
        hidden = hidden_kinds(request.namer)
        states = standing_of([instrument], as_date(request.reading.at.valid))
        effects = told_of(effects_under([instrument], recorded, EFFECTS_MOST, hidden))
        return InstrumentPage(
            at=stood(request),
            instrument=instrument_out(row),
            standing=str(states[reference].standing),
            amendments=[amendment_out(one) for one in amendments_around([instrument])],
            provisions=[
                provision_out(node.row, node.labels, states[Reference("provision", node.row.pk)])
                for node in tree_of(instrument)
            ],
            count=effects_counted(request.namer, [instrument], recorded).get(instrument, 0),
            effects=[effect_out(one) for one in effects],
        )


def provision_out(row: Provision, labels: Sequence[str], state: State) -> ProvisionOut:
    return ProvisionOut(
        id=row.pk,
        under=row.under_id,
        label=row.label,
        name=said(row.name) if row.name else None,
        path=list(labels),
        gist=said(row.gist),
        words=said(row.words) if row.words else None,
        is_mandate=row.is_mandate,
        addressee=f"{row.addressee_kind}:{row.addressee}" if row.addressee else None,
        due=row.due,
        standing=str(state.standing),
    )


def amendment_out(row: Amendment) -> AmendmentOut:
    link = link_of(row)
    return AmendmentOut(id=row.pk, kind=row.kind, by=str(link.by), on=str(link.on), day=row.day)


def instrument_out(row: Instrument) -> InstrumentOut:
    return InstrumentOut(
        id=row.pk,
        kind=row.kind,
        number=row.number,
        title=said(row.title),
        body=row.body_id,
        meeting=row.meeting_id,
        day=row.day,
        note=said(row.note) if row.note else None,
        source=row.source,
        is_registered=row.is_registered,
    )
