from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "bureau.institution.instruments"
    label = "instruments"
