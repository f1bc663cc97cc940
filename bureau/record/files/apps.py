from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "bureau.record.files"
    label = "files"
