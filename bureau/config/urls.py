"""Every address of a page, app by app; those for programs are beside, in `config/api/urls`."""

from django.urls import URLPattern, URLResolver, include, path

from bureau.config.health import health

handler400 = "bureau.config.refused.not_readable"
handler500 = "bureau.config.refused.failed"

urlpatterns: list[URLPattern | URLResolver] = [
    path("health/", health, name="health"),
    path("", include("bureau.thread.home.urls")),
    path("", include("bureau.thread.audit.urls")),
    path("", include("bureau.web.urls")),
    path("", include("bureau.record.accounts.urls")),
    path("", include("bureau.record.search.urls")),
    path("", include("bureau.record.notices.urls")),
    path("", include("bureau.record.erasure.urls")),
    path("", include("bureau.record.programs.urls")),
    path("", include("bureau.institution.papers.urls")),
    path("", include("bureau.institution.organisation.urls")),
    path("", include("bureau.institution.finance.urls")),
    path("", include("bureau.institution.governance.urls")),
    path("", include("bureau.institution.imports.urls")),
]
