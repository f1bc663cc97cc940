from django.apps import AppConfig


class PoolsConfig(AppConfig):
    name = "bureau.institution.pools"
    label = "pools"
