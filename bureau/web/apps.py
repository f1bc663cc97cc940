"""The app of what pages share: it has no tables."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "bureau.web"
    label = "web"
