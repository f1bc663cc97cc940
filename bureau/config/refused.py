"""What answers a request that cannot be read, or that failed: a page, or to a program a refusal of
the api."""

import sys

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import bad_request, server_error

from bureau.config import patience
from bureau.web.api import PREFIX


def not_readable(request: HttpRequest, exception: Exception) -> HttpResponse:
    if not request.path_info.startswith(PREFIX):
        return bad_request(request, exception)
    from bureau.config.api.refusals import unread  # the whole api, which pages do without

    return unread(request, exception)


def failed(request: HttpRequest) -> HttpResponse:
    """A fault; where others wrote for too long, or the database is away, what to do: a page that is
    loaded again is sent again with its form, and done once."""
    error = sys.exc_info()[1]
    is_away = patience.is_away(error)
    if not is_away and not patience.is_out(error):
        return server_error(request)
    page = render_to_string("503.html", {"is_away": is_away})
    return HttpResponse(page, status=503, headers={"Retry-After": str(patience.SECONDS)})
