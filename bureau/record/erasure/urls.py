"""Requests to erase a person, and legal holds."""

from django.urls import path

from bureau.record.erasure.views import holds, requests

urlpatterns = [
    path("settings/erasures/", requests.erasures, name="settings-erasures"),
    path(
        "settings/erasures/<int:erasure>/<str:verdict>/",
        requests.settle_erasure,
        name="settle-erasure",
    ),
    path("settings/holds/", holds.holds, name="settings-holds"),
    path("settings/holds/<int:hold>/asking/", holds.ask_to_lift_hold, name="ask-to-lift-hold"),
    path("settings/holds/<int:hold>/lifting/", holds.lift_hold, name="lift-hold"),
]
