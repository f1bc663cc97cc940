"""Staying signed in; and what was sent too late, shown to who sent it and sent when they say so."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure
from django.views.decorators.cache import never_cache

from bureau.record.accounts.queries import rows_of_sessions
from bureau.record.accounts.services.sent_late import (
    PROVING,
    Sent,
    drop_sent,
    keep_sent,
    sent_by,
    was_shown,
)
from bureau.web.requests import Asking, own_path

SECRET = PROVING | {"secret"}
LONGEST_SHOWN = 2000
"""Characters of a field: enough to know it by, where it is sent as it is."""


@never_cache
def stay(request: Asking) -> HttpResponse:
    """How long one is still signed in; a POST is something done, so it begins anew."""
    if not request.user.is_authenticated:
        return JsonResponse({"seconds": 0}, status=401)
    return JsonResponse({"seconds": request.session.seconds_left()})  # type: ignore[attr-defined]


@never_cache
@login_required
def kept(request: Asking) -> HttpResponse:
    """The form that came too late, to be sent now; a POST here lets it go."""
    sent = sent_by(request.session, request.user.pk or 0)
    if sent is None:
        return redirect("/")
    if request.method == "POST":
        drop_sent(request.session)
        return redirect(own_path(request, sent.page))
    pairs = [(name, value) for name, values in sent.fields for value in values]
    context = {"sent": sent, "pairs": pairs, "shown": _shown(sent)}
    return render(request, "accounts/kept.html", context)


def _shown(sent: Sent) -> list[tuple[str, str]]:
    """Every field that was filled in; whole where it is to be typed again on its page."""
    longest = LONGEST_SHOWN if sent.is_to_be_sent else None
    return [
        (name, "•" * 8 if name in SECRET else Truncator(value).chars(longest) if longest else value)
        for name, value in sent.filled_in
    ]


def not_accepted(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form of a page that was opened before signing in again: shown, and sent if they say so.

    Only where the browser says that it comes from a page of ours, and the form that it was shown
    to them in a session of theirs; else it is refused.
    """
    asking = cast(Asking, request)
    ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    user = getattr(request, "user", None)
    if ours and user is not None and user.is_authenticated and _keeps(asking, user.pk):
        messages.warning(request, _("You signed in again since that page was opened."))
        return redirect("kept")
    refused: HttpResponse = csrf_failure(request, reason)
    return refused


def _keeps(request: Asking, user: int) -> bool:
    return was_shown(request, user, rows_of_sessions(user)) and keep_sent(request, user, "")
