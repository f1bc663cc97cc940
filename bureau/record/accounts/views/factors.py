"""Setting up and taking away what proves who one is; the library's steps on our pages, each an act.

Before any of them the person proves once more who they are.
"""

import json
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import urlencode
from uuid import uuid4

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import (
    is_reauthentication_required,
    raise_if_reauthentication_required,
    reauthenticate_by_password,
)
from allauth.account.internal.stagekit import clear_login, unstash_login
from allauth.account.views import BaseReauthenticateView
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from bureau.record.accounts.backends.sessions import row_key_of
from bureau.record.accounts.forms.signing_in import (
    CodeAgainForm,
    CodeForm,
    FirstCodeForm,
    PasskeyForm,
    PasswordAgainForm,
    address_of,
)
from bureau.record.accounts.permissions import must_have_second_factor
from bureau.record.accounts.queries import (
    factors_of,
    has_second_factor,
    sessions_of,
    user_of_person,
)
from bureau.record.accounts.services import factors, tries
from bureau.record.accounts.services.under_way import began_behind
from bureau.record.accounts.texts import REFUSALS
from bureau.record.journal.queries import head, is_demonstration
from bureau.web.requests import Asking

log = logging.getLogger("bureau.sign_in")
PASSKEY_ASKED = "passkey_asked"

type Respond = Callable[..., HttpResponseBase]


def confirmed_first(request: HttpRequest) -> HttpResponse | None:
    """Where the person has to prove once more who they are, the way there and back; else None."""
    if not is_reauthentication_required(request, app="allauth.mfa"):
        return None
    first = get_adapter().get_reauthentication_methods(request.user)[0]
    return redirect(f"{first['url']}?{urlencode({'next': request.path})}")


def as_act(service: Callable[..., Any], view: Respond) -> Respond:
    """The library's view, each change by POST made inside the service's act."""

    @never_cache
    def respond(request: HttpRequest, *args: Any, **more: Any) -> HttpResponseBase:
        if request.method != "POST" or not request.user.is_authenticated:
            return view(request, *args, **more)
        change = factors.Change(lambda: view(request, *args, **more))
        try:
            done: HttpResponseBase = service(cast(Asking, request).actor, change=change)
        except factors.NothingChangedError as nothing:
            return nothing.response
        return done

    return respond


@never_cache
@login_required
def account(request: Asking) -> HttpResponse:
    """How one signs in, and where one is signed in now."""
    person = request.actor.person or 0
    proofs = factors_of(person)
    kinds = {one.type for one in proofs}
    user = user_of_person(person)
    is_needed = must_have_second_factor(request.actor) and not is_demonstration()
    context = {
        "passkeys": [one for one in proofs if one.type == "webauthn"],
        "has_codes": "totp" in kinds,
        "has_recovery": "recovery_codes" in kinds,
        "is_missing": is_needed and not has_second_factor(request.user.pk or 0),
        "sessions": sessions_of(person, row_key_of(request.session.session_key)),
        "has_password": bool(user and user.has_usable_password()),
        "person": person,
        "key": uuid4().hex,
    }
    return render(request, "accounts/account.html", context)


def with_options(context: dict[str, Any]) -> dict[str, Any]:
    """What the script hands to the browser to make or use a passkey, as one attribute's words."""
    for name in ("creation_options", "request_options"):
        if options := context.get("js_data", {}).get(name):
            context["options"] = json.dumps(options["publicKey"], default=dict)
    return context


class Code(AuthenticateView):
    template_name = "accounts/code.html"
    form_class = CodeForm

    def setup(self, request: HttpRequest, *args: Any, **more: Any) -> None:
        """Whoever was erased meanwhile begins anew: the library would look for their factors."""
        super().setup(request, *args, **more)
        begun = unstash_login(request, peek=True)
        if begun and begun.user is None:
            clear_login(request)

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        context = with_options(super().get_context_data(**more))
        user = self.stage.login.user
        context["kinds"] = {one.type for one in factors_of(user.person_id)}
        return context


class Confirm(BaseReauthenticateView):
    """By password."""

    template_name = "accounts/confirm.html"
    form_class = PasswordAgainForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form: Any) -> HttpResponse:
        reauthenticate_by_password(self.request)
        answer: HttpResponse = super().form_valid(form)
        return answer

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return _with_ways(self.request, super().get_context_data(**more))


class ConfirmByCode(ReauthenticateView):
    template_name = "accounts/confirm.html"
    form_class = CodeAgainForm

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return _with_ways(self.request, super().get_context_data(**more))


class ConfirmByPasskey(ReauthenticateWebAuthnView):
    template_name = "accounts/confirm.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        return _passkey_refused(self.request, "passkey_not_yours", self.request.get_full_path())

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        context = with_options(super().get_context_data(**more))
        context["form"] = self.get_form()
        return _with_ways(self.request, context)


def _passkey_refused(request: HttpRequest, why: str, back: str) -> HttpResponse:
    log.warning("sign-in refused")
    messages.error(request, str(REFUSALS[why]))
    return redirect(back)


