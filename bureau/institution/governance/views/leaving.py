"""Leaving a draft: its author discards it, or another takes over what its author left."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bureau.institution.governance.forms.keyed import KeyedForm
from bureau.institution.governance.queries.left import drafts_left
from bureau.institution.governance.services.drafts import (
    discard_reorganisation,
    take_over_reorganisation,
)
from bureau.institution.governance.views.looking import crumbs_to_case, look_up_own
from bureau.institution.governance.views.refusals import pressed, refused_in_full
from bureau.web.multilingual import here
from bureau.web.refusing import status_of
from bureau.web.requests import Asking


def discard(request: Asking, reorganisation: int) -> HttpResponse:
    """What discarding means, then the act itself."""
    seen = look_up_own(request, reorganisation)
    if seen.row.submitted:
        raise Http404
    form = KeyedForm(request.POST or None)
    if form.is_valid():
        with refused_in_full(form, request.actor):
            discard_reorganisation(form.asked(request.actor), reorganisation=reorganisation)
            messages.success(request, _("The draft is discarded."))
            return redirect("reorganisations")
    context = {
        "form": form,
        "seen": seen,
        "title": here(seen.row.title),
        "crumbs": crumbs_to_case(seen),
    }
    return render(request, "governance/discarding.html", context, status=status_of(form))


@require_POST
def take_over(request: Asking, reorganisation: int) -> HttpResponse:
    """Go on with a draft whose author left; to whoever may not, there is none."""
    if reorganisation not in {left.reorganisation for left in drafts_left(request.actor)}:
        raise Http404
    return pressed(
        request,
        lambda asked: take_over_reorganisation(asked, reorganisation=reorganisation),
        reverse("reorganisations"),
        _("The draft is yours: you may change it and put it forward."),
        then=reverse("reorganisation", args=[reorganisation]),
    )
