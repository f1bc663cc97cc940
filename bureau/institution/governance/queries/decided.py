"""Decided effects that later actions name: what they set, from when, and who decided them; and of
a case, which of its actions a later decision replaced."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from bureau.core.changes.actions import Action, in_order
from bureau.core.changes.expand import fields_set
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.effects import Manner
from bureau.core.structure.kinds import Value
from bureau.core.texts import Text
from bureau.institution.governance import models
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import Effect, Replacement


@dataclass(frozen=True, slots=True)
class Decision:
    """By whom something was decided: the case, should it be one, and the title."""

    reference: str
    title: Text


@dataclass(frozen=True, slots=True)
class Decided:
    """One effect on record, as pages tell it."""

    subject: Reference
    day: Day
    fields: Mapping[str, Value]
    by: Decision


def decided_effects(ids: Collection[int]) -> dict[int, Decided]:
    """Each of these effects; read once for all of them."""
    if not ids:
        return {}
    rows = Effect.objects.filter(pk__in=ids)
    listed = list(rows)
    by = decisions(row.instrument_id for row in listed)
    return {
        row.pk: Decided(
            Reference(row.kind, row.subject), row.day, row.fields, by[row.instrument_id]
        )
        for row in listed
    }


def decisions(instruments: Iterable[int]) -> dict[int, Decision]:
    """What is adopted is on record for all: so is the reference of its case."""
    asked = set(instruments)
    entries = models.EntryIntoForce.objects.filter(instrument__in=asked)
    cases = dict(entries.values_list("instrument", "submission__reorganisation__reference"))
    titles = Instrument.objects.filter(pk__in=asked).values_list("pk", "title")
    return {pk: Decision(cases.get(pk, ""), title) for pk, title in titles}


def replaced_of(reorganisation: int, actions: Iterable[Action]) -> dict[int, Decision]:
    """By the places of the actions of a case, by whom what they set was replaced later."""
    entries = models.EntryIntoForce.objects.filter(submission__reorganisation=reorganisation)
    records = list(entries.values_list("record", flat=True))
    rows = Replacement.objects.filter(
        replaced__record__in=records, effect__manner=Manner.OVERRIDE
    ).select_related("effect", "replaced")
    listed = list(rows.order_by("pk")) if records else []
    if not listed:
        return {}
    by = decisions(row.effect.instrument_id for row in listed)
    ordered = in_order(actions)
    found: dict[int, Decision] = {}
    for row in listed:
        if place := _written_by(row.replaced, ordered):
            found[place] = by[row.effect.instrument_id]
    return found


def _written_by(effect: Effect, ordered: Iterable[Action]) -> int | None:
    """The last action for its day or earlier, by which a condition may have put it off, that sets
    any of its fields."""
    subject = Reference(effect.kind, effect.subject)
    own = [
        action.id
        for action in ordered
        if action.subject == subject and action.day <= effect.day
        if fields_set(action).keys() & effect.fields.keys()
    ]
    return own[-1] if own else None
