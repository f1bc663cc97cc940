"""Answering what a body asked; undoing what is in force."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.institution.governance.forms.cases import CaseForm
from bureau.institution.governance.forms.keyed import KeyedForm, day_field


class AnswerQuestionForm(KeyedForm):
    """The author's answer to one question."""

    said = forms.CharField(label=_("Answer"), widget=forms.Textarea(attrs={"rows": 4}))


class RescissionForm(CaseForm):
    """What the reorganisation that undoes an entry is called, and from which day it undoes it."""

    field_order = ("from_day", "reference", "title", "purpose", "background", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_day"] = day_field(
            _("Undone from"), _("from this day on it is as it would be without it")
        )
        self.order_fields(self.field_order)
