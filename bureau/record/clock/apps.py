from django.apps import AppConfig


class ClockConfig(AppConfig):
    name = "bureau.record.clock"
    label = "clock"
