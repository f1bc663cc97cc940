"""Engaging a person in a unit beside its posts, changing and ending it; in force at once."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from bureau.core.changes.actions import ActionKind
from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Engagement, Unit
from bureau.institution.governance.forms.keyed import KeyedForm
from bureau.institution.governance.forms.personnel import (
    EngagementChangeForm,
    EngagementForm,
    LastDayForm,
)
from bureau.institution.governance.queries.choices import people_to_name
from bureau.institution.governance.queries.naming import post_called
from bureau.institution.governance.services.personnel import (
    change_engagement,
    end_engagement,
    engage,
)
from bureau.institution.governance.views.personnel import structure_with
from bureau.institution.governance.views.refusals import refused_in_full
from bureau.institution.organisation.queries.names import wordings
from bureau.institution.organisation.queries.organisations import organisation_of
from bureau.institution.organisation.queries.structure import roots_of
from bureau.record.accounts.queries import people_by_id
from bureau.web.frame import Entry
from bureau.web.refusing import status_of
from bureau.web.requests import Asking

SUPERVISORS_MOST = 400


def begin(request: Asking, unit: int) -> HttpResponse:
    now = structure_with(request, Reference("unit", unit), ActionKind.ENGAGE)
    found = now.unit(unit)
    if found is None:
        raise Http404
    form = EngagementForm(
        people_to_name(request.actor, [request.actor.person or 0]),
        _supervisors(now, found),
        request.POST or None,
        initial={"day": request.reading.today, "supervisor": found.head},
    )

    def act() -> str:
        said = form.cleaned_data
        engage(
            form.asked(request.actor),
            unit=unit,
            person=said["person"],
            manner=said["manner"],
            day=said["day"],
            until=form.until(),
            sender=said["sender"].strip(),
            supervisor=said["supervisor"],
            reason=said["reason"].strip(),
        )
        return _("The engagement is on record.")

    return _formed(request, form, act, found, _("Engage beside posts"))


def change(request: Asking, engagement: int) -> HttpResponse:
    there = Reference("engagement", engagement)
    now = structure_with(request, there, ActionKind.CHANGE_ENGAGEMENT)
    held, unit = _engaged(now, there)
    form = EngagementChangeForm(
        _units(request, now),
        _supervisors(now, unit),
        request.POST or None,
        initial={"day": request.reading.today, "unit": unit.id},
    )

    def act() -> str:
        said = form.cleaned_data
        change_engagement(
            form.asked(request.actor),
            engagement=engagement,
            day=said["day"],
            unit=said["unit"] if said["unit"] != unit.id else None,
            supervisor=said["supervisor"],
            reason=said["reason"].strip(),
        )
        return _("The change is on record.")

    return _formed(request, form, act, unit, _("Change an engagement"), held)


def end(request: Asking, engagement: int) -> HttpResponse:
    there = Reference("engagement", engagement)
    now = structure_with(request, there, ActionKind.END_ENGAGEMENT)
    held, unit = _engaged(now, there)
    form = LastDayForm(request.POST or None)

    def act() -> str:
        end_engagement(
            form.asked(request.actor),
            engagement=engagement,
            day=form.ends_on(),
            reason=form.cleaned_data["reason"].strip(),
        )
        return _("The last day is on record.")

    return _formed(request, form, act, unit, _("End an engagement"), held)


def _engaged(now: Snapshot, there: Reference) -> tuple[Engagement, Unit]:
    """An engagement that stands, with the unit it is in."""
    held = now.view(there)
    unit = now.unit(held.unit) if isinstance(held, Engagement) else None
    if not isinstance(held, Engagement) or unit is None:
        raise Http404
    return held, unit


def _supervisors(now: Snapshot, unit: Unit) -> list[tuple[int, str]]:
    """The posts of the unit, those below it, and the heads above: who may be asked to supervise."""
    heads = [post for each in now.path(unit.id) if each.head and (post := now.post(each.head))]
    posts = {post.id: post for post in (*now.posts_under(unit.id)[:SUPERVISORS_MOST], *heads)}
    titles = wordings(post.title for post in posts.values())
    return [
        (post.id, post_called(post.number, titles.get(post.title, ""))) for post in posts.values()
    ]


def _units(request: Asking, now: Snapshot) -> list[tuple[int, str]]:
    organisation = organisation_of(request.actor)
    roots = roots_of(now, organisation.pk) if organisation else []
    units = [unit for root in roots for id in now.subtree(root) if (unit := now.unit(id))]
    return [(unit.id, unit.code) for unit in units]


def _formed(
    request: Asking,
    form: KeyedForm,
    act: Callable[[], str],
    unit: Unit,
    heading: str,
    held: Engagement | None = None,
) -> HttpResponse:
    """The form; sent and valid, the act is done, said, and the page of the unit follows."""
    if form.is_valid():
        with refused_in_full(form, request.actor):
            messages.success(request, act())
            return redirect("unit", unit.id)
    context = {
        "form": form,
        "heading": heading,
        "unit": unit,
        "person": people_by_id([held.person])[held.person].name if held else "",
        "crumbs": [Entry(reverse("unit", args=[unit.id]), unit.code)],
    }
    return render(request, "governance/engagement.html", context, status=status_of(form))
