"""Corrections proposed and confirmed, for whom they wait, and the later facts a person is asked
about first."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from bureau.core.actors import Actor, Role
from bureau.core.changes.pending import PendingEffect
from bureau.core.references import Reference
from bureau.core.structure.effects import Effect, Manner
from bureau.core.structure.effects import Role as EffectRole
from bureau.core.structure.fold import live
from bureau.institution.governance import models
from bureau.institution.governance.permissions import (
    may_confirm_correction,
    may_correct_record,
)
from bureau.institution.organisation.models import Effect as EffectRow
from bureau.institution.organisation.models import Replacement
from bureau.institution.organisation.queries.organisations import organisation_of
from bureau.institution.organisation.queries.roles_held import actors_with
from bureau.institution.organisation.store import effects_of
from bureau.record.journal.queries import on_record_at, record_number_now
from bureau.web.answers import Telling

KIND = "correction"
OPEN = Q(confirmation__isnull=True, withdrawal__isnull=True)
SETTLED = ("confirmation", "withdrawal", "withdrawal__reason")
WITHDRAWN = "governance.withdraw_correction"


@dataclass(frozen=True, slots=True)
class CorrectionKnown:
    """A correction as it stood on record at a record number."""

    row: models.Correction
    confirmation: models.Confirmation | None
    withdrawal: models.Withdrawal | None

    @property
    def is_open(self) -> bool:
        return self.confirmation is None and self.withdrawal is None


def corrections(organisation: int, *, is_open: bool | None = None) -> list[models.Correction]:
    """The standing list for the auditor, newest first; `is_open`: only those that wait, or not."""
    rows = models.Correction.objects.filter(organisation=organisation)
    if is_open is not None:
        rows = rows.filter(OPEN if is_open else ~OPEN)
    related = rows.select_related("effect", "effect__instrument", "reason", *SETTLED)
    return list(related.order_by("-pk"))


def corrections_known(rows: Collection[models.Correction], recorded: int) -> list[CorrectionKnown]:
    """Those that were on record at a record number, as they stood then."""
    things = [Reference(KIND, row.pk) for row in rows]
    proposed = on_record_at(things, recorded)
    withdrawn = on_record_at(things, recorded, act=WITHDRAWN)
    return [
        _known(row, recorded, is_withdrawn=thing in withdrawn)
        for row, thing in zip(rows, things, strict=True)
        if thing in proposed
    ]


def _known(row: models.Correction, recorded: int, *, is_withdrawn: bool) -> CorrectionKnown:
    confirmation = getattr(row, "confirmation", None)
    is_confirmed = confirmation is not None and confirmation.record <= recorded
    return CorrectionKnown(
        row,
        confirmation if is_confirmed else None,
        getattr(row, "withdrawal", None) if is_withdrawn else None,
    )


def decided_by_bodies(effects: Collection[int]) -> set[int]:
    """Those of these effects that are as a body decided: only a new decision changes them."""
    entered = models.EntryIntoForce.objects.filter(record=OuterRef("record"))
    rows = EffectRow.objects.filter(Exists(entered), pk__in=effects)
    return set(rows.filter(instrument__body__isnull=False).values_list("pk", flat=True))


def later_facts(correction: models.Correction, recorded: int | None = None) -> list[Effect]:
    """What counts of the same object after the corrected day: whoever confirms is asked whether
    it still holds. As known now, or at a record number.
    """
    corrected = correction.effect
    subject = Reference(corrected.kind, corrected.subject)
    number = record_number_now() if recorded is None else recorded
    known = live(effects_of([subject])[subject], number)
    from_then = (min(corrected.day, correction.day), corrected.record)
    return [
        effect
        for effect in known
        if effect.id != corrected.pk and (effect.day, effect.record) > from_then
    ]


def visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """For the wiring table: of one's own organisation, to its officers, to administrators and the
    auditor."""
    own = organisation_of(actor)
    if own is None or not (may_confirm_correction(actor, own.pk) or actor.is_auditor()):
        return set()
    rows = models.Correction.objects.filter(pk__in=ids, organisation=own)
    return set(rows.values_list("pk", flat=True))


def _waiting(ids: Collection[int] | None = None) -> QuerySet[models.Correction]:
    """Those that can still be confirmed: what another one replaced meanwhile waits no more."""
    replaced = Replacement.objects.filter(replaced=OuterRef("effect"))
    rows = models.Correction.objects.filter(OPEN, ~Exists(replaced))
    return (rows if ids is None else rows.filter(pk__in=ids)).order_by("pk")


def waiting_for(actor: Actor) -> list[models.Correction]:
    """Those that the actor may confirm."""
    own = organisation_of(actor)
    if actor.person is None or own is None or not may_confirm_correction(actor, own.pk):
        return []
    rows = _waiting().filter(organisation=own)
    return list(rows.exclude(person=actor.person))


def tells(ids: Collection[int] | None) -> list[Telling]:
    """For the wiring table: to everyone who may confirm it."""
    rows = list(_waiting(ids))
    officers = _officers({row.organisation_id for row in rows})
    return [
        Telling(
            number=row.pk, person=person, key="confirm", code="confirm", address=address_of(row.pk)
        )
        for row in rows
        for person in sorted(officers[row.organisation_id] - {row.person})
    ]


def address_of(correction: int) -> str:
    return reverse("correction", args=[correction])


def _officers(organisations: Collection[int]) -> dict[int, set[int]]:
    """Of each organisation, the people who may correct its record today, in a few reads."""
    found: dict[int, set[int]] = defaultdict(set)
    for actor in actors_with(Role.ORGANISATION_OFFICER, organisations):
        if may_correct_record(actor) and actor.organisation and actor.person:
            found[actor.organisation].add(actor.person)
    return found


def pending_effect(row: models.Correction) -> PendingEffect:
    """The effect that a proposed correction puts on record."""
    return PendingEffect(
        subject=Reference(row.effect.kind, row.effect.subject),
        day=row.day,
        role=EffectRole(row.role),
        fields=row.fields,
        place=1,
        action=0,
        replaces=(row.effect_id,),
        manner=Manner(row.manner),
    )
