"""The history of a row: each act on it, with the values before and after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.record.journal.models import Entry
from bureau.record.journal.queries import entries_about
from bureau.record.journal.queries.formers import befores
from bureau.record.nouns.fields import Field, Labels, Sort, Words
from bureau.record.nouns.found import nouns
from bureau.record.nouns.noun import CHANGE, DELETE, Noun
from bureau.web import kinds


@dataclass(frozen=True, slots=True)
class Changed:
    """One field of one act: its values before and after, as people read them."""

    label: Words
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """One act on the row; `count` rows of nouns in all, and whether it may still be undone."""

    entry: Entry
    changes: Sequence[Changed]
    is_added: bool
    count: int
    may_undo: bool


def history_of(noun: Noun, row: Any, actor: Actor, *, may: bool) -> list[Told]:
    """What happened to a row, newest first."""
    entries = entries_about(noun.reference(row))
    before = befores(noun.model, row.pk, [entry.pk for entry in entries])
    after: Mapping[str, Any] = _now(noun, row)
    steps: list[tuple[Entry, Mapping[str, Any] | None, Mapping[str, Any]]] = []
    for entry in entries:
        held = before.get(entry.pk)
        steps.append((entry, held, after))
        after = held or after
    labels = _labels(noun, row, actor, steps)
    newest = next((entry.pk for entry in entries if entry.pk in before), 0)
    return [
        Told(
            entry,
            _changes(noun, row, held, then, labels) if held else [],
            is_added=held == {},
            count=sum(subject.kind in nouns() for subject in entry.subjects.all()),
            may_undo=may
            and entry.pk == newest
            and held is not None
            and _is_undone_here(noun, row, held, then),
        )
        for entry, held, then in steps
    ]


def _fields(noun: Noun) -> list[Field]:
    return [field for field in noun.fields if field.sort is not Sort.DERIVED]


def _now(noun: Noun, row: Any) -> dict[str, Any]:
    """The columns of a row as the journal writes them."""
    found = {}
    for field in _fields(noun):
        model_field = row._meta.get_field(field.name)
        value = model_field.get_prep_value(field.value(row))
        found[field.column(row)] = value.isoformat() if hasattr(value, "isoformat") else value
    return found


def _labels(noun: Noun, row: Any, actor: Actor, steps: Sequence[tuple[Any, Any, Any]]) -> Labels:
    named = {
        Reference(field.kind, number)
        for _entry, before, after in steps
        for field in _fields(noun)
        if field.kind
        for values in (before or {}, after)
        for number in [values.get(field.column(row))]
        if number
    }
    return kinds.describe(actor, named)


def _changes(
    noun: Noun, row: Any, before: Mapping[str, Any], after: Mapping[str, Any], labels: Labels
) -> list[Changed]:
    found = []
    for field in _fields(noun):
        old, new = (values.get(field.column(row)) for values in (before, after))
        if old != new:
            found.append(
                Changed(field.label, _worded(field, old, labels), _worded(field, new, labels))
            )
    return found


def _worded(field: Field, value: Any, labels: Labels) -> str:
    return "" if value in (None, "") else field.recorded(value, labels)


def _is_undone_here(
    noun: Noun, row: Any, before: Mapping[str, Any], after: Mapping[str, Any]
) -> bool:
    """Whether the deeds of the noun can give the row its former values, or delete it."""
    deed = None if noun.proposals else noun.deed(CHANGE if before else DELETE)
    if deed is None or not before:
        return deed is not None
    return all(
        field.name in deed.fields or before.get(field.column(row)) == after.get(field.column(row))
        for field in _fields(noun)
    )
