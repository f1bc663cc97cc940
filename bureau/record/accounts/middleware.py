"""Whoever may act proves it by two factors, and what they are shown is kept by no browser."""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import resolve

from bureau.record.accounts.permissions import must_have_second_factor
from bureau.record.accounts.queries import has_second_factor
from bureau.record.journal.queries import is_demonstration
from bureau.web.requests import Asking

OPEN = frozenset(
    {
        *("health", "sign-in", "sign-out", "set_language", "account_login", "account_inactive"),
        *("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_view_recovery_codes"),
        *("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
        *("account-password", "end-session", "end-sessions", "sign-in-link"),
    }
)
"""The pages that lead there, and the way out."""


def second_factor_first(get_response: Callable[[HttpRequest], HttpResponse]):  # type: ignore[no-untyped-def]
    def middleware(request: HttpRequest) -> HttpResponse:
        if _is_missing(cast(Asking, request)):
            return redirect("mfa_index")
        return get_response(request)

    return middleware


def _is_missing(request: Asking) -> bool:
    if not settings.BUREAU_SECOND_FACTOR or not must_have_second_factor(request.actor):
        return False
    if has_second_factor(request.user.pk or 0) or is_demonstration():
        return False
    return resolve(request.path_info).url_name not in OPEN


def kept_nowhere(get_response: Callable[[HttpRequest], HttpResponse]):  # type: ignore[no-untyped-def]
    """Answers to who is signed in are not kept by the browser, nor by anything on the way."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return middleware
