from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "bureau.thread.audit"
    label = "audit"
