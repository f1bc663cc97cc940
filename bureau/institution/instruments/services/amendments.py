"""What amends what: dated links between instruments and their provisions."""

from datetime import date

from django.db.models import Q
from django.utils.translation import pgettext_lazy

from bureau.core.instruments.amendments import AmendmentKind, Standing
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.instruments.models import Amendment, Instrument, Provision
from bureau.institution.instruments.queries.amendments import amendments, standing_of
from bureau.institution.instruments.services.register import registered
from bureau.record.journal.services import Act, service

ENDED = (Standing.SUPPRESSED, Standing.SUPERSEDED)
ENDING = (AmendmentKind.SUPPRESSES, AmendmentKind.SUPERSEDES)

type Ends = tuple[Instrument, Provision | None]


@service(
    "instruments.record_amendment", pgettext_lazy("act in the journal", "Record what amends what")
)
def record_amendment(
    act: Act, *, kind: AmendmentKind, by: Reference, on: Reference, day: date
) -> int:
    """From a day on, `by` adds, modifies, suppresses or supersedes `on`; each is an instrument or
    a provision of the same organisation."""
    (amending, by_part), (amended, on_part) = _end(by), _end(on)
    for instrument in sorted({amending.pk, amended.pk}):
        registered(act, instrument)
    if amending.organisation != amended.organisation:
        raise Refused(Reason("instrument_of_another_organisation"))
    _refuse_itself(by, on, amending, amended)
    if amending.day and day < amending.day:
        raise Refused(Reason("amends_before_it_stands", {"day": amending.day}))
    _refuse_ended(kind, by, on, (amending, amended), day)
    same = Amendment.objects.filter(
        kind=kind, by=amending, by_provision=by_part, on=amended, on_provision=on_part, day=day
    )
    if same.filter(withdrawn__isnull=True).exists():
        raise Refused(Reason("amendment_there"))
    row = Amendment.objects.create(
        kind=kind, by=amending, by_provision=by_part, on=amended, on_provision=on_part, day=day
    )
    act.touch("provision", *(part.pk for part in (by_part, on_part) if part))
    act.details.update(kind=str(kind), by=str(by), on=str(on), day=day.isoformat())
    return row.pk


@service(
    "instruments.withdraw_amendment",
    pgettext_lazy("act in the journal", "Take back what amends what"),
)
def withdraw_amendment(act: Act, *, amendment: int) -> None:
    """Take back a link that was recorded by mistake: it counts no more, the row stays."""
    (row,) = act.lock(Amendment, amendment)
    for instrument in sorted({row.by_id, row.on_id}):
        registered(act, instrument)
    if row.withdrawn:
        raise Refused(Reason("is_over"))
    Amendment.objects.filter(pk=row.pk).update(withdrawn=act.at)
    act.touch("provision", *(each for each in (row.by_provision_id, row.on_provision_id) if each))
    act.details.update(kind=row.kind, day=row.day.isoformat())


def _end(reference: Reference) -> Ends:
    if reference.kind == "provision":
        part = Provision.objects.select_related("instrument").filter(pk=reference.id).first()
        if part:
            return part.instrument, part
    elif reference.kind == "instrument":
        whole = Instrument.objects.filter(pk=reference.id).first()
        if whole:
            return whole, None
    raise Refused(Reason("no_such_provision"))


def _refuse_ended(
    kind: AmendmentKind,
    by: Reference,
    on: Reference,
    ends: tuple[Instrument, Instrument],
    day: date,
) -> None:
    """What is in force no more amends nothing: neither does this, nor is ended what amends others
    from that day on; so nothing goes round in a circle."""
    amending, amended = ends
    if standing_of([amending.pk], day)[by].standing in ENDED:
        raise Refused(Reason("amends_no_more"))
    if kind in ENDING and amending.pk != amended.pk:
        own = Q(by_provision=on.id) if on.kind == "provision" else Q(by=on.id)
        if amendments().filter(own, day__gte=day).exists():
            raise Refused(Reason("amends_others_still"))


def _refuse_itself(by: Reference, on: Reference, amending: Instrument, amended: Instrument) -> None:
    """Nothing amends itself, its own whole, or a part of what does the amending as a whole."""
    is_whole = by.kind == "instrument" or on.kind == "instrument"
    if by == on or (amending.pk == amended.pk and is_whole):
        raise Refused(Reason("amends_itself"))
