"""Many instruments with their provisions at once, as a table has them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.nesting import LEVELS_MOST
from bureau.core.reasons import Reason, Refused
from bureau.core.rows import refuse_excess
from bureau.core.texts import Text
from bureau.institution.instruments.models import Instrument, Provision
from bureau.institution.instruments.queries.provisions import nodes, tree_of
from bureau.institution.instruments.services.provisions import SaidOfProvision, put_provision
from bureau.institution.instruments.services.register import (
    allow,
    register_instrument,
    registered,
)
from bureau.record.journal.services import Act, service

type Identity = tuple[str, int | None, int | None, str]
"""Kind, body, session and number, by which an instrument is known."""


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


@service(
    "instruments.register_table",
    pgettext_lazy("act in the journal", "Register instruments from a table"),
)
def register_table(
    act: Act, *, organisation: int, language: str, rows: Sequence[InstrumentRow]
) -> list[int]:
    """Register what is not there yet; what is there gets the provisions that it lacks, and stays
    otherwise as it is. Answers with how many instruments and how many provisions were added."""
    refuse_excess(sum(max(1, len(row.parts)) for row in rows))
    allow(act, organisation)
    there = _there(organisation)
    made: dict[Identity, list[Instrument]] = {}
    instruments = provisions = 0
    for row in rows:
        alike = made.setdefault(_identity(row), [])
        known = _same((*there.get(_identity(row), ()), *alike), row)
        if known is None:
            known = _registered(act, organisation, language, row)
            alike.append(Instrument(pk=known, title=Text.only(language, row.title)))
            instruments += 1
        if row.parts:
            provisions += _add_parts(act, known, language, row.parts)
    act.details.update(instruments=instruments, provisions=provisions)
    return [instruments, provisions]


def lacking(organisation: int, rows: Sequence[InstrumentRow]) -> list[list[tuple[str, ...]] | None]:
    """Of each the provisions that the register lacks, by their labels; None where it lacks the
    whole. In two reads, however many."""
    there = _there(organisation)
    known = [_same(there.get(_identity(row), ()), row) for row in rows]
    has: dict[int, set[tuple[str, ...]]] = {}
    for node in nodes(Provision.objects.filter(instrument__in=[one for one in known if one])):
        has.setdefault(node.row.instrument_id, set()).add(node.labels)
    return [
        None
        if one is None
        else [part.labels for part in row.parts if part.labels not in has.get(one, ())]
        for one, row in zip(known, rows, strict=True)
    ]


def _there(organisation: int) -> dict[Identity, list[Instrument]]:
    """What is on the register, by what it is known by."""
    found: dict[Identity, list[Instrument]] = {}
    for one in Instrument.objects.filter(organisation=organisation, is_registered=True):
        identity = (one.kind, one.body_id, one.meeting_id, one.number.casefold())
        found.setdefault(identity, []).append(one)
    return found


def _identity(row: InstrumentRow) -> Identity:
    return row.kind, row.body, row.meeting, row.number.casefold()


def _same(found: Iterable[Instrument], row: InstrumentRow) -> int | None:
    """The instrument of the same identity; of one without a number, the same title."""
    for one in sorted(found, key=lambda one: one.pk):
        if row.number or row.title in {words for words, _ in one.title.said.values()}:
            return one.pk
    return None


def _registered(act: Act, organisation: int, language: str, row: InstrumentRow) -> int:
    return register_instrument(
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


def _add_parts(act: Act, instrument: int, language: str, parts: Sequence[PartRow]) -> int:
    """Those that the instrument lacks, each the last of those under the same part."""
    found = {node.labels: node.row for node in tree_of(instrument)}
    if all(part.labels in found for part in parts):
        return 0
    registered(act, instrument)
    if any(len(part.labels) > LEVELS_MOST for part in parts):
        raise Refused(Reason("parts_too_deep", {"most": LEVELS_MOST}))
    last: dict[tuple[str, ...], int] = {}
    for labels, row in found.items():
        last[labels[:-1]] = max(row.place, last.get(labels[:-1], 0))
    added = 0
    for part in parts:
        if part.labels in found:
            continue
        above = part.labels[:-1]
        if above and above not in found:
            raise Provision.DoesNotExist(above)
        place = last[above] = last.get(above, 0) + 1
        said: SaidOfProvision = {
            "label": part.labels[-1],
            "gist": Text.only(language, part.says),
            "under": found[above].pk if above else None,
            "is_mandate": part.is_mandate,
            "due": part.due,
        }
        found[part.labels] = put_provision(act, instrument, place, said)
        added += 1
    return added
