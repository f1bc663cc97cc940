"""What follows from a decision: by which post and by when, or why not."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureau.institution.governance.forms.keyed import KeyedForm
from bureau.institution.organisation.forms.reference import Find
from bureau.web.fields import DayField


class OwnedForm(KeyedForm):
    """The post that is to do it, by its number, and the day."""

    owner = forms.CharField(label=gettext_lazy("Number of the post that is to do it"))
    due = DayField(label=gettext_lazy("Done by"))

    def __init__(self, *args: Any, find_post: Find, **more: Any) -> None:
        super().__init__(*args, **more)
        self._find = find_post

    def clean_owner(self) -> int:
        found = self._find(self.cleaned_data["owner"])
        if found is None:
            raise forms.ValidationError(_("No post of that number stands today."))
        return found

    def said(self) -> dict[str, Any]:
        due: date = self.cleaned_data["due"]
        return {"owner": self.cleaned_data["owner"], "due": due}


class ProposalForm(OwnedForm):
    """One that the rule proposes."""

    proposal = forms.CharField(widget=forms.HiddenInput, max_length=80)


class AddedForm(OwnedForm):
    """One in the officer's own words."""

    words = forms.CharField(label=gettext_lazy("What is to be done"), max_length=300)
    field_order = ("words", "owner", "due")


class DropForm(KeyedForm):
    """Not to be done, and why; a proposal by its key."""

    proposal = forms.CharField(widget=forms.HiddenInput, max_length=80, required=False)
    reason = forms.CharField(label=gettext_lazy("Why not"), max_length=1000)
