from django.apps import AppConfig


class NounsConfig(AppConfig):
    name = "bureau.record.nouns"
    label = "nouns"
