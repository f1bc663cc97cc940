"""The acts on cases that were recorded at a session."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bureau.core.procedures.kinds import ActKind
from bureau.core.references import Reference
from bureau.institution.governance.queries.recorded import acts_at
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.governance.texts.labels import ACTS_DONE, CONTRARY
from bureau.institution.governance.views.act_lines import cited_in_words
from bureau.institution.organisation.views.meetings.parts import (
    crumbs_to,
    session_seen,
    session_tabs,
)
from bureau.institution.procedures.models import ProcedureAct
from bureau.record.journal.queries import reading
from bureau.web import kinds
from bureau.web.answers import Label
from bureau.web.requests import Asking


@dataclass(frozen=True, slots=True)
class Recorded:
    row: ProcedureAct
    case: Label
    cites: str

    @property
    def word(self) -> str:
        return str(ACTS_DONE[ActKind(self.row.kind)])

    @property
    def mark(self) -> str:
        return "ask" if self.row.kind in CONTRARY else "ok"


@require_safe
def acts(request: Asking, meeting: int) -> HttpResponse:
    with reading():
        session = session_seen(request, meeting)
        found = acts_at(request.actor, [meeting])
        cases = kinds.describe(request.actor, {Reference(KIND, row.round.subject) for row in found})
        lines = [
            Recorded(row, cases[Reference(KIND, row.round.subject)], cited_in_words(row))
            for row in found
        ]
        context = {
            "session": session,
            "lines": lines,
            "tabs": session_tabs(request, session),
            "crumbs": crumbs_to(session.body),
        }
    return render(request, "governance/meeting_acts.html", context)
