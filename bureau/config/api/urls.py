"""Every address: those for programs, and the pages. Loading this loads the whole api."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", include("bureau.config.api.door")),
    path("", include("bureau.config.urls")),
]
