"""What steps rest on: the provision, instrument or practice, and how the rule follows from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bureau.core.procedures.case import Step
from bureau.core.procedures.rules import Source
from bureau.institution.instruments.models import Instrument, Provision
from bureau.institution.procedures.models import Rule
from bureau.web.formats import gap_between_sentences
from bureau.web.multilingual import here


@dataclass(frozen=True, slots=True)
class Ground:
    """What a step rests on: the words of a provision or instrument, and how the rule follows."""

    instrument: str
    provision: str = ""
    gist: str = ""
    note: str = ""
    is_practice: bool = False
    address: int | None = None


def grounds(steps: Iterable[Step]) -> dict[str, list[Ground]]:
    """By the key of the step and its parts' rules; in three reads."""
    listed = list(steps)
    sources = {source for step in listed for source in step.sources}
    provisions = _provisions(sources)
    instruments = _instruments(sources)
    notes = _notes({part.rule for step in listed for part in step.parts})
    return {
        step.key: [
            _ground(source, provisions, instruments, _note_on(step, source, notes))
            for source in step.sources
        ]
        for step in listed
    }


def _ids(sources: Iterable[Source], kind: str) -> set[int]:
    return {
        source.reference.id
        for source in sources
        if source.reference and source.reference.kind == kind
    }


def _provisions(sources: Iterable[Source]) -> dict[int, Provision]:
    rows = Provision.objects.filter(pk__in=_ids(sources, "provision"))
    return {row.pk: row for row in rows.select_related("instrument")}


def _instruments(sources: Iterable[Source]) -> dict[int, Instrument]:
    rows = Instrument.objects.filter(pk__in=_ids(sources, "instrument"))
    return {row.pk: row for row in rows}


def _notes(rules: Iterable[int]) -> dict[int, Rule]:
    return {row.pk: row for row in Rule.objects.filter(pk__in=set(rules), note__isnull=False)}


def _note_on(step: Step, source: Source, notes: Mapping[int, Rule]) -> str:
    said = {
        here(rule.note): None
        for part in step.parts
        if (rule := notes.get(part.rule)) and rule.note and _rests_on(rule, source)
    }
    return gap_between_sentences().join(said)


def _rests_on(rule: Rule, source: Source) -> bool:
    reference = source.reference
    if reference is None:
        return False
    id = rule.provision_id if reference.kind == "provision" else rule.instrument_id
    return id == reference.id


def _ground(
    source: Source,
    provisions: Mapping[int, Provision],
    instruments: Mapping[int, Instrument],
    note: str,
) -> Ground:
    reference = source.reference
    if reference and reference.kind == "provision" and reference.id in provisions:
        row = provisions[reference.id]
        title = here(row.instrument.title)
        return Ground(
            title, row.called, here(row.gist), note, source.is_practice, row.instrument_id
        )
    if reference and reference.id in instruments:
        return Ground(
            here(instruments[reference.id].title),
            note=note,
            is_practice=source.is_practice,
            address=reference.id,
        )
    return Ground(source.note, is_practice=source.is_practice)
