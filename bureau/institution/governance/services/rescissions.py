"""Undoing what is in force: a new draft with the actions that undo it, which goes its own way."""

from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.changes.expand import expand
from bureau.core.changes.holds import held_anew
from bureau.core.changes.inverse import inverse
from bureau.core.reasons import Reason, Refused
from bureau.core.texts import Text
from bureau.institution.governance import models
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.institution.governance.services.drafts import start_reorganisation
from bureau.institution.governance.store import row_of
from bureau.institution.organisation.queries.structure import today, world
from bureau.institution.organisation.store import effects_recorded
from bureau.record.journal.services import Act, service


@service(
    "governance.start_rescission",
    pgettext_lazy("act in the journal", "Begin a draft that undoes what is in force"),
)
def start_rescission(
    act: Act,
    *,
    entry: int,
    reference: str,
    title: Text,
    purpose: Text | None = None,
    background: Text | None = None,
    from_day: date,
) -> int:
    """Begin a draft that undoes an entry into force from a day on; returns the reorganisation.

    From that day on what it touched is as it would be without it, with all that was decided since.
    Each action expects what stands now. Refused where an erased person would have a post again.
    """
    row = models.EntryIntoForce.objects.select_related("submission__reorganisation").get(pk=entry)
    undone = row.submission.reorganisation
    if undone.pk not in seen_by(act.actor, [undone.pk]):
        raise Refused(Reason("not_yours_to_do"))
    undoing, known = effects_recorded(row.record), world(undone.organisation_id)
    actions = inverse(undoing, known, from_day=from_day.toordinal())
    if not actions:
        raise Refused(Reason("nothing_to_undo_from"))
    day = today(undone.organisation).toordinal()
    act.name_anew(*held_anew(expand(actions, known), known, day))
    number = start_reorganisation(
        act,
        organisation=undone.organisation_id,
        reference=reference,
        title=title,
        purpose=purpose,
        background=background,
    )
    models.DraftAction.objects.bulk_create(row_of(number, action) for action in actions)
    models.Rescission.objects.create(reorganisation_id=number, entry=row, from_day=from_day)
    act.touch("entry_into_force", row.pk)
    act.details.update(rescinds=row.pk, from_day=from_day.isoformat())
    return number
