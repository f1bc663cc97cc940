from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "bureau.institution.papers"
    label = "papers"
