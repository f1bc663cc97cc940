"""Signing in by an identity elsewhere: on to the provider, and back from it."""

from allauth.socialaccount.providers.openid_connect.views import callback, login
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from requests import RequestException

from bureau.record.accounts.texts import REFUSALS


@never_cache
def set_out(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """A POST alone sets out: by a page that leads on, for a form of ours may go nowhere else."""
    if request.method != "POST":
        return redirect("sign-in")
    try:
        answer: HttpResponseBase = login(request, provider_id)
    except RequestException:
        return _away(request)
    if isinstance(answer, HttpResponseRedirect) and "://" in answer.url:
        return render(request, "accounts/onward.html", {"address": answer.url})
    return answer


@never_cache
def come_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    try:
        answer: HttpResponseBase = callback(request, provider_id)
    except RequestException:
        return _away(request)
    return answer


def _away(request: HttpRequest) -> HttpResponseBase:
    messages.error(request, str(REFUSALS["identity_not_proved"]))
    return redirect("sign-in")
