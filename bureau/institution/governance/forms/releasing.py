"""Which languages of a kept paper are made public."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.institution.governance.forms.keyed import KeyedForm


class ReleaseForm(KeyedForm):
    """All that may be released, chosen at first."""

    languages = forms.MultipleChoiceField(label=_("Languages"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, languages: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = list(languages)  # type: ignore[attr-defined]
        self.fields["languages"].initial = [code for code, _name in languages]
