"""Clearing a draft or returning it, by form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.institution.governance.forms.keyed import KeyedForm, day_field


class ClearanceForm(KeyedForm):
    """What is done on a step of clearance; `step` and `seen` come from the page."""

    step = forms.CharField(widget=forms.HiddenInput, max_length=160)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    does = forms.ChoiceField(
        label=_("What you do"),
        choices=[("clears", _("Clear it")), ("returns", _("Return it to its author"))],
        widget=forms.RadioSelect,
    )
    day = day_field(
        _("Day of the act"), _("the day on which it was done, which may lie before today")
    )
    note = forms.CharField(
        label=_("Remark"),
        required=False,
        help_text=_("needed where you return it"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
