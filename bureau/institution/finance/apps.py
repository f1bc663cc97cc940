from django.apps import AppConfig


class FinanceConfig(AppConfig):
    name = "bureau.institution.finance"
    label = "finance"
