"""What the sign-in library asks of us: its adapters, kept to what our pages and record need."""

import logging
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from bureau.core.actors import Actor
from bureau.core.reasons import Reason, Refused
from bureau.record.accounts.backends.languages import read_on_in
from bureau.record.accounts.models import User
from bureau.record.accounts.queries import user_by_login
from bureau.record.accounts.services.factors import join_identity
from bureau.record.accounts.services.signing_in import browser_of
from bureau.record.accounts.services.under_way import (
    KEY,
    began_behind,
    is_over,
    keep_beginning,
)
from bureau.record.accounts.store import BrokenSealError, seal, unseal
from bureau.record.accounts.texts import REFUSALS, sentence
from bureau.record.journal.queries import head

log = logging.getLogger("bureau.sign_in")
DEADLINE = "bureau.identity.deadline"
"""Where a request keeps by when the provider must have answered."""


class Accounts(DefaultAccountAdapter):
    """No sign-up, no messages or mail of the library's own: our pages and outbox say it."""

    error_messages: ClassVar = {**DefaultAccountAdapter.error_messages, **REFUSALS}

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """A passkey first: whoever has one need not look for a code."""
        found: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return sorted(found, key=lambda one: one["id"] != "mfa_reauthenticate:webauthn")

    def pre_login(self, request: HttpRequest, user: Any, **more: Any) -> HttpResponseBase | None:
        """Every way of signing in comes by here, before a second step."""
        read_on_in(request, user.person.language)
        keep_beginning(request, user.pk)
        refused: HttpResponseBase | None = super().pre_login(request, user, **more)
        return refused

    def login(self, request: HttpRequest, user: Any) -> None:
        """The last step of all. Where all sessions of the person were ended meanwhile, so was
        this sign-in, with whatever was proved in it."""
        with transaction.atomic():
            if not (ended := is_over(request, user.pk)):
                super().login(request, user)
                request.session.pop(KEY, None)
        if ended:
            request.session.flush()
            raise _turned_away(request, sentence(Reason("sign_in_is_over")))

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponseBase:
        log.warning("sign-in refused")
        messages.error(request, str(REFUSALS["account_is_closed"]))
        return redirect("sign-in")

    def add_message(self, *args: Any, **more: Any) -> None:
        return None

    def send_mail(self, *args: Any, **more: Any) -> None:
        return None


class Factors(DefaultMFAAdapter):
    """Secrets of factors lie in the database under a key that lies outside it."""

    error_messages: ClassVar = {**DefaultMFAAdapter.error_messages, **REFUSALS}

    def encrypt(self, text: str) -> str:
        return seal("factors", text)

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return unseal("factors", encrypted_text)
        except BrokenSealError:
            raise self.validation_error("factor_unreadable") from None

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What nobody names is known by the browser it was made in."""
        agent = context.request.META.get("HTTP_USER_AGENT", "")
        return browser_of(agent) or _("A passkey")

    def get_totp_label(self, user: Any) -> str:
        return str(user.login)


class Identities(DefaultSocialAccountAdapter):
    """Whoever the provider names signs in under the login that a claim says; nobody is made."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def list_apps(self, *args: Any, **more: Any) -> list[SocialApp]:
        """The providers that the settings name; a row of the database names none."""
        return [app for app in super().list_apps(*args, **more) if app.pk is None]

    def generate_state_param(self, state: dict[str, Any]) -> str:
        """What waits for an answer of the provider knows when it began."""
        state[KEY] = head().sequence
        param: str = super().generate_state_param(state)
        return param

    def get_requests_session(self) -> Any:
        """All that one page asks of the provider is over at one deadline."""
        from bureau.record.accounts.backends.provider import session_within

        return session_within(context.request.META[DEADLINE])

    def on_authentication_error(self, request: HttpRequest, *args: Any, **more: Any) -> None:
        """The provider is away, or answered what nobody here asked for."""
        raise _turned_away(request, str(REFUSALS["identity_not_proved"]))

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: Any) -> Any:
        """Put what the provider says aside before the library looks for the account, which it then
        saves. Refused where the account was tied under another issuer: a number at one provider is
        nobody's at another."""
        account, issuer = sociallogin.account, sociallogin.provider.app.settings["server_url"]
        sociallogin.claims, account.extra_data = account.extra_data, {"issuer": issuer}
        if not _is_of_one_person(sociallogin.claims):
            raise _turned_away(request, str(REFUSALS["identity_not_proved"]))
        tied = SocialAccount.objects.filter(provider=account.provider, uid=account.uid)
        if tied.exclude(extra_data=account.extra_data).exists():
            raise _turned_away(request, sentence(Reason("joined_at_another_issuer")))
        return super().populate_user(request, sociallogin, data)

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        account, said = sociallogin.account, sociallogin.claims
        since = sociallogin.state.get(KEY, 0)
        began_behind(request, since)
        if sociallogin.is_existing:
            return
        user = _named(said)
        if user is None:
            raise _turned_away(request, str(REFUSALS["nobody_here"]))
        try:
            join_identity(
                Actor(person=user.person_id),
                user=user.pk,
                provider=account.provider,
                subject=account.uid,
                issuer=account.extra_data["issuer"],
                since=since,
            )
        except Refused as refused:
            raise _turned_away(request, sentence(refused.reasons[0])) from None
        sociallogin.lookup()


def _is_of_one_person(claims: dict[str, Any]) -> bool:
    """Whether there is an id token, and the provider's further claims are about the same subject
    (OpenID Connect Core 1.0, 3.1.3.3 and 5.3.2)."""
    token = claims.get("id_token") or {}
    further = claims.get("userinfo", token)
    return bool(token) and isinstance(further, dict) and further.get("sub") == token.get("sub")


def _named(said: dict[str, Any]) -> User | None:
    """The user whose login the claim says; a mail address counts only where it was confirmed."""
    claims = said.get("userinfo") or said.get("id_token") or said
    claim = settings.BUREAU_OIDC_CLAIM
    if claim == "email" and claims.get("email_verified") is not True:
        return None
    login = claims.get(claim)
    return user_by_login(login) if isinstance(login, str) and login.strip() else None


def _turned_away(request: HttpRequest, why: str) -> ImmediateHttpResponse:
    log.warning("sign-in refused")
    messages.error(request, why)
    return ImmediateHttpResponse(redirect("sign-in"))
