"""The addresses that the tests of web need: its own, the language's, and two pages that fail."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.i18n import set_language


def refused(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("broken on purpose")


urlpatterns = [
    path("", include("bureau.web.urls")),
    path("language/", set_language, name="set_language"),
    path("refused/", refused),
    path("broken/", broken),
]
