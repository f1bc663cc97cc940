"""What people may type to enrol a person and to propose a direct grant."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from bureau.record.accounts.queries import is_fit_login, password_faults, user_by_login
from bureau.record.accounts.texts import GRANTS, login_unfit
from bureau.web.fields import DayField


class PersonForm(forms.Form):
    """A person and, where wanted, the way to sign in."""

    use_required_attribute = False

    name = forms.CharField(label=_("Name"), max_length=200)
    transliteration = forms.CharField(
        label=_("Name in Latin letters"), max_length=200, required=False
    )
    email = forms.EmailField(label=_("Mail address"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, initial="en")
    login = forms.CharField(
        label=_("Login"),
        max_length=150,
        required=False,
        help_text=_("Leave it empty for a person who does not sign in."),
    )
    password = forms.CharField(
        label=_("First password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_login(self) -> str:
        login: str = self.cleaned_data["login"]
        if login and not is_fit_login(login):
            raise forms.ValidationError(login_unfit())
        return login

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("password"):
            if not said.get("login"):
                self.add_error("login", _("A password needs a login to go with it."))
            own = {each: said.get(each, "") for each in ("login", "name", "transliteration")}
            for fault in password_faults(said["password"], **own, email=said.get("email", "")):
                self.add_error("password", fault)
        return said


class NameForm(forms.Form):
    """A name, to be corrected."""

    use_required_attribute = False

    name = forms.CharField(label=_("Name"), max_length=200)
    transliteration = forms.CharField(
        label=_("Name in Latin letters"), max_length=200, required=False
    )


class GrantForm(forms.Form):
    """A direct grant to propose; `last_day` is the last day on which it holds."""

    use_required_attribute = False

    login = forms.CharField(label=_("Login of the person"), max_length=150)
    grant = forms.ChoiceField(label=_("Grant"), choices=list(GRANTS.items()))
    valid_from = DayField(label=_("First day"))
    last_day = DayField(label=_("Last day"))

    def clean_login(self) -> int:
        user = user_by_login(self.cleaned_data["login"])
        if user is None:
            raise forms.ValidationError(_("Nobody signs in under this login."))
        return user.person_id
