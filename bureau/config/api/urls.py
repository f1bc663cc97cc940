"""Every address: those for programs, and the pages. Loading this loads the whole api."""

from django.urls import URLPattern, URLResolver, include, path

from bureau.web.api import PREFIX

handler400 = "bureau.config.refused.not_readable"
handler500 = "bureau.config.refused.failed"

urlpatterns: list[URLPattern | URLResolver] = [
    path(PREFIX.lstrip("/"), include("bureau.config.api.door")),
    path("", include("bureau.config.urls")),
]
