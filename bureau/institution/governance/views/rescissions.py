"""Undoing what is in force: a draft with the actions that undo it, begun from the entry."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from bureau.institution.governance.forms.questions import RescissionForm
from bureau.institution.governance.models import EntryIntoForce
from bureau.institution.governance.permissions import may_start_reorganisation
from bureau.institution.governance.services.rescissions import start_rescission
from bureau.institution.governance.views.looking import crumbs_to_case, look_up
from bureau.institution.governance.views.refusals import refused_in_full
from bureau.web.multilingual import here
from bureau.web.refusing import status_of
from bureau.web.requests import Asking


def rescind(request: Asking, reorganisation: int, entry: int) -> HttpResponse:
    """For who may start a draft in the organisation of the case."""
    seen = look_up(request, reorganisation)
    rows = EntryIntoForce.objects.filter(submission__reorganisation=seen.row, pk=entry)
    row = rows.first()
    if row is None or not may_start_reorganisation(request.actor, seen.row.organisation_id):
        raise Http404
    initial = {
        "from_day": max(row.valid_from, request.reading.today),
        "title": _("Undo {title}").format(title=here(seen.row.title))[:200],
    }
    form = RescissionForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refused_in_full(form, request.actor):
            number = start_rescission(
                form.asked(request.actor),
                entry=entry,
                reference=form.cleaned_data["reference"],
                **form.texts(),
                from_day=form.cleaned_data["from_day"],
            )
            return redirect("reorganisation", number)
    context = {"form": form, "seen": seen, "row": row, "crumbs": crumbs_to_case(seen)}
    return render(request, "governance/rescission.html", context, status=status_of(form))
