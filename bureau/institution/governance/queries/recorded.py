"""Which acts on cases were recorded at a session, or at a sitting of it."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.procedures.models import ProcedureAct
from bureau.web import kinds


def acts_at(actor: Actor, sessions: Collection[int]) -> list[ProcedureAct]:
    """Those on cases that the actor may see, in the order of their days."""
    rows = _at(sessions).select_related("round", "meeting").order_by("day", "pk")
    listed = list(rows)
    cases = {Reference(KIND, row.round.subject) for row in listed}
    seen = kinds.visible(actor, cases)
    return [row for row in listed if Reference(KIND, row.round.subject) in seen]


def session_of(row: ProcedureAct) -> int:
    """The session at which an act was done, be it at a sitting."""
    assert row.meeting is not None
    return row.meeting.under_id or row.meeting.pk


def _at(sessions: Collection[int]) -> QuerySet[ProcedureAct]:
    at = Q(meeting__in=sessions) | Q(meeting__under__in=sessions)
    return ProcedureAct.objects.filter(at, round__kind=KIND)
