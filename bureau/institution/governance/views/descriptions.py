"""Writing a job description into a draft: the next version of the post's, put up for adoption."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.core.reasons import Refused
from bureau.institution.governance.forms.descriptions import DescriptionForm, initial_of
from bureau.institution.governance.queries.pages import Sides
from bureau.institution.governance.queries.previews import preview
from bureau.institution.governance.queries.standing import people_and_posts
from bureau.institution.governance.services.actions import add_description
from bureau.institution.governance.views.drafts import around_set
from bureau.institution.governance.views.looking import crumbs_to_case, look_up_own
from bureau.institution.governance.views.refusals import UNPROCESSABLE, sentences
from bureau.institution.organisation.queries.descriptions import Description, description
from bureau.web.requests import Asking


def write(request: Asking, reorganisation: int, post: int) -> HttpResponse:
    seen = look_up_own(request, reorganisation)
    previewed = preview(seen)
    around = around_set(request, seen, previewed)
    found = around.after.post(post) or around.before.post(post)
    if found is None:
        raise Http404
    before = _in_force(around, post)
    initial = {"day": date.fromordinal(previewed.day), **initial_of(before)}
    form = DescriptionForm(before, request.POST or None, initial=initial)
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                place = add_description(
                    form.asked(request.actor),
                    reorganisation=reorganisation,
                    post=post,
                    description=form.description(),
                    day=form.cleaned_data["day"].toordinal(),
                    reason=form.cleaned_data["reason"],
                )
                messages.success(request, _("Action {place} is added.").format(place=place))
                address = reverse("reorganisation", args=[reorganisation])
                return redirect(f"{address}#action-{place}")
            except Refused as refused:
                form.refuse(refused, sentences(refused))
    context = {
        "form": form,
        "seen": seen,
        "called": people_and_posts([], [post]).post(post) or found.number,
        "before": before,
        "crumbs": crumbs_to_case(seen),
    }
    return render(request, "governance/description.html", context, status=status)


def _in_force(around: Sides, post: int) -> Description | None:
    adoption = around.after.adoption_of(post)
    return description(adoption.description) if adoption else None
