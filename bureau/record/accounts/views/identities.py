"""Signing in by an identity elsewhere: on to the provider, and back from it."""

import logging
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from bureau.record.accounts.backends.sign_in import DEADLINE
from bureau.record.accounts.forms.signing_in import address_of
from bureau.record.accounts.services import tries
from bureau.record.accounts.texts import REFUSALS
from bureau.record.deadlines import Deadline

log = logging.getLogger("bureau.sign_in")
SECONDS = 10.0
"""For all that a page asks of the provider."""
MALFORMED = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What the library raises where the provider's answer is not formed as the standard requires."""


@never_cache
def set_out(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """A POST alone sets out: by a page that leads on, for a form of ours may go nowhere else. Of
    what the form sends, the library reads where to go afterwards, and nothing else."""
    if request.method != "POST":
        return redirect("sign-in")
    given = QueryDict(mutable=True)
    given["next"] = request.POST.get("next", "")
    request.POST, request.GET = given, QueryDict()  # type: ignore[assignment]
    answer = _asked("login", request, provider_id)
    if isinstance(answer, HttpResponseRedirect) and "://" in answer.url:
        return render(request, "accounts/onward.html", {"address": answer.url})
    return answer


@never_cache
def come_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """The answer of the provider; from one address, so many may be refused in a time."""
    whence = address_of(request)
    if not tries.claim(tries.IDENTITY_FROM, whence):
        log.warning("too many tries")
        return _refused(request, "too_many_tries")
    answer = _asked("callback", request, provider_id)
    if getattr(answer, "url", reverse("sign-in")) != reverse("sign-in"):
        tries.give_one_back(tries.IDENTITY_FROM, whence)
    return answer


def _asked(step: str, request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """A step of the library, which is loaded where somebody signs in so: most houses have none."""
    from allauth.socialaccount.providers.openid_connect import views
    from requests import RequestException

    take: Callable[[HttpRequest, str], HttpResponseBase] = getattr(views, step)
    try:
        with Deadline(SECONDS) as deadline:
            request.META[DEADLINE] = deadline
            return take(request, provider_id)
    except (RequestException, ImproperlyConfigured, *MALFORMED) as fault:
        log.warning("sign-in refused", extra={"fault": type(fault).__name__})
        return _refused(request, "identity_not_proved")


def _refused(request: HttpRequest, why: str) -> HttpResponseBase:
    messages.error(request, str(REFUSALS[why]))
    return redirect("sign-in")
