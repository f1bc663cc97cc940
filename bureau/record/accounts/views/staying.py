"""Staying signed in; and what was sent too late, shown to who sent it and sent when they say so."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure
from django.views.decorators.cache import never_cache

from bureau.record.accounts.services.sent_late import drop_sent, keep_sent, sent_by
from bureau.web.requests import Asking, own_path

NEVER_SHOWN = {"key"}


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
    shown = [value for name, value in pairs if name not in NEVER_SHOWN and _is_typed(value)]
    context = {"sent": sent, "pairs": pairs, "shown": shown}
    return render(request, "accounts/kept.html", context)


def _is_typed(value: str) -> bool:
    """Words, not the number or code of something chosen."""
    return any(sign.isspace() for sign in value.strip())


def not_accepted(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form of a page that was opened before signing in again: shown, and sent if they say so.

    Only where the browser says that it comes from a page of ours; else it is refused.
    """
    asking = cast(Asking, request)
    ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    user = getattr(request, "user", None)
    if ours and user is not None and user.is_authenticated and keep_sent(asking, user.pk, ""):
        messages.warning(request, _("You signed in again since that page was opened."))
        return redirect("kept")
    refused: HttpResponse = csrf_failure(request, reason)
    return refused
