"""The page of what a draft answers: mandates, provisions, elements of strategic plans."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from bureau.institution.governance.forms.citations import CaseCitationForm
from bureau.institution.governance.forms.keyed import new_key
from bureau.institution.governance.queries.citations import cited_by_case
from bureau.institution.governance.services.citations import (
    cite_in_reorganisation,
    take_citation_back,
)
from bureau.institution.governance.views.looking import crumbs_to_case, look_up_own
from bureau.institution.governance.views.refusals import pressed, refused_in_full
from bureau.institution.instruments.queries.finding import MOST, offers
from bureau.web.numbers import number_asked
from bureau.web.refusing import status_of
from bureau.web.requests import Asking


def citations(request: Asking, reorganisation: int) -> HttpResponse:
    """What it cites, and by ?text= what else may be cited."""
    seen = look_up_own(request, reorganisation)
    text = request.GET.get("text", "").strip()
    cited = cited_by_case(request.actor, seen, request.reading)
    found = offers(seen.row.organisation_id, text, request.reading.today)
    form = CaseCitationForm(request.POST or None, offers=found)
    if form.is_valid():
        with refused_in_full(form, request.actor):
            cite_in_reorganisation(
                form.asked(request.actor),
                reorganisation=reorganisation,
                of=form.cleaned_data["of"],
                reason=form.cleaned_data["reason"],
            )
            messages.success(request, _("The draft cites it."))
            return redirect("reorganisation-citations", reorganisation)
    context = {
        "seen": seen,
        "cited": cited,
        "text": text,
        "most": MOST,
        "form": form,
        "crumbs": crumbs_to_case(seen),
        "key": new_key(),
    }
    return render(request, "governance/citations.html", context, status=status_of(form))


@require_POST
def remove(request: Asking, reorganisation: int) -> HttpResponse:
    look_up_own(request, reorganisation)
    citation = number_asked(request.POST.get("citation", ""))
    back = reverse("reorganisation-citations", args=[reorganisation])
    if citation is None:
        return redirect(back)
    of = {"reorganisation": reorganisation, "citation": citation}
    return pressed(request, lambda asked: take_citation_back(asked, **of), back)
