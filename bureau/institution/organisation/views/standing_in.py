"""Who acts for you: delegates and assistants named, absences said, each ended when it should."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bureau.core.actors import Role
from bureau.institution.organisation.forms.reference import AbsenceForm, DelegationForm
from bureau.institution.organisation.permissions import (
    may_confirm_stand_in,
    may_see_delegations,
)
from bureau.institution.organisation.queries.organisations import organisation_of
from bureau.institution.organisation.queries.standing_in import (
    Arrangements,
    arrangements_of,
    is_only_asked,
)
from bureau.institution.organisation.services import standing_in as services
from bureau.institution.organisation.texts.reasons import sentence
from bureau.institution.organisation.views.settings.parts import post_by_number
from bureau.record.journal.services import Asked
from bureau.record.journal.views import press
from bureau.web.refusing import refused_on
from bureau.web.requests import Asking


@require_safe
@login_required
def standing_in(request: Asking) -> HttpResponse:
    return _page(request, _arranged(request))


@require_POST
@login_required
def delegate(request: Asking) -> HttpResponse:
    """Name a delegate or an assistant for one of one's posts."""
    arranged = _arranged(request)
    form = DelegationForm(request.POST, posts=arranged.posts)
    return _done(
        request, arranged, {"delegation": form}, form, _delegate, _("The delegation is saved.")
    )


@require_POST
@login_required
def be_away(request: Asking) -> HttpResponse:
    """Say that one is away, or, for human resources, that somebody is."""
    arranged = _arranged(request)
    form = AbsenceForm(request.POST, posts=arranged.posts, for_others=_for_others(request))
    done = _("The absence is saved.")
    if _for_others(request):
        done = _(
            "The absence is saved. That of another takes effect once a second person confirms it."
        )
    return _done(request, arranged, {"absence": form}, form, _be_away, done)


@require_POST
@login_required
def take_back(request: Asking, delegation: int) -> HttpResponse:
    return _ended(
        request,
        lambda asked: services.take_back_delegation(asked, delegation=delegation),
        _("The delegation ends today."),
    )


@require_POST
@login_required
def be_back(request: Asking, absence: int) -> HttpResponse:
    """End an absence, or ask for it where somebody else is away."""
    is_asked = is_only_asked(absence, request.actor.person)
    done = (
        _("The request is saved. The absence ends once a second person confirms it.")
        if is_asked
        else _("The absence ends today.")
    )
    return _ended(request, lambda asked: services.end_absence(asked, absence=absence), done)


@require_POST
@login_required
def confirm_stand_in(request: Asking, absence: int) -> HttpResponse:
    """Confirm that a holder is away, as somebody else said, with the stand-in they named if any."""
    press(
        request,
        lambda asked: services.confirm_stand_in(asked, absence=absence),
        _("The absence is confirmed."),
        sentence,
        hidden="not_yours_to_do",
    )
    return redirect("standing-in")


def _arranged(request: Asking) -> Arrangements:
    actor = request.actor
    own = organisation_of(actor)
    is_second = own and may_confirm_stand_in(actor, 0, own.pk)
    confirms_in = own.pk if own and is_second else None
    return arrangements_of(actor.person or 0, request.reading.today, confirms_in)


def _for_others(request: Asking) -> bool:
    return request.actor.has(Role.HUMAN_RESOURCES)


def _delegate(asked: Asked, said: dict[str, Any]) -> object:
    return services.delegate_post(
        asked,
        post=int(said["post"]),
        person=said["login"],
        capacity=said["capacity"],
        valid_from=said["valid_from"],
        valid_until=_after(said["last_day"]),
        acts=tuple(said["acts"]) or None,
        subjects=tuple(said["subjects"]) or None,
        ceiling_minor=None if said["ceiling"] is None else int(said["ceiling"] * 100),
        currency=said["currency"],
    )


def _be_away(asked: Asked, said: dict[str, Any]) -> object:
    last_day: date | None = said["last_day"]
    return services.record_absence(
        asked,
        post=said["post"],
        person=said["away"] or asked.actor.person or 0,
        stand_in=said["login"],
        valid_from=said["valid_from"],
        valid_until=_after(last_day) if last_day else None,
    )


def _after(day: date) -> date:
    return day + timedelta(days=1)


def _done(
    request: Asking,
    arranged: Arrangements,
    shown: dict[str, Any],
    form: DelegationForm | AbsenceForm,
    act: Callable[[Asked, dict[str, Any]], object],
    done: str,
) -> HttpResponse:
    key = request.POST.get("key") or uuid4().hex
    if isinstance(form, AbsenceForm):
        organisation = request.actor.organisation or 0
        form.find_post = lambda number: post_by_number(number, organisation)
    if form.is_valid():
        with refused_on(form, sentence):
            act(Asked(request.actor, key), form.cleaned_data)
            messages.success(request, done)
            return redirect("standing-in")
    return _page(request, arranged, status=422, **shown)


def _ended(request: Asking, act: Callable[[Asked], object], done: str) -> HttpResponse:
    press(request, act, done, sentence, hidden="not_yours_to_do")
    return redirect("standing-in")


def _page(request: Asking, arranged: Arrangements, status: int = 200, **forms: Any) -> HttpResponse:
    start: dict[str, Any] = {"valid_from": request.reading.today}
    organisation = organisation_of(request.actor)
    start |= {"currency": organisation.currency} if organisation else {}
    context = {
        "arranged": arranged,
        "person": request.actor.person,
        "delegation": DelegationForm(posts=arranged.posts, initial=start),
        "absence": AbsenceForm(
            posts=arranged.posts, for_others=_for_others(request), initial=start
        ),
        "for_others": _for_others(request),
        "has_register": bool(arranged.given or arranged.received)
        or may_see_delegations(request.actor),
        "key": request.POST.get("key") or uuid4().hex,
        **forms,
    }
    return render(request, "organisation/standing_in.html", context, status=status)
