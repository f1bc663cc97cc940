from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "bureau.thread.home"
    label = "home"
