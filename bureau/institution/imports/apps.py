from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "bureau.institution.imports"
    label = "imports"
