"""Writing a job description inside a draft: for which post, its words, which duties they reword."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from bureau.institution.governance.forms.descriptions import (
    BeginForm,
    DescriptionForm,
    RewordingForm,
    initial_of_version,
)
from bureau.institution.governance.queries.choices import choices
from bureau.institution.governance.queries.people_named import people_and_posts
from bureau.institution.governance.queries.previews import preview
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.institution.governance.queries.rewording import matching
from bureau.institution.governance.services.actions import add_description
from bureau.institution.governance.views.drafts import around_set
from bureau.institution.governance.views.looking import crumbs_to_case, look_up_own
from bureau.institution.governance.views.refusals import refused_in_full
from bureau.institution.organisation.queries.descriptions import Worded, description_as_worded
from bureau.web.refusing import UNPROCESSABLE, status_of
from bureau.web.requests import Asking

EMPTY = "empty"


@require_GET
def begin(request: Asking, reorganisation: int) -> HttpResponse:
    """Choose the post, where none is named yet."""
    seen = look_up_own(request, reorganisation)
    around = around_set(request, seen, preview(seen))
    posts = choices(request.actor, seen.row.organisation_id, around).posts
    form = BeginForm(posts, request.GET if "post" in request.GET else None)
    if form.is_valid():
        post = int(form.cleaned_data["post"])
        return redirect("reorganisation-description-new", reorganisation, post)
    context = {"form": form, "seen": seen, "crumbs": crumbs_to_case(seen)}
    return render(request, "governance/job_description_begin.html", context, status=status_of(form))


def write(request: Asking, reorganisation: int, post: int) -> HttpResponse:
    """From the version in force, or with ?start=empty from nothing: the words, then what they
    reword."""
    seen = look_up_own(request, reorganisation)
    previewed = preview(seen)
    around = around_set(request, seen, previewed)
    found = around.after.post(post) or around.before.post(post)
    if found is None:
        raise Http404
    adoption = around.before.adoption_of(post)
    is_empty = request.GET.get("start") == EMPTY
    before = description_as_worded(adoption.description) if adoption and not is_empty else None
    initial = {"day": date.fromordinal(previewed.day)}
    initial |= initial_of_version(before) if before else {}
    form = DescriptionForm(request.POST or None, initial=initial)
    context = {
        "form": form,
        "seen": seen,
        "called": people_and_posts([], [post]).post(post) or found.number,
        "before": before,
        "has_version": adoption is not None,
        "crumbs": crumbs_to_case(seen),
    }
    if form.is_valid() and "back" not in request.POST:
        return _written(request, seen, post, form, before, context)
    status = UNPROCESSABLE if form.is_bound and "back" not in request.POST else 200
    return render(request, "governance/job_description.html", context, status=status)


def _written(
    request: Asking,
    seen: Seen,
    post: int,
    form: DescriptionForm,
    before: Worded | None,
    context: dict[str, Any],
) -> HttpResponse:
    """Into the draft; before that, where old duties lost their words, ask which lines have them."""
    matched = matching(form.cleaned_data["duties"], before)
    is_open = bool(matched.changed and matched.left)
    is_told = not is_open or "told" in request.POST
    rewording = RewordingForm(matched, request.POST if is_told else None)
    if not is_told or not rewording.is_valid():
        context = {**context, "rewording": rewording, "left": matched.left}
        status = UNPROCESSABLE if is_told else 200
        return render(request, "governance/job_description_duties.html", context, status=status)
    with refused_in_full(form, request.actor):
        place = add_description(
            form.asked(request.actor),
            reorganisation=seen.row.pk,
            post=post,
            description=form.written(before, rewording.told()),
            day=form.cleaned_data["day"].toordinal(),
            reason=form.cleaned_data["reason"],
        )
        messages.success(request, _("Action {place} is added.").format(place=place))
        address = reverse("reorganisation", args=[seen.row.pk])
        return redirect(f"{address}?action={place}#action-{place}")
    return render(request, "governance/job_description.html", context, status=UNPROCESSABLE)
