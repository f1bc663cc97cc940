"""Signing in and out, the language, and settings of people."""

from django.urls import path

from bureau.record.accounts.views import settings, signing_in

urlpatterns = [
    path("sign-in/", signing_in.sign_in, name="sign-in"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("language/", signing_in.language, name="set_language"),
    path("demonstration/sign-in/", signing_in.demonstration_sign_in, name="demonstration-sign-in"),
    path("settings/people/", settings.people, name="settings-people"),
    path("settings/grants/", settings.grants, name="settings-grants"),
    path("settings/grants/<int:grant>/end/", settings.end_grant, name="end-grant"),
    path(
        "settings/grants/<int:proposal>/<str:verdict>/",
        settings.settle_grant,
        name="settle-grant",
    ),
]
