"""The first page of settings, the facts of the organisation, and other organisations to begin."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from bureau.core.actors import Actor, Role
from bureau.core.references import Reference
from bureau.institution.organisation.forms.reference import FactsForm, OrganisationForm
from bureau.institution.organisation.middleware import ORGANISATION
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.permissions import may_give_roles, may_keep_reference_data
from bureau.institution.organisation.queries.organisations import organisation_of, what_is_there
from bureau.institution.organisation.services import reference
from bureau.institution.organisation.texts.reasons import ONLY_OFFICERS, sentence
from bureau.institution.organisation.views.settings.parts import (
    ONLY_ADMINISTRATORS,
    crumbs,
    organisation_here,
)
from bureau.institution.organisation.views.settings.sections import (
    PAGES,
    named_pages,
    sections_for,
)
from bureau.record.journal.services import Asked
from bureau.web import kinds
from bureau.web.answers import Tab
from bureau.web.multilingual import here
from bureau.web.refusing import refused_on, status_of
from bureau.web.registers import Deed, Line, Register, barred, register_page
from bureau.web.requests import Asking

ORDER = ("grades", "places", "people", "opening", "offices", "bodies", "roles", "rules")
"""The pages by which an organisation is begun, in the order in which each needs the one before."""


def has_settings(actor: Actor) -> bool:
    """Whether any of it is theirs to keep; budgets are kept by an app above this one."""
    return actor.has(Role.BUDGET) or any(page.may(actor) for page in PAGES)


@require_safe
def settings(request: Asking) -> HttpResponse:
    """What may be set here: all of it is listed, and what is not yours says whose it is."""
    if request.actor.person is None:
        raise Http404
    if not has_settings(request.actor):
        return barred(request, ONLY_OFFICERS)
    organisation = organisation_of(request.actor)
    tabs = _tabs(request, organisation)
    steps = _first_steps(organisation, tabs) if organisation else []
    are_done = all(step.is_done for step in steps) or not may_give_roles(request.actor)
    context = {
        "sections": sections_for(
            request.actor, tabs, _("Nothing is there yet."), is_begun=organisation is not None
        ),
        "organisation": organisation,
        "steps": [] if are_done else steps,
    }
    return render(request, "organisation/settings.html", context)


@dataclass(frozen=True, slots=True)
class Step:
    """One of the first steps of an organisation, ticked when there is something of it."""

    name: str
    address: str
    is_done: bool


def _tabs(request: Asking, organisation: Organisation | None) -> list[Tab]:
    """The pages of settings that higher apps keep for the organisation."""
    if organisation is None:
        return []
    return kinds.tabs(request.actor, Reference("organisation", organisation.pk))


def _first_steps(organisation: Organisation, tabs: Sequence[Tab]) -> list[Step]:
    there = what_is_there(organisation.pk)
    own = [
        Step(str(page.title), reverse(page.name), there[name])
        for name, page in named_pages()
        if name in there
    ]
    order = {f"/settings/{page}/": place for place, page in enumerate(ORDER)}
    others = [Step(tab.name, tab.address, bool(tab.note)) for tab in tabs if tab.address in order]
    return sorted([*own, *others], key=lambda step: order.get(step.address, len(order)))


def facts(request: Asking) -> HttpResponse:
    """What one organisation is called, where it is, and whether its chart is public."""
    if not may_keep_reference_data(request.actor):
        return barred(request, ONLY_OFFICERS)
    organisation = organisation_here(request)
    names = ("name", "zone", "currency", "number_pattern", "chart_is_public")
    initial = {name: getattr(organisation, name) for name in names}
    key = request.POST.get("key") or uuid4().hex
    form = FactsForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        with refused_on(form, sentence):
            reference.keep_organisation(
                Asked(request.actor, key), organisation=organisation.pk, **form.cleaned_data
            )
            messages.success(request, _("The facts of the organisation are kept."))
            return redirect("settings-facts")
    context = {"form": form, "key": key, "organisation": organisation, "crumbs": crumbs()}
    return render(request, "organisation/facts.html", context, status=status_of(form))


def organisations(request: Asking) -> HttpResponseBase:
    return register_page(request, ORGANISATIONS, crumbs())


@require_POST
def work_on(request: Asking, organisation: int) -> HttpResponse:
    """From now on, in this session, an administrator looks at and keeps another organisation."""
    found = Organisation.objects.filter(pk=organisation).first()
    if not request.actor.is_administrator() or found is None:
        raise Http404
    request.session[ORGANISATION] = found.pk
    messages.success(request, _("You now work on {name}.").format(name=here(found.name)))
    return redirect("settings")


def _begin(request: Asking, key: str, said: dict[str, Any]) -> object:
    return reference.create_organisation(Asked(request.actor, key), **said)


def _organisation_lines(request: Asking, rows: Sequence[Organisation]) -> list[Line]:
    current = organisation_of(request.actor)
    return [
        Line(
            row.pk,
            (row.code, here(row.name), row.zone, row.currency),
            deeds=()
            if row == current
            else (Deed(f"/settings/organisations/{row.pk}/work/", _("Work on it")),),
            note=_("worked on now") if row == current else "",
        )
        for row in rows
    ]


ORGANISATIONS = Register(
    name="organisations",
    title=gettext_lazy("Organisations"),
    says=gettext_lazy("Every rule, grade, calendar, zone and currency belongs to one of these."),
    done=gettext_lazy("The organisation is begun. Work on it, and add its grades first."),
    barred=ONLY_ADMINISTRATORS,
    may=lambda actor: actor.is_administrator(),
    columns={
        "code": gettext_lazy("Code"),
        "name": gettext_lazy("Name"),
        "zone": gettext_lazy("Time zone"),
        "currency": gettext_lazy("Currency"),
    },
    rows=lambda request: Organisation.objects.order_by("code"),
    lines=_organisation_lines,
    form=lambda request, data: OrganisationForm(data),
    add=_begin,
    sentence=sentence,
    verb=gettext_lazy("Begin an organisation"),
    orders={"code": ("code",)},
)
