"""What people may type to prove who they are. Every guess is counted before it is looked at."""

import logging
from typing import Any

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from bureau.core.actors import Actor
from bureau.record.accounts.models import User
from bureau.record.accounts.services import tries
from bureau.record.accounts.services.factors import use_recovery_code
from bureau.record.accounts.texts import REFUSALS

RECOVERY_CODE_DIGITS: int = app_settings.RECOVERY_CODE_DIGITS
CODE = pgettext_lazy("one-time code of a person who signs in", "Code")
log = logging.getLogger("bureau.sign_in")


def address_of(request: Any) -> str:
    """Whence a request comes, as far as the server itself can tell."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if request.is_secure() else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


class SignInForm(AuthenticationForm):
    """Login and password; the refusal does not tell which of the two was wrong."""

    use_required_attribute = False

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["username"].label = _("Login")
        self.fields["username"].widget.attrs["autocomplete"] = "username webauthn"

    def clean(self) -> dict[str, Any]:
        login = self.cleaned_data.get("username")
        if login and self.cleaned_data.get("password"):
            whence = address_of(self.request)
            may = tries.claim(tries.PASSWORD_FROM, whence) and tries.claim(tries.PASSWORD, login)
            if not may:
                log.warning("too many tries")
                raise forms.ValidationError(str(REFUSALS["too_many_tries"]))
            said: dict[str, Any] = super().clean()
            tries.give_back(tries.PASSWORD, login)
            tries.give_one_back(tries.PASSWORD_FROM, whence)
            return said
        return self.cleaned_data


def guarded_code(form: Any, check: Any) -> str:
    """A one-time or recovery code, tried at most so often, and each code at most once."""
    code, whose = normalize_user_code(form.cleaned_data["code"]), str(form.user.pk)
    if not tries.claim(tries.CODE, whose):
        log.warning("too many tries", extra={"user": form.user.pk})
        raise forms.ValidationError(str(REFUSALS["too_many_tries"]))
    is_recovery = len(code) == RECOVERY_CODE_DIGITS
    if not tries.claim(tries.CODE_ONCE, f"{whose}:{code}"):
        why = "recovery_code_is_over" if is_recovery else "code_was_used"
        raise forms.ValidationError(str(REFUSALS[why]))
    form.cleaned_data["code"] = code
    try:
        found: str = check()
    except forms.ValidationError:
        if not is_recovery:
            raise
        raise forms.ValidationError(str(REFUSALS["recovery_code_is_over"])) from None
    tries.give_back(tries.CODE, whose)
    return found


class _OfCode(forms.Form):
    """A code in a plain field, of which only so many are tried."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.use_required_attribute = False
        self.fields["code"].label = CODE
        self.fields["code"].widget = forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        )

    def clean_code(self) -> str:
        return guarded_code(self, self.checked)

    def checked(self) -> str:
        found: str = super().clean_code()  # type: ignore[misc]  # of the library
        return found


class _Spending(_OfCode):
    """A code of somebody whose factors stand: a recovery code is spent by it."""

    authenticator: Any
    user: User

    def checked(self) -> str:
        """The library marks a recovery code as used: so that the mark and its entry stand or fall
        together, both are made in one transaction."""
        with transaction.atomic():
            found = super().checked()
            if self.authenticator.type == Authenticator.Type.RECOVERY_CODES:
                use_recovery_code(Actor(person=self.user.person_id), codes=self.authenticator.pk)
        return found


class CodeForm(_Spending, AuthenticateForm):
    """The second step of signing in: nothing else is to be typed, so one types at once."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["code"].widget.attrs["autofocus"] = True


class CodeAgainForm(_Spending, ReauthenticateForm):
    """A code once more, before something that matters."""


class FirstCodeForm(_OfCode, ActivateTOTPForm):
    """The first code of an app that was just given its secret."""


class PasskeyForm(AddWebAuthnForm):
    """A passkey that the browser made; the person was asked for finger, face or pin."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields.pop("passwordless", None)
        self.fields["name"].label = _("What you call this device")
        self.fields["name"].max_length = 60
        self.initial["name"] = ""
        self.fields["name"].initial = ""

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["passwordless"] = True
        said: dict[str, Any] = super().clean()
        return said


class PasswordAgainForm(forms.Form):
    """The password once more, before something that matters."""

    use_required_attribute = False
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, user: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not tries.claim(tries.PASSWORD, self.user.login):
            raise forms.ValidationError(str(REFUSALS["too_many_tries"]))
        if not self.user.check_password(password):
            raise forms.ValidationError(str(REFUSALS["incorrect_password"]))
        tries.give_back(tries.PASSWORD, self.user.login)
        return password


class NewPasswordForm(forms.Form):
    """A new password, typed once: the field can be looked at, and a manager fills it."""

    use_required_attribute = False
    new = forms.CharField(
        label=_("New password"),
        help_text=_("At least twelve characters; a sentence is easy to keep and hard to guess."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.user = user

    def clean_new(self) -> str:
        password: str = self.cleaned_data["new"]
        validate_password(password, self.user)
        return password


class PasswordForm(NewPasswordForm):
    """The password of now and a new one."""

    old = forms.CharField(
        label=_("Password of now"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    revokes = forms.BooleanField(
        label=_("End tokens, webhooks and calendar addresses too"), required=False
    )
    field_order = ("old", "new", "revokes")

    def __init__(self, *args: Any, ways_in: int = 0, **more: Any) -> None:
        super().__init__(*args, **more)
        if ways_in:
            self.fields["revokes"].help_text = ngettext(
                "%(count)d token, webhook or calendar address holds now.",
                "%(count)d tokens, webhooks and calendar addresses hold now.",
                ways_in,
            ) % {"count": ways_in}
        else:
            del self.fields["revokes"]


class ForgottenForm(forms.Form):
    """Whose password was forgotten."""

    use_required_attribute = False
    login = forms.CharField(
        label=_("Login"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )
