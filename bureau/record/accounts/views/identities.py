"""Signing in by an identity elsewhere: on to the provider, and back from it."""

from collections.abc import Callable
from threading import BoundedSemaphore

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from bureau.record.accounts.backends.sign_in import DEADLINE
from bureau.record.accounts.texts import REFUSALS
from bureau.record.deadlines import Deadline

SECONDS = 10.0
"""For all that a page asks of the provider."""
_places = BoundedSemaphore(settings.BUREAU_IDENTITIES_AT_ONCE)


@never_cache
def set_out(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """A POST alone sets out: by a page that leads on, for a form of ours may go nowhere else."""
    if request.method != "POST":
        return redirect("sign-in")
    answer = _asked("login", request, provider_id)
    if isinstance(answer, HttpResponseRedirect) and "://" in answer.url:
        return render(request, "accounts/onward.html", {"address": answer.url})
    return answer


@never_cache
def come_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    return _asked("callback", request, provider_id)


def _asked(step: str, request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """A step of the library, which is loaded where somebody signs in so: most houses have none.

    A provider that is slow must not hold every thread that answers pages: where one waits for it
    already, nobody else does.
    """
    from allauth.socialaccount.providers.openid_connect import views
    from requests import RequestException

    take: Callable[[HttpRequest, str], HttpResponseBase] = getattr(views, step)
    if not _places.acquire(blocking=False):
        return _not_proved(request)
    try:
        with Deadline(SECONDS) as deadline:
            request.META[DEADLINE] = deadline
            return take(request, provider_id)
    except RequestException:
        return _not_proved(request)
    finally:
        _places.release()


def _not_proved(request: HttpRequest) -> HttpResponseBase:
    messages.error(request, str(REFUSALS["identity_not_proved"]))
    return redirect("sign-in")
