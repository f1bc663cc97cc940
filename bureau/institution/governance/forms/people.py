"""Saying how a person is affected, and why otherwise than the rule has it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.institution.governance.forms.keyed import KeyedForm
from bureau.institution.governance.texts.following import HOWS


class ConfirmationForm(KeyedForm):
    """One line of the list."""

    line = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    how = forms.ChoiceField(label=_("How"), choices=[*HOWS.items()])
    reason = forms.CharField(
        label=_("Why otherwise than the rule has it"), required=False, max_length=1000
    )
