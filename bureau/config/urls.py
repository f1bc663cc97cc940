"""Every address of a page, app by app; those for programs are beside, in `config/api/urls`."""

from django.urls import URLPattern, URLResolver, include, path

from bureau.config.health import health
from bureau.web.installed import modules_named

handler400 = "bureau.config.refused.not_readable"
handler500 = "bureau.config.refused.failed"

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/", health, name="health"),
    *(path("", include(module)) for _app, module in modules_named("urls")),
]
