"""Clearing a draft or returning it, by form."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.core.procedures.kinds import Audience
from bureau.institution.governance.forms.keyed import KeyedForm, day_field
from bureau.institution.governance.texts.labels import AUDIENCES
from bureau.web.fields import offer


class AskingForm(KeyedForm):
    """For whom it is, where a rule of clearance tells audiences apart."""

    audience = forms.ChoiceField(
        label=_("For whom it is"),
        required=False,
        help_text=_("what is for somebody may be cleared by others"),
    )

    def __init__(self, audiences: Sequence[Audience], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(one.value, AUDIENCES[one]) for one in audiences]
        offer(self, "audience", [("", _("nobody in particular")), *named])
        if not audiences:
            del self.fields["audience"]

    def audience_said(self) -> Audience | None:
        said = self.cleaned_data.get("audience")
        return Audience(said) if said else None


DOES = {"clears": _("Clear it"), "returns": _("Return it to its author")}


class ClearanceForm(KeyedForm):
    """What is done on a step of clearance, of what the reader may; `step` and `seen` come from the
    page."""

    step = forms.CharField(widget=forms.HiddenInput, max_length=160)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    does = forms.ChoiceField(label=_("What you do"), widget=forms.RadioSelect)
    day = day_field(
        _("Day of the act"), _("the day on which it was done, which may lie before today")
    )
    note = forms.CharField(
        label=_("Remark"),
        required=False,
        help_text=_("needed where you return it"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, does: Collection[str], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "does", [(one, words) for one, words in DOES.items() if one in does])
