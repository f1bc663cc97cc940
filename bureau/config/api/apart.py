"""What programs ask for stands apart: loaded when an address of it is first asked for.

It takes a third of a web process, and most people's pages never meet a program.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from bureau.web.api import PREFIX

type Respond = Callable[[HttpRequest], HttpResponse]

ADDRESSES = "bureau.config.api.urls"
"""Every address there is; those that pages lead to are in `ROOT_URLCONF`, which has no other."""


def api_when_asked(get_response: Respond) -> Respond:
    """Middleware: look for what lies under the api's address among all, for the rest among pages.

    Django loads them by this name, once, whichever requests come first at the same time.
    """

    def respond(request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(PREFIX):
            request.urlconf = ADDRESSES
        return get_response(request)

    return respond
