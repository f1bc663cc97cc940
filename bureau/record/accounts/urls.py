"""Signing in and out, and the language."""

from django.urls import path

from bureau.record.accounts import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("language/", views.language, name="set_language"),
    path("demonstration/sign-in/", views.demonstration_sign_in, name="demonstration-sign-in"),
]
