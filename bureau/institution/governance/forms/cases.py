"""Starting a reorganisation, saying what it is for, answering a finding, naming readers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bureau.institution.governance.forms.keyed import KeyedForm, person_field
from bureau.institution.governance.forms.worded import WordedForm
from bureau.institution.governance.queries.choices import Options
from bureau.institution.governance.store import OF_CASE
from bureau.web.fields import PlainCodeField
from bureau.web.picking import Offer


class CaseForm(WordedForm):
    """What a reorganisation is called and for, in the language in which it is written."""

    worded = OF_CASE
    reference = PlainCodeField(
        label=_("Reference"),
        max_length=40,
        help_text=_("for example TSB-2026; it stays once the draft is submitted"),
    )
    title = forms.CharField(label=pgettext_lazy("of a case", "Title"), max_length=200)
    purpose = forms.CharField(
        label=_("Purpose"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("why it is done; asked once and shown with every change it makes"),
    )
    background = forms.CharField(
        label=_("Background and justification"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("what led to it and why it is asked; papers say it under Background"),
    )


class AnswerForm(KeyedForm):
    """ "Left on purpose", with the reason."""

    code = forms.CharField(widget=forms.HiddenInput, max_length=40)
    subject = forms.CharField(widget=forms.HiddenInput, max_length=60)
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))


class ReaderForm(KeyedForm):
    """Whom the author lets read the draft."""

    person = forms.TypedChoiceField(label=_("Person"), coerce=int)

    def __init__(self, people: Options | Offer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = person_field(people)
