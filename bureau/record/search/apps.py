from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "bureau.record.search"
    label = "search"
