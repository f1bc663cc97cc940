"""What may be asked of the journal, and the reason for looking at a content."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.core.references import ID_MAX
from bureau.record.journal.texts import act_labels
from bureau.thread.audit.queries.entries import Wanted
from bureau.web.fields import DayField, offer


def acts() -> list[tuple[str, str]]:
    """Every act there may be, by what it is called."""
    named = [(name, str(label)) for name, label in act_labels().items()]
    return [("", str(_("Any act"))), *sorted(named, key=lambda pair: pair[1])]


class WantedForm(forms.Form):
    """A filter, sent by GET; an empty field asks for all."""

    use_required_attribute = False

    act = forms.ChoiceField(label=_("Act"), required=False)
    person = forms.CharField(label=_("Who (name or number)"), required=False, max_length=100)
    kind = forms.CharField(label=_("Kind of subject"), required=False, max_length=40)
    number = forms.IntegerField(
        label=_("Number of the subject"), required=False, min_value=0, max_value=ID_MAX
    )
    record = forms.IntegerField(
        label=_("Record number"), required=False, min_value=0, max_value=ID_MAX
    )
    first = DayField(label=_("From"), required=False)
    last = DayField(label=_("Until"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "act", acts())

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("first"), said.get("last")
        if first and last and last < first:
            self.add_error("last", _("The last day lies before the first."))
        return said

    def wanted(self, **more: Any) -> Wanted:
        said = self.cleaned_data
        return Wanted(
            act=said["act"],
            person=said["person"].strip(),
            kind=said["kind"].strip(),
            number=said["number"],
            record=said["record"],
            first=said["first"],
            last=said["last"],
            **more,
        )


class ReasonForm(forms.Form):
    """Why an auditor needs to see a content."""

    use_required_attribute = False

    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    field = forms.CharField(widget=forms.HiddenInput, max_length=60)
    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )
