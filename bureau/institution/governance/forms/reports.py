"""Saying that what a chair decided alone was reported: by what, and on which day."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureau.institution.governance.forms.keyed import KeyedForm, day_field
from bureau.institution.organisation.forms.reference import Choices
from bureau.web.fields import offer

NONE = ("", gettext_lazy("none of these"))


class ReportForm(KeyedForm):
    """One of instrument, document and act is enough."""

    day = day_field(gettext_lazy("Day on which it was reported"))
    document = forms.CharField(
        label=gettext_lazy("Document"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("its number; this, an instrument or an act is needed"),
    )
    instrument = forms.TypedChoiceField(
        label=gettext_lazy("Instrument"), coerce=int, empty_value=None, required=False
    )
    by_act = forms.TypedChoiceField(
        label=gettext_lazy("Act of the body that received it"),
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(self, instruments: Choices, acts: Choices, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "instrument", [NONE, *instruments])
        offer(self, "by_act", [NONE, *acts])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not (said.get("document") or said.get("instrument") or said.get("by_act")):
            self.add_error(
                "document", _("Name the instrument, the document or the act that reported it.")
            )
        return said

    def said(self) -> dict[str, Any]:
        names = ("day", "document", "instrument", "by_act")
        return {name: self.cleaned_data[name] for name in names}
