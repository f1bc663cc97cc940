from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "bureau.institution.procedures"
    label = "procedures"
