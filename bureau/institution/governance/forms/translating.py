"""Naming who translates a case into a language, until which day."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.institution.governance.forms.keyed import KeyedForm, day_field


class TranslatorForm(KeyedForm):
    """One of those who may translate the case."""

    person = forms.TypedChoiceField(label=_("Who translates"), coerce=int)
    until = day_field(_("Until"), _("the last day"))

    def __init__(self, people: Mapping[int, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = list(people.items())  # type: ignore[attr-defined]
