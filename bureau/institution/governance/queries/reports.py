"""Reports owed on what chairs decided alone: of those cases that the reader may see."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from bureau.core.actors import Actor
from bureau.institution.governance import models
from bureau.institution.governance.permissions import may_report_for
from bureau.institution.governance.queries.reorganisations import Seen, seen_by
from bureau.institution.instruments.models import Instrument
from bureau.institution.procedures.models import ProcedureAct


@dataclass(frozen=True, slots=True)
class Owed:
    """A report that is owed, or was made; of what is no reorganisation no case is shown."""

    row: models.ReportOwed
    seen: Seen | None

    @property
    def made(self) -> models.ReportMade | None:
        return self.row.made if hasattr(self.row, "made") else None

    def is_late(self, day: date) -> bool:
        return self.made is None and self.row.due < day


def reports_for(actor: Actor, ids: Collection[int] | None = None) -> list[Owed]:
    """Of these or of all, what the actor may see: what is due first comes first."""
    if actor.person is None:
        return []
    rows = _rows() if ids is None else _rows().filter(pk__in=ids)
    listed = list(rows)
    numbers = {row.reorganisation_id for row in listed if row.reorganisation_id}
    seen = seen_by(actor, numbers)
    return [
        Owed(row, seen.get(row.reorganisation_id or 0))
        for row in listed
        if row.reorganisation_id in seen or may_report_for(actor, row.body)
    ]


def reports_open(ids: Collection[int] | None = None) -> list[models.ReportOwed]:
    """Those not made yet, of these or of all."""
    rows = _rows().filter(made__isnull=True)
    return list(rows if ids is None else rows.filter(pk__in=ids))


def acts_that_report(owed: models.ReportOwed) -> list[ProcedureAct]:
    """Later acts of the body to which it is owed, newest first."""
    rows = ProcedureAct.objects.filter(body=owed.to_id, day__gte=owed.act.day)
    return list(rows.exclude(pk=owed.act_id).select_related("round").order_by("-day", "-pk")[:50])


def instruments_that_report(owed: models.ReportOwed) -> list[Instrument]:
    """Instruments of that day or later, newest first."""
    rows = Instrument.objects.filter(organisation=owed.body.organisation, day__gte=owed.act.day)
    return list(rows.order_by("-day", "-pk")[:100])


def _rows() -> QuerySet[models.ReportOwed]:
    rows = models.ReportOwed.objects.select_related(
        "act", "body", "to", "reorganisation", "made__instrument", "made__act"
    )
    return rows.order_by("due", "pk")
