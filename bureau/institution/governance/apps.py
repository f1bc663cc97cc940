from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "bureau.institution.governance"
    label = "governance"
