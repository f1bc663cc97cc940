"""How a body counts its last days, and when its delay is told to others."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureau.institution.organisation.forms.reference import Choices, SettingsForm
from bureau.web.fields import DayField, TextField, ZoneField, offer


class ConventionForm(SettingsForm):
    """From a day on; what it replaces ends on that day."""

    body = forms.TypedChoiceField(
        label=gettext_lazy("Body"), coerce=int, empty_value=None, required=False
    )
    zone = ZoneField(label=gettext_lazy("Time zone"), help_text="Europe/Zurich")
    closes = forms.CharField(
        label=gettext_lazy("Closes at"),
        required=False,
        max_length=5,
        help_text=gettext_lazy("as 17:30; empty is the end of the day"),
    )
    stand_in_after = forms.IntegerField(
        label=gettext_lazy("Days late until whoever stands in is told"),
        min_value=0,
        max_value=365,
        initial=3,
    )
    superior_after = forms.IntegerField(
        label=gettext_lazy("Days late until the post above is told"),
        min_value=0,
        max_value=365,
        initial=7,
    )
    valid_from = DayField(label=gettext_lazy("First day"))
    source = TextField(label=gettext_lazy("Where it stands"))

    def __init__(self, *args: Any, bodies: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "body", [("", _("every step without one of its own")), *bodies])
