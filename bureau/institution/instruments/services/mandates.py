"""What became of mandates: answered, superseded, spent, or open again; each a dated word."""

from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.instruments.mandates import MandateState
from bureau.core.reasons import Reason, Refused
from bureau.institution.instruments.models import Instrument, Settlement
from bureau.institution.instruments.services.provisions import provision_kept
from bureau.record.journal.services import Act, service


@service(
    "instruments.settle_mandate",
    pgettext_lazy("act in the journal", "Say what became of a mandate"),
)
def settle_mandate(
    act: Act,
    *,
    provision: int,
    state: MandateState,
    day: date,
    reason: str,
    instrument: int | None = None,
) -> int:
    """Say from a day on how a mandate stands, and why; `instrument` is what settled it."""
    row = provision_kept(act, provision)
    reasons = []
    if not row.is_mandate:
        reasons.append(Reason("asks_for_nothing"))
    if not reason.strip():
        reasons.append(Reason("reason_missing"))
    organisation = row.instrument.organisation
    own = Instrument.objects.filter(organisation=organisation)
    if instrument and not own.filter(pk=instrument).exists():
        reasons.append(Reason("instrument_of_another_organisation"))
    last = row.settlements.filter(day__lte=day).last()
    if (last.state if last else MandateState.OPEN) == state:
        reasons.append(Reason("nothing_changes"))
    if reasons:
        raise Refused(*reasons)
    made = Settlement.objects.create(
        provision=row,
        state=state,
        day=day,
        reason=reason.strip(),
        instrument_id=instrument,
        person=act.actor.person or 0,
        post=act.actor.post,
        at=act.at,
    )
    if instrument:
        act.touch("instrument", instrument)
    act.details.update(state=str(state), day=day.isoformat())
    return made.pk
