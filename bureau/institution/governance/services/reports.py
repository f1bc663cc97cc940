"""What a chair decided alone is reported: the duty is met by naming what reported it."""

from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.institution.governance import models
from bureau.institution.governance.permissions import may_report_for
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.instruments.models import Instrument
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import today
from bureau.institution.procedures.models import ProcedureAct
from bureau.record.journal.services import Act, service


@service(
    "governance.record_report",
    pgettext_lazy("act in the journal", "Say that a decision of a chair was reported"),
)
def record_report(
    act: Act,
    *,
    owed: int,
    day: date,
    instrument: int | None = None,
    document: str = "",
    by_act: int | None = None,
) -> None:
    """Say that it was reported on a day: by an instrument, a document, or an act of the body that
    it was owed to. Once; the secretary of the body that owes it says so."""
    (row,) = act.lock(models.ReportOwed, owed)
    if not may_report_for(act.actor, row.body):
        raise Refused(Reason("not_yours_to_do"))
    organisation = Organisation.objects.get(pk=row.body.organisation)
    reasons = []
    if models.ReportMade.objects.filter(owed=row).exists():
        reasons.append(Reason("reported_already"))
    if not (instrument or document.strip() or by_act):
        reasons.append(Reason("report_unnamed"))
    if day > today(organisation):
        reasons.append(Reason("day_not_yet_come", {"day": day.toordinal()}))
    if day < row.act.day:
        reasons.append(Reason("report_before_act"))
    if instrument and not Instrument.objects.filter(pk=instrument, organisation=organisation.pk):
        reasons.append(Reason("instrument_of_another_organisation"))
    if by_act and not ProcedureAct.objects.filter(pk=by_act, body=row.to_id, day__gte=row.act.day):
        reasons.append(Reason("act_of_another_body"))
    if reasons:
        raise Refused(*reasons)
    models.ReportMade.objects.create(
        owed=row,
        instrument_id=instrument,
        act_id=by_act,
        document=document.strip(),
        day=day,
        person=act.actor.person or 0,
        post=act.actor.post,
        at=act.at,
    )
    act.touch("report_owed", row.pk)
    if row.reorganisation_id:
        act.touch(KIND, row.reorganisation_id)
    act.details.update(report_owed=row.pk, day=day.isoformat())
