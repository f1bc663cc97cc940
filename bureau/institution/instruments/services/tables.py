"""Many instruments with their provisions at once, as a table has them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bureau.core.texts import Text
from bureau.institution.instruments.models import Instrument, Provision
from bureau.institution.instruments.queries.provisions import nodes
from bureau.institution.instruments.services.provisions import add_provision
from bureau.institution.instruments.services.register import allow, register_instrument
from bureau.record.journal.services import Act, service


@dataclass(frozen=True, slots=True)
class PartRow:
    """A provision: its labels from the top down, and what it says."""

    labels: tuple[str, ...]
    says: str
    is_mandate: bool = False
    due: date | None = None


@dataclass(frozen=True, slots=True)
class InstrumentRow:
    """An instrument with its parts, each after the one it stands under."""

    kind: str
    title: str
    number: str = ""
    body: int | None = None
    meeting: int | None = None
    day: date | None = None
    source: str = ""
    note: str = ""
    parts: tuple[PartRow, ...] = ()


@service
def register_table(
    act: Act, *, organisation: int, language: str, rows: Sequence[InstrumentRow]
) -> list[int]:
    """Register what is not there yet; what is there gets the provisions that it lacks, and stays
    otherwise as it is. Answers with how many instruments and how many provisions were added."""
    allow(act, organisation)
    instruments = provisions = 0
    for row in rows:
        known = _known(organisation, row)
        if known is None:
            known = register_instrument(
                act,
                organisation=organisation,
                kind=row.kind,
                title=Text.only(language, row.title),
                number=row.number,
                body=row.body,
                meeting=row.meeting,
                day=row.day,
                note=Text.only(language, row.note) if row.note else None,
                source=row.source,
            )
            instruments += 1
        provisions += _add_parts(act, known, language, row.parts)
    act.details.update(instruments=instruments, provisions=provisions)
    return [instruments, provisions]


def lacking(organisation: int, rows: Sequence[InstrumentRow]) -> list[list[tuple[str, ...]] | None]:
    """Of each the provisions that the register lacks, by their labels; None where it lacks the
    whole. In two reads, however many."""
    there: dict[tuple[object, ...], list[Instrument]] = {}
    for one in Instrument.objects.filter(organisation=organisation, is_registered=True):
        key = (one.kind, one.body_id, one.meeting_id, one.number.casefold())
        there.setdefault(key, []).append(one)
    keys = [(row.kind, row.body, row.meeting, row.number.casefold()) for row in rows]
    known = [_same(there.get(key, ()), row) for key, row in zip(keys, rows, strict=True)]
    has: dict[int, set[tuple[str, ...]]] = {}
    for node in nodes(Provision.objects.filter(instrument__in=[one for one in known if one])):
        has.setdefault(node.row.instrument_id, set()).add(node.labels)
    return [
        None
        if one is None
        else [part.labels for part in row.parts if part.labels not in has.get(one, ())]
        for one, row in zip(known, rows, strict=True)
    ]


def _known(organisation: int, row: InstrumentRow) -> int | None:
    same = Instrument.objects.filter(
        organisation=organisation,
        kind=row.kind,
        body=row.body,
        meeting=row.meeting,
        number__iexact=row.number,
        is_registered=True,
    )
    return _same(same, row)


def _same(found: Iterable[Instrument], row: InstrumentRow) -> int | None:
    """The instrument of the same identity; of one without a number, the same title."""
    for one in sorted(found, key=lambda one: one.pk):
        if row.number or row.title in {words for words, _ in one.title.said.values()}:
            return one.pk
    return None


def _add_parts(act: Act, instrument: int, language: str, parts: Sequence[PartRow]) -> int:
    added = 0
    for part in parts:
        under = None
        for label in part.labels[:-1]:
            under = Provision.objects.get(instrument=instrument, under=under, label=label).pk
        own = Provision.objects.filter(instrument=instrument, under=under, label=part.labels[-1])
        if own.exists():
            continue
        add_provision(
            act,
            instrument=instrument,
            label=part.labels[-1],
            gist=Text.only(language, part.says),
            under=under,
            is_mandate=part.is_mandate,
            due=part.due,
        )
        added += 1
    return added
