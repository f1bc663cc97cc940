"""The one door into the structure: effects under an instrument, at a record number."""

from collections.abc import Collection, Sequence

from django.utils.translation import pgettext_lazy

from bureau.core.changes.actions import Action
from bureau.core.changes.expand import expand
from bureau.core.changes.holds import HOLDS, held_anew
from bureau.core.changes.pending import PendingEffect, effects_hash
from bureau.core.reasons import Reason, Refused
from bureau.core.rows import ANY_NUMBER
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import Effect, Organisation
from bureau.institution.organisation.permissions import may_record_opening
from bureau.institution.organisation.queries.structure import today, world
from bureau.institution.organisation.store import write_effects
from bureau.record.journal.services import Act, service, takes


@service("organisation.put_on_record", pgettext_lazy("act in the journal", "Put on record"))
@takes(ANY_NUMBER)
def put_on_record(
    act: Act, *, organisation: int, effects: Sequence[PendingEffect], instrument: int
) -> int:
    """Write effects under an instrument; joined by acts that have settled that it may happen.

    Refused where an erased person would have a post or an engagement that they have not now.
    Returns the record number. The entry carries it, with the hash of what was written.
    """
    act.name_anew(*_held_anew(organisation, effects, act.record_number() - 1))
    return put_under_several(
        act,
        organisation=organisation,
        effects=effects,
        instruments=[instrument] * len(effects),
    )


def _held_anew(
    organisation: int, effects: Sequence[PendingEffect], recorded: int
) -> Collection[int]:
    """Whom the effects give a post or an engagement from today on, beside what is known."""
    if not any(effect.subject.kind in HOLDS for effect in effects):
        return ()
    day = today(Organisation.objects.get(pk=organisation)).toordinal()
    return held_anew(effects, world(organisation, recorded), day)


@service(
    "organisation.put_under_several",
    pgettext_lazy("act in the journal", "Put on record under several instruments"),
)
@takes(ANY_NUMBER)
def put_under_several(
    act: Act,
    *,
    organisation: int,
    effects: Sequence[PendingEffect],
    instruments: Sequence[int],
) -> int:
    """The same with an instrument for each effect, in their order: as several files make them."""
    if not effects:
        raise Refused(Reason("nothing_changes"))
    named = set(instruments)
    known = Instrument.objects.filter(pk__in=named, organisation=organisation)
    if known.count() != len(named):
        raise Refused(Reason("instrument_of_another_organisation"))
    record = act.record_number()
    write_effects(organisation, effects, record=record, instruments=instruments)
    act.commit_to_rows(Effect, record)
    act.touch("instrument", *named)
    for kind in {effect.subject.kind for effect in effects}:
        act.touch(kind, *(one.subject.id for one in effects if one.subject.kind == kind))
    act.details.update(effects=len(effects), effects_hash=effects_hash(effects))
    return record


@service("organisation.record_opening", pgettext_lazy("act in the journal", "Record an opening"))
@takes(ANY_NUMBER)
def record_opening(
    act: Act, *, organisation: int, actions: Sequence[Action], instrument: int
) -> int:
    """Record what stood when Bureau began, by the first administrator; returns the number."""
    has_effects = Effect.objects.filter(organisation=organisation).exists()
    if not may_record_opening(act.actor, has_effects=has_effects):
        raise Refused(Reason("opening_is_over" if has_effects else "administrator_only"))
    effects = expand(actions, world(organisation))
    return put_on_record(act, organisation=organisation, effects=effects, instrument=instrument)
