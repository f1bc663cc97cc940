"""Addresses of papers that were kept, and of those that were released."""

from django.urls import path

from bureau.institution.papers.views import kept, released

urlpatterns = [
    path("papers/kept/<int:paper>/", kept.paper, name="kept-paper"),
    path("released/", released.listed, name="released-list"),
    path("released/<slug:code>/", released.cover, name="released"),
    path("released/<slug:code>/<slug:language>/", released.page, name="released-page"),
    path(
        "released/<slug:code>/<slug:language>/<slug:format>/", released.file, name="released-file"
    ),
]
