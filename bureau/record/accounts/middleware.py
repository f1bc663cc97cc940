"""Signed in for as long as something is done; by two factors whoever may act; what is shown to
them is kept by no browser."""

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import ResolverMatch, resolve, reverse
from django.utils.translation import gettext as _

from bureau.record.accounts.backends.languages import with_language_of
from bureau.record.accounts.backends.sessions import ENDED, WAS, row_key_of
from bureau.record.accounts.permissions import idle_time
from bureau.record.accounts.queries import (
    is_second_factor_missing,
    sessions_of,
    user_signed_out,
)
from bureau.record.accounts.services.sent_late import (
    drop_sent,
    is_filled_in,
    keep_sent,
    proves,
    sent_by,
    was_shown,
)
from bureau.web.requests import Asking

OPEN = frozenset(
    {
        *("health", "sign-in", "sign-out", "set_language", "account_login", "account_inactive"),
        *("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes"),
        *("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
        *("account-password", "sign-in-link", "stay", "kept"),
    }
)
"""The pages that lead there, and the way out."""
WAYS_IN = frozenset(
    {
        *("sign-in", "sign-out", "set_language", "account_login", "account_inactive", "stay"),
        *("mfa_authenticate", "mfa_login_webauthn", "forgotten", "sign-in-link"),
        *("openid_connect_login", "openid_connect_callback", "demonstration-sign-in"),
    }
)
"""What whoever was signed out may ask for, and what is never kept: it holds what proves them."""


class SignedIn:
    """Whoever does something stays; whoever was signed out by time is told, and loses nothing;
    whoever signs in reads on in their own language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return with_language_of(request, self.get_response(request))

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Behind the check against forged forms, so that none of those is kept."""
        if not hasattr(request, "reading"):
            return None
        asking = cast(Asking, request)
        if request.user.is_authenticated:
            _goes_on(asking)
            return None
        name = request.resolver_match.url_name if request.resolver_match else None
        was, is_new = _who_was_here(asking)
        if was is None or name in WAYS_IN:
            return None
        if request.headers.get("Sec-Fetch-Dest") == "empty":
            return HttpResponse(status=401)
        if request.method == "POST":
            return _sent_too_late(asking, was)
        return _signed_out(asking) if is_new else None


def _goes_on(request: Asking) -> None:
    only_looks = request.method == "GET" and request.path_info == reverse("stay")
    if not only_looks:
        request.session.stay(idle_time(request.actor))  # type: ignore[attr-defined]
    if request.method == "POST":
        sent = sent_by(request.session, request.user.pk or 0)
        if sent and sent.address == request.get_full_path():
            drop_sent(request.session)


def _who_was_here(request: Asking) -> tuple[int | None, bool]:
    """The user whose sign-in ended by time in this browser, and whether that is news to it."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    known = request.session.get(WAS) if key else None
    if known or not key:
        return known, False
    found = user_signed_out(row_key_of(key))
    if found:
        request.session[WAS] = found
        request.session[ENDED] = row_key_of(key)
    return found, bool(found)


def _sent_too_late(request: Asking, user: int) -> HttpResponse:
    page, ours = _came_from(request)
    is_theirs = was_shown(request, user, [request.session.get(ENDED, "")])
    if is_theirs and keep_sent(request, user, page if ours else ""):
        said = _("You were signed out before this was sent. Sign in again: it is kept for you.")
        messages.warning(request, said)
        return _to_sign_in(reverse("kept"))
    if not is_theirs or proves(request) or not is_filled_in(request):
        messages.warning(request, _("You were signed out before this was sent. Sign in again."))
        return _to_sign_in(page if ours else "/")
    said = _(
        "You were signed out before this was sent, and it is too long to be kept. Sign in"
        " in another window, go back and send it again."
    )
    messages.error(request, said)
    return _to_sign_in(page if ours else "/")


def _came_from(request: HttpRequest) -> tuple[str, bool]:
    """The page that this was sent from, and whether it is one of ours."""
    try:
        whole = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return "", False
    return whole._replace(scheme="", netloc="").geturl(), whole.netloc == request.get_host()


def _signed_out(request: Asking) -> HttpResponse:
    said = _("You were signed out because nothing was done for some time.")
    messages.warning(request, said)
    return _to_sign_in(request.get_full_path())


def _to_sign_in(onward: str) -> HttpResponse:
    return redirect(f"{reverse('sign-in')}?{urlencode({'next': onward})}")


def second_factor_first(get_response: Callable[[HttpRequest], HttpResponse]):  # type: ignore[no-untyped-def]
    def middleware(request: HttpRequest) -> HttpResponse:
        if _is_missing(cast(Asking, request)):
            return redirect("mfa_index")
        return get_response(request)

    return middleware


def _is_missing(request: Asking) -> bool:
    if not is_second_factor_missing(request.actor, request.user.pk or 0):
        return False
    asked = resolve(request.path_info)
    return asked.url_name not in OPEN and not _ends_own_session(asked, request.actor.person or 0)


def _ends_own_session(asked: ResolverMatch, person: int) -> bool:
    """An administrator ends somebody else's once they have a second factor."""
    match asked.url_name:
        case "end-sessions":
            return bool(asked.kwargs["person"] == person)
        case "end-session":
            return asked.kwargs["sitting"] in {one.number for one in sessions_of(person)}
    return False


def kept_nowhere(get_response: Callable[[HttpRequest], HttpResponse]):  # type: ignore[no-untyped-def]
    """Answers to who is signed in are not kept by the browser, nor by anything on the way."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return middleware
