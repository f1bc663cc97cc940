"""How bodies count their last days: put in force from a day, never changed backwards."""

from datetime import date
from zoneinfo import available_timezones

from django.utils.translation import pgettext_lazy

from bureau.core.procedures.deadlines import END_OF_DAY, hour_of
from bureau.core.reasons import Reason, Refused
from bureau.core.texts import Text
from bureau.institution.governance.models import DeadlineConvention
from bureau.institution.instruments.models import Body
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import today
from bureau.institution.organisation.services.dated import place_among
from bureau.institution.procedures.permissions import may_keep_rules
from bureau.record.journal.services import Act, service


@service(
    "governance.set_deadline_convention",
    pgettext_lazy("act in the journal", "Set how a body counts its deadlines"),
)
def set_deadline_convention(
    act: Act,
    *,
    organisation: int,
    zone: str,
    valid_from: date,
    source: Text,
    closes: str = END_OF_DAY,
    stand_in_after: int = 3,
    superior_after: int = 7,
    body: int | None = None,
) -> int:
    """Say how a body (None: everybody else) counts its last days from a day on.

    It ends the one before on that day, replaces one that would begin then, and holds until a later
    one begins. A deadline keeps what was said when it was set, so it begins today or later.
    """
    if not may_keep_rules(act.actor, organisation):
        raise Refused(Reason("not_yours_to_do"))
    (row,) = act.lock(Organisation, organisation)
    of_same = DeadlineConvention.objects.filter(organisation=organisation, body=body)
    reasons = _reasons(zone, closes, stand_in_after, superior_after)
    reasons += _days_wrong(row, body, valid_from)
    if reasons:
        raise Refused(*reasons)
    taken = Reason("convention_comes_later")
    until = place_among(act, of_same, valid_from, today(row), taken, "deadline_convention")
    made = DeadlineConvention.objects.create(
        organisation=row,
        body_id=body,
        zone=zone,
        closes=closes,
        stand_in_after=stand_in_after,
        superior_after=superior_after,
        source=source,
        valid_from=valid_from,
        valid_until=until,
    )
    act.touch("deadline_convention", made.pk)
    act.touch("organisation", organisation)
    act.touch("settings", organisation)
    act.details.update(
        convention=made.pk,
        body=body or 0,
        valid_from=valid_from.isoformat(),
        zone=zone,
        closes=closes,
        stages=[stand_in_after, superior_after],
    )
    return made.pk


def _reasons(zone: str, closes: str, stand_in_after: int, superior_after: int) -> list[Reason]:
    found = []
    if zone not in available_timezones():
        found.append(Reason("zone_not_known"))
    try:
        if closes != END_OF_DAY:
            hour_of(closes)
    except ValueError:
        found.append(Reason("hour_not_known"))
    if not 0 <= stand_in_after <= superior_after <= 365:
        found.append(Reason("stages_out_of_order"))
    return found


def _days_wrong(organisation: Organisation, body: int | None, valid_from: date) -> list[Reason]:
    found = []
    if valid_from < today(organisation):
        found.append(Reason("convention_in_past"))
    if body and not Body.objects.filter(pk=body, organisation=organisation.pk).exists():
        found.append(Reason("no_such_body"))
    return found