WAYS = {
    "reauthenticate": _("Use the password"),
    "mfa_reauthenticate": _("Use a code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}


def _with_ways(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    query = request.GET.urlencode()
    methods = get_adapter().get_reauthentication_methods(request.user)
    has_app = is_mfa_enabled(request.user, [Authenticator.Type.TOTP])
    ways = WAYS if has_app else {**WAYS, "mfa_reauthenticate": _("Use a recovery code")}
    context["ways"] = [
        (ways[one["id"]], f"{one['url']}?{query}" if query else one["url"])
        for one in methods
        if one["url"] != request.path
    ]
    return context


class SetUpCodes(ActivateTOTPView):
    template_name = "accounts/set_up_codes.html"
    form_class = FirstCodeForm

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**more)
        secret = context["form"].secret
        context["secret"] = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
        context["camera"] = Camera.of(context["totp_url"])
        return context


@dataclass(frozen=True, slots=True)
class Camera:
    """A text as a code for a camera: a path of dark runs in a square of `side` modules."""

    side: int
    path: str

    @classmethod
    def of(cls, text: str) -> "Camera":
        import qrcode  # here: it brings a library for pictures, and few ever ask for a code

        code = qrcode.QRCode(border=4)
        code.add_data(text)
        rows = [bytes(row) for row in code.get_matrix()]
        runs = [
            f"M{run.start()} {place}h{len(run[0])}v1h-{len(run[0])}z"
            for place, row in enumerate(rows)
            for run in re.finditer(rb"\x01+", row)
        ]
        return cls(len(rows), "".join(runs))


class EndCodes(DeactivateTOTPView):
    template_name = "accounts/sure.html"
    extra_context: Any = {
        "title": _("Take away one-time codes"),
        "says": _("Signing in will not ask for a code any more. A passkey that you have stays."),
        "verb": _("Take them away"),
    }


class RecoveryCodes(ViewRecoveryCodesView):
    """Looking writes nothing: the library would save all that it read, and with it make a code
    good again that was used meanwhile."""

    template_name = "accounts/recovery.html"

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        mine = Authenticator.objects.filter(user=self.request.user.pk or 0)
        codes = get_object_or_404(mine, type=Authenticator.Type.RECOVERY_CODES)
        raise_if_reauthentication_required(self.request, app="allauth.mfa")
        context: dict[str, Any] = super(ViewRecoveryCodesView, self).get_context_data(**more)
        return {**context, "unused_codes": codes.wrap().get_unused_codes()}


class NewRecoveryCodes(GenerateRecoveryCodesView):
    template_name = "accounts/sure.html"
    extra_context: Any = {
        "title": _("Make new recovery codes"),
        "says": _("The codes you have now are worth nothing from then on."),
        "verb": _("Make new codes"),
    }


class AddPasskey(AddWebAuthnView):
    template_name = "accounts/add_passkey.html"
    form_class = PasskeyForm

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        form = more.get("form") or self.get_form()
        context: dict[str, Any] = super(AddWebAuthnView, self).get_context_data(form=form)
        user = self.request.user
        context["js_data"] = {"creation_options": begin_registration(user, passwordless=True)}
        return with_options(context)


class EndPasskey(RemoveWebAuthnView):
    template_name = "accounts/sure.html"
    success_url = reverse_lazy("mfa_index")
    extra_context: Any = {
        "title": _("Take away a passkey"),
        "says": _("This device will not sign you in any more."),
        "verb": _("Take it away"),
    }

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return {**super().get_context_data(**more), "which": self.object.wrap().name}


class SignInByPasskey(LoginWebAuthnView):
    """Begins where the browser is told what the device has to sign. Each beginning is a row of
    sessions: from one address, so many may begin in a time and come to nothing."""

    def get(self, request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
        if not tries.claim(tries.PASSKEY_FROM, address_of(request)):
            log.warning("too many tries")
            return JsonResponse({}, status=HTTPStatus.TOO_MANY_REQUESTS)
        request.session[PASSKEY_ASKED] = head().sequence
        answer: HttpResponse = super().get(request, *args, **more)
        return answer

    def form_valid(self, form: Any) -> HttpResponse:
        began_behind(self.request, self.request.session.pop(PASSKEY_ASKED, 0))
        tries.give_one_back(tries.PASSKEY_FROM, address_of(self.request))
        answer: HttpResponse = super().form_valid(form)
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        """A device may offer a passkey that was taken away here."""
        return _passkey_refused(self.request, "passkey_unknown", "sign-in")


def _private(view: type) -> Respond:
    shown: Respond = never_cache(view.as_view())  # type: ignore[attr-defined]
    return shown


code = _private(Code)
confirm = _private(cast(type, method_decorator(login_required, name="dispatch")(Confirm)))
confirm_by_code = _private(ConfirmByCode)
confirm_by_passkey = _private(ConfirmByPasskey)
set_up_codes = as_act(factors.add_factor, SetUpCodes.as_view())
end_codes = as_act(factors.remove_factor, EndCodes.as_view())
recovery_codes = _private(RecoveryCodes)
new_recovery_codes = as_act(factors.renew_recovery_codes, NewRecoveryCodes.as_view())
add_passkey = as_act(factors.add_factor, AddPasskey.as_view())
end_passkey = as_act(factors.remove_factor, EndPasskey.as_view())
sign_in_by_passkey = _private(SignInByPasskey)
