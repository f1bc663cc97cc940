from django.apps import AppConfig


class ErasureConfig(AppConfig):
    name = "bureau.record.erasure"
    label = "erasure"
