from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "bureau.desk.programmes"
    label = "programmes"
