"""The private addresses of one's calendar: listed, made, taken back; and what one of them gives."""

import secrets

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from bureau.documents.calendars import calendar
from bureau.record.accounts.queries import secret_hash
from bureau.record.journal.forms import new_key
from bureau.record.journal.queries import reading
from bureau.record.journal.services import Asked
from bureau.record.journal.views import press
from bureau.record.notices.forms import FeedForm
from bureau.record.notices.models import CalendarFeed
from bureau.record.notices.permissions import may_make_feed
from bureau.record.notices.queries.calendars import (
    actor_reading,
    days_of,
    feeds_of,
    reader_of,
)
from bureau.record.notices.services.choosing import make_calendar_feed, revoke_calendar_feed
from bureau.record.notices.texts import sentence
from bureau.web.frame import Entry
from bureau.web.refusing import refused_on, status_of
from bureau.web.requests import Asking


@never_cache
def feeds(request: Asking) -> HttpResponse:
    """One's addresses, and making one: what comes back shows it, and it is not kept."""
    person = _signed_in(request)
    form = FeedForm(timezone.now().date(), request.POST or None)
    crumbs = [Entry("/waiting/", _("What waits for me"))]
    if request.method == "POST" and form.is_valid():
        secret = secrets.token_urlsafe(32)
        with refused_on(form, sentence):
            make_calendar_feed(
                Asked(request.actor, form.cleaned_data["key"]),
                digest=secret_hash(secret),
                valid_until=form.valid_until(),
            )
            address = f"{settings.BUREAU_ADDRESS}{reverse('calendar-feed', args=[secret])}"
            shown = {"address": address, "crumbs": crumbs}
            return render(request, "notices/feed_shown.html", shown, status=201)
    context = {
        "form": form,
        "feeds": [(row, *_state(row)) for row in feeds_of(person)],
        "key": new_key(),
        "crumbs": crumbs,
    }
    return render(request, "notices/feeds.html", context, status=status_of(form))


def _state(row: CalendarFeed) -> tuple[str, str]:
    """A mark and a word."""
    if row.revoked_at is not None:
        return "off", _("revoked")
    if row.valid_until <= timezone.now().date():
        return "off", _("ended")
    return "ok", _("holds")


@require_POST
def revoke(request: Asking, feed: int) -> HttpResponse:
    _signed_in(request)
    done = _("The address is revoked; it gives nothing any more.")
    press(request, lambda asked: revoke_calendar_feed(asked, feed=feed), done, sentence)
    return redirect("calendar-feeds")


@require_GET
def feed(request: Asking, secret: str) -> HttpResponse:
    """The days of whoever the address was given to, with the rights of this moment."""
    with reading():
        person = reader_of(secret)
        if person is None:
            raise Http404
        with translation.override(person.language):
            written = calendar("Bureau", days_of(actor_reading(person)), timezone.now())
    answer = HttpResponse(written, content_type="text/calendar; charset=utf-8")
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _signed_in(request: Asking) -> int:
    """The person who is signed in; for everybody else these pages do not exist."""
    if request.actor.person is None or not may_make_feed(request.actor):
        raise Http404
    return request.actor.person
