"""Puts on each request who acts, where in time the page stands and in which zone hours are told."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.utils import timezone

from bureau.core.actors import NOBODY, Actor
from bureau.core.coordinates import Coordinates
from bureau.institution.organisation.queries.actors import actor_in, working_on
from bureau.institution.organisation.queries.asked import day_asked, reading_there, record_said
from bureau.institution.organisation.queries.organisations import (
    NothingBegun,
    all_organisations,
    organisation_of,
)
from bureau.institution.organisation.queries.structure import Present, present, snapshot, today
from bureau.record.accounts.backends.sessions import row_key_of
from bureau.record.accounts.models import User
from bureau.record.journal.queries import head, record_now
from bureau.record.notices.queries.choices import zone_chosen
from bureau.web import exports
from bureau.web.api import PREFIX
from bureau.web.known import UnlessActed, known_since
from bureau.web.requests import Asking

ACTING_POST = "acting_post"
ORGANISATION = "organisation"
DAYS, RECORDS = ("valid", "from_valid"), ("recorded", "from_recorded")
SAFE = ("GET", "HEAD")
PLAIN = "text/plain; charset=utf-8"


def actor_middleware(get_response: Callable[[HttpRequest], HttpResponse]):  # type: ignore[no-untyped-def]
    def middleware(request: HttpRequest) -> HttpResponse:
        asking = cast(Asking, request)
        if request.path_info.startswith(PREFIX):
            # Programs have no session: the token says who acts, each operation where it stands.
            asking.actor = NOBODY
            timezone.deactivate()
            return get_response(request)
        stands = record_now()
        asking.known = known_since(stands.head)
        organisations = asking.known.of(all_organisations)
        first = next(iter(organisations), None)
        at = Coordinates(today(first).toordinal(), stands.number)
        asking.now = snapshot(at, seen=stands.hash)
        there = partial(present, organisations, stands.number, stands.hash)
        asking.actor = _actor(asking, there)
        asking.organisation = organisation_of(asking.actor, first)
        timezone.activate(_zone(asking))
        asking.amiss = _left_out(asking, stands.number)
        asking.reading = reading_there(asking, asking.organisation, stands.number)
        if request.method not in SAFE:
            asking.known = UnlessActed(stands.head, head)
        response = get_response(request)
        return _telling(asking, response) if asking.amiss else response

    return middleware


class NothingBegunYet:
    """A page of an organisation, while there is none: that it is so, and where one is begun."""

    def __init__(self, get_response: Callable[[HttpRequest], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> Any:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, raised: Exception) -> HttpResponse | None:
        if not isinstance(raised, NothingBegun) or request.path_info.startswith(PREFIX):
            return None
        return render(request, "organisation/nothing_begun.html")


def _telling(request: Asking, response: HttpResponse) -> HttpResponse:
    """A page says what is amiss; where one is led on, the next does; a file is refused."""
    if response.has_header("Location"):
        for sentence in request.amiss:
            messages.error(request, sentence)
    elif not exports.is_page(response):
        refused = HttpResponseBadRequest("\n".join(request.amiss), content_type=PLAIN)
        # What the file holds open is closed with the refusal; its own close would end the request.
        refused._resource_closers += response._resource_closers  # type: ignore[attr-defined]
        return refused
    return response


def _actor(request: Asking, there: Callable[[], Present]) -> Actor:
    if not isinstance(request.user, User):
        return NOBODY
    person, post = request.user.person, request.session.get(ACTING_POST)
    known = (actor_in, person.pk, post)
    actor = request.known.ask(known, lambda: actor_in(there(), person, post))
    key = row_key_of(request.session.session_key)
    actor = replace(actor, session=key, as_of=request.known.stamp)
    chosen = request.session.get(ORGANISATION)
    if chosen and actor.is_administrator():
        return working_on(actor, chosen)
    return actor


def _zone(request: Asking) -> str:
    """The zone that the reader chose, else that of their organisation: instants are told in it."""
    person = request.actor.person
    chosen = request.known.of(zone_chosen, person) if person is not None else ""
    return chosen or (request.organisation.zone if request.organisation else "UTC")


def _left_out(request: Asking, now: int) -> list[str]:
    """What is wrong with a day or record number of the address, which then is as if not asked.

    What would change anything is refused.
    """
    asked = request.GET.copy()
    amiss = []
    for word in (*DAYS, *RECORDS):
        try:
            if word in DAYS:
                day_asked(asked.get(word, ""))
            else:
                record_said(asked.get(word, ""), request.organisation, now=now)
        except ValueError as mistake:
            if request.method not in SAFE:
                raise Http404(str(mistake)) from None
            amiss.append(str(mistake))
            del asked[word]
    if amiss:
        request.GET = asked  # type: ignore[assignment]
    return amiss
