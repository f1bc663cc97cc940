from typing import Any

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccountsConfig(AppConfig):
    name = "bureau.record.accounts"
    label = "accounts"

    def ready(self) -> None:
        user_logged_in.connect(_signed_in, dispatch_uid="bureau.sitting")


def _signed_in(sender: Any, request: Any, user: Any, **more: Any) -> None:
    """Sign-in's own signal, the only kind the house hears: keep which session is whose."""
    from bureau.record.accounts.services.signing_in import begin_sitting

    agent = request.META.get("HTTP_USER_AGENT", "")
    begin_sitting(user, request.session.session_key or "", agent)
