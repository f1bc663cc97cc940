from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "bureau.record.notices"
    label = "notices"
