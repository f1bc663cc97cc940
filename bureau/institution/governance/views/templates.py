"""A unit put into a draft from a template, whole, by one form."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.institution.governance.forms.templates import UnitFromTemplateForm
from bureau.institution.governance.queries.choices import choices
from bureau.institution.governance.queries.previews import preview
from bureau.institution.governance.services.templates import establish_from_template
from bureau.institution.governance.views.drafts import around_set
from bureau.institution.governance.views.looking import crumbs_to_case, look_up_own
from bureau.institution.governance.views.refusals import refused_in_full
from bureau.institution.organisation.queries.templates import (
    posts_of_template,
    templates_of,
    units_of_template,
)
from bureau.institution.organisation.views.settings.templates import parts
from bureau.web.multilingual import here
from bureau.web.refusing import status_of
from bureau.web.requests import Asking


def use(request: Asking, reorganisation: int, template: int) -> HttpResponse:
    seen = look_up_own(request, reorganisation)
    made = {row.pk: row for row in templates_of(seen.row.organisation_id)}.get(template)
    if made is None:
        raise Http404
    previewed = preview(seen)
    picks = choices(request.actor, seen.row.organisation_id, around_set(request, seen, previewed))
    day = previewed.day if previewed.actions else request.reading.today.toordinal()
    initial = {"day": date.fromordinal(day), "parent": request.GET.get("parent", "")}
    form = UnitFromTemplateForm(picks, request.POST or None, initial=initial)
    if form.is_valid():
        said = form.cleaned_data
        with refused_in_full(form, request.actor):
            establish_from_template(
                form.asked(request.actor),
                reorganisation=reorganisation,
                template=template,
                parent=said["parent"],
                code=said["code"].strip(),
                name=form.text(),
                day=said["day"].toordinal(),
                reason=said["reason"].strip(),
                numbers=form.listed(),
            )
            told = _("{unit} is in the draft with all that the template has. Undo takes all back.")
            messages.success(request, told.format(unit=said["code"].strip()))
            return redirect(reverse("reorganisation", args=[reorganisation]) + "#actions")
    posts, units = posts_of_template(template), units_of_template(template)
    context = {
        "form": form,
        "name": here(made.name),
        "parts": parts(units, posts),
        "units": len(units),
        "count": sum(row.count for row in posts),
        "crumbs": crumbs_to_case(seen),
        "back": reverse("reorganisation", args=[reorganisation]),
    }
    return render(request, "governance/from_template.html", context, status=status_of(form))
