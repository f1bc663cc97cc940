"""Puts on each request who acts and where in time the page stands, once, for all reads in it."""

from collections.abc import Callable
from datetime import date
from typing import cast
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from bureau.core.actors import NOBODY, Actor
from bureau.core.coordinates import Coordinates
from bureau.core.references import Reference
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.actors import actor_of
from bureau.institution.organisation.queries.organisations import organisation_of
from bureau.institution.organisation.queries.structure import record_number_on, today
from bureau.record.accounts.queries import person_of_user
from bureau.record.journal.queries import record_number_now
from bureau.web import kinds
from bureau.web.requests import Asking, Reading

ACTING_POST = "acting_post"
COORDINATES = ("valid", "recorded", "plan")


def actor_middleware(get_response: Callable[[HttpRequest], HttpResponse]):  # type: ignore[no-untyped-def]
    def middleware(request: HttpRequest) -> HttpResponse:
        asking = cast(Asking, request)
        asking.actor = _actor(request)
        asking.reading = _reading(asking)
        return get_response(request)

    return middleware


def _actor(request: HttpRequest) -> Actor:
    if isinstance(request.user, AnonymousUser):
        return NOBODY
    post = request.session.get(ACTING_POST)
    return actor_of(person_of_user(request.user.pk), today(Organisation.objects.first()), post)


def _reading(request: Asking) -> Reading:
    organisation = organisation_of(request.actor)
    day = today(organisation)
    now = record_number_now()
    asked = request.GET.get("recorded", "")
    recorded_day = None if asked.isdecimal() else _day(asked)
    recorded = now
    if asked.isdecimal():
        recorded = min(int(asked), now)
    elif recorded_day and organisation:
        recorded = record_number_on(recorded_day, organisation)
    plan = _plan(request.GET.get("plan", ""))
    valid = _day(request.GET.get("valid", "")) or day
    at = Coordinates(valid.toordinal(), recorded, plan)
    overlay = kinds.overlay(request.actor, plan) if plan else None
    if plan and overlay is None:
        raise Http404
    name = kinds.describe(request.actor, [plan])[plan].name if plan else ""
    asked_for = {word: request.GET[word] for word in COORDINATES if request.GET.get(word)}
    query = f"?{urlencode(asked_for)}" if asked_for else ""
    return Reading(at, day, now, recorded_day, overlay, name, query)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404(_("There is no such day: {day}").format(day=text)) from None


def _plan(text: str) -> Reference | None:
    if not text:
        return None
    try:
        return Reference.parse(text)
    except ValueError:
        raise Http404(_("There is no such plan.")) from None
