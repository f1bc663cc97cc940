"""Corrections proposed and confirmed, and the later facts a person is asked about first."""

from bureau.core.references import Reference
from bureau.core.structure.effects import Effect
from bureau.core.structure.fold import live
from bureau.institution.governance import models
from bureau.institution.organisation.store import effects_of
from bureau.record.journal.queries import record_number_now


def corrections(organisation: int, *, is_open: bool | None = None) -> list[models.Correction]:
    """The standing list for the auditor, newest first; `is_open`: only those not confirmed yet."""
    rows = models.Correction.objects.filter(organisation=organisation)
    if is_open is not None:
        rows = rows.filter(confirmation__isnull=is_open)
    related = rows.select_related("effect", "reason", "confirmation", "effect__instrument")
    return list(related.order_by("-pk"))


def later_facts(correction: models.Correction) -> list[Effect]:
    """What counts of the same object after the corrected day: whoever confirms is asked whether
    it still holds.
    """
    corrected = correction.effect
    subject = Reference(corrected.kind, corrected.subject)
    known = live(effects_of([subject])[subject], record_number_now())
    from_then = (min(corrected.day, correction.day), corrected.record)
    return [
        effect
        for effect in known
        if effect.id != corrected.pk and (effect.day, effect.record) > from_then
    ]
