from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "bureau.record.journal"
    label = "journal"
