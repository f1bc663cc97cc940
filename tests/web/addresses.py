"""The addresses that the tests of web need: its own, the language's, two pages that fail, and
pages of boats with addresses below them that only take forms."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_POST
from django.views.i18n import set_language


def refused(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


def shown(request: HttpRequest, boat: int = 0) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("", include("bureau.web.urls")),
    path("language/", set_language, name="set_language"),
    path("refused/", refused),
    path("broken/", broken),
    path("boats/", shown),
    path("boats/paint/", require_POST(shown)),
    path("boats/<int:boat>/", shown),
    path("boats/<int:boat>/crew/sail/", require_POST(shown)),
    path("anchor/", require_POST(shown)),
]
