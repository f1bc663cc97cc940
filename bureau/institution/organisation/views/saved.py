"""The views that one keeps: listed, kept, named, given up."""

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.organisation.forms.saved import SavedViewForm, ViewNameForm
from bureau.institution.organisation.models import SavedView
from bureau.institution.organisation.queries.asked import day_asked
from bureau.institution.organisation.queries.organisations import organisation_of
from bureau.institution.organisation.queries.saved import views_to_keep
from bureau.institution.organisation.services.saved import delete_view, rename_view, save_view
from bureau.institution.organisation.texts.reasons import sentence
from bureau.institution.organisation.views.instruments.parts import form_page
from bureau.institution.organisation.views.meetings.parts import sent
from bureau.institution.organisation.views.settings.parts import post_by_number, unit_by_code
from bureau.record.journal.services import Asked
from bureau.web.formats import as_date
from bureau.web.frame import Entry
from bureau.web.numbers import number_asked
from bureau.web.refusing import refused_on, status_of
from bureau.web.requests import Asking
from bureau.web.saved import kept


@require_safe
def views(request: Asking) -> HttpResponse:
    if request.actor.person is None:
        raise Http404
    context = {"views": views_to_keep(request.actor, request.now), "key": uuid4().hex}
    return render(request, "organisation/saved_views.html", context)


def new(request: Asking) -> HttpResponse:
    """Keep the page that the address names in ?of=; its coordinates come along in it."""
    if request.actor.person is None:
        raise Http404
    address = request.POST.get("address") or request.GET.get("of", "")
    if kept(address) is None:
        raise Http404
    organisation = organisation_of(request.actor)
    number = organisation.pk if organisation else 0
    form = SavedViewForm(
        request.POST if request.method == "POST" else None,
        find_post=lambda word: post_by_number(word, number),
        find_unit=lambda word: unit_by_code(word, number),
        initial={"address": address},
    )
    key = request.POST.get("key") or uuid4().hex
    if form.is_valid():
        said = form.cleaned_data
        with refused_on(form, sentence):
            save_view(
                Asked(request.actor, key),
                address=address,
                name=said["name"],
                fixed=_fixed(request) if said["opens"] == "fixed" else None,
                shared=Reference(*said["shared"]) if said["shared"] else None,
            )
            messages.success(request, _("The view is kept under “{name}”.").format(**said))
            return redirect("saved-views")
    context = {"form": form, "key": key, "address": address}
    return render(request, "organisation/saved_view.html", context, status=status_of(form))


def _fixed(request: Asking) -> tuple[str, int]:
    """The day and record number at which the page was looked at."""
    valid, recorded = request.POST.get("valid", ""), request.POST.get("recorded", "")
    try:
        day = day_asked(valid) or as_date(request.reading.at.valid)
    except ValueError as mistake:
        raise Http404(str(mistake)) from None
    now, number = request.reading.recorded_now, number_asked(recorded)
    return day.isoformat(), now if number is None else min(number, now)


def rename(request: Asking, view: int) -> HttpResponse:
    """Another name for a view of one's own."""
    row = SavedView.objects.filter(pk=view, person=request.actor.person or 0).first()
    if row is None:
        raise Http404
    back = reverse("saved-views")

    def save(form: ViewNameForm) -> str:
        rename_view(form.asked(request.actor), view=view, name=form.cleaned_data["name"])
        return back

    words = {
        "title": _("Change the name"),
        "verb": _("Save"),
        "back": back,
        "crumbs": [Entry(back, _("Views"))],
        "done": _("The view has another name."),
    }
    return form_page(request, ViewNameForm(sent(request), initial={"name": row.name}), save, words)


@require_POST
def delete(request: Asking, view: int) -> HttpResponse:
    if request.actor.person is None:
        raise Http404
    try:
        delete_view(Asked(request.actor, request.POST.get("key") or uuid4().hex), view=view)
    except Refused:
        raise Http404 from None
    is_there = SavedView.objects.filter(pk=view).exists()
    done = _("The sharing is ended.") if is_there else _("The view is given up.")
    messages.success(request, done)
    return redirect("saved-views")
