from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "bureau.record.accounts"
    label = "accounts"
