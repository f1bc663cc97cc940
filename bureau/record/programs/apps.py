from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    name = "bureau.record.programs"
    label = "programs"
