"""What the pages of one import begin with, and the page that waits for its summary."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.core.reasons import Reason
from bureau.institution.imports.models import Import
from bureau.institution.imports.permissions import may_stage
from bureau.institution.imports.queries.confirming import why_not_confirmed
from bureau.institution.imports.queries.second_person import proposal_of, takes_two
from bureau.institution.imports.texts.reasons import sentence
from bureau.institution.imports.texts.words import STATE_MARKS, STATES
from bureau.institution.organisation.views.settings.parts import crumbs
from bureau.record.accounts.queries import people_told
from bureau.record.journal.forms import KeyedForm
from bureau.web.frame import Entry
from bureau.web.requests import Asking


def beginning(request: Asking, row: Import) -> dict[str, object]:
    """The title, the state, who took it in, and the way back."""
    people = people_told([row.person_id]) if row.person_id else {}
    return {
        "row": row,
        "title": _("Import {number}").format(number=row.pk),
        "state": STATES[row.state],
        "mark": STATE_MARKS[row.state],
        "person": people.get(row.person_id or 0, ""),
        "crumbs": _crumbs(request),
        "button": KeyedForm(),
    }


def asked_of(request: Asking, row: Import) -> dict[str, object]:
    """Whether the reader writes alone, proposes, or confirms what somebody proposed."""
    proposal = proposal_of(row)
    if proposal is None:
        return {"takes_two": takes_two(request.actor, row)}
    by = proposal.proposed_by_id
    return {
        "proposal": proposal,
        "proposed_by": people_told([by])[by],
        "why_not": _told(why_not_confirmed(request.actor, row, proposal, request.reading.today)),
    }


def _told(why: str) -> str:
    """Why the reader does not confirm, as people read it; empty where they may."""
    if why == "two_persons_needed":
        return _(
            "Somebody else with the same right confirms it: not who read it in, who proposed it, or"
            " to whom it gives a post."
        )
    return sentence(Reason(why)) if why else ""


def summary_awaited(request: Asking, row: Import) -> HttpResponse:
    """The page that stands in for a summary until the worker has computed it."""
    return render(request, "imports/summary_awaited.html", beginning(request, row))


def _crumbs(request: Asking) -> list[Entry]:
    """The way back, for whoever may go it: an auditor sees an import without the list of all."""
    if not may_stage(request.actor):
        return []
    return [*crumbs(), Entry(reverse("imports"), _("Imports"))]
