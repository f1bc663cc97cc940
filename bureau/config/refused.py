"""What answers a request that cannot be read: a page, or to a program a refusal of the api."""

from django.http import HttpRequest, HttpResponse
from django.views.defaults import bad_request

from bureau.web.api import PREFIX


def not_readable(request: HttpRequest, exception: Exception) -> HttpResponse:
    if not request.path_info.startswith(PREFIX):
        return bad_request(request, exception)
    from bureau.config.api.refusals import unreadable  # the whole api, which pages do without

    return unreadable(request, exception)
