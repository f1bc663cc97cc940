import logging
from typing import Any, ClassVar

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_login_failed

log = logging.getLogger("bureau.sign_in")


class AccountsConfig(AppConfig):
    name = "bureau.record.accounts"
    label = "accounts"
    committed: ClassVar = {
        "mfa.Authenticator": ("user", "type", "data", "created_at"),
        "socialaccount.SocialAccount": ("user", "provider"),
    }
    """Tables of the sign-in library that entries commit to, with their columns."""
    worded: ClassVar = {"socialaccount.SocialAccount": {"identity_{pk}": "{uid}"}}
    worded_before: ClassVar = {"socialaccount.SocialAccount": {"identity_{pk}": "subject"}}

    def ready(self) -> None:
        from allauth.mfa.signals import authentication_failed

        user_logged_in.connect(_signed_in, dispatch_uid="bureau.sitting")
        user_login_failed.connect(_refused, dispatch_uid="bureau.refused")
        authentication_failed.connect(_code_refused, dispatch_uid="bureau.code")


def _signed_in(sender: Any, request: Any, user: Any, **more: Any) -> None:
    """Sign-in's own signal, the only kind the house hears: keep which session is whose."""
    from bureau.core.actors import NOBODY
    from bureau.record.accounts.backends.sessions import row_key_of
    from bureau.record.accounts.permissions import idle_time
    from bureau.record.accounts.services.signing_in import begin_sitting

    request.session.begin(idle_time(NOBODY))
    agent = request.META.get("HTTP_USER_AGENT", "")
    begin_sitting(user, row_key_of(request.session.session_key), agent)
    log.info("signed in", extra={"user": user.pk})


def _refused(sender: Any, **more: Any) -> None:
    """Who it was is not said: a password may be typed where a login belongs."""
    log.warning("sign-in refused")


def _code_refused(sender: Any, user: Any, **more: Any) -> None:
    log.warning("code refused", extra={"user": user.pk})
