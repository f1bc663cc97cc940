"""Establishing a unit from a template: where, what it is called, from which day."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bureau.core.texts import Text
from bureau.institution.governance.forms.keyed import KeyedForm, day_field, text_in
from bureau.institution.governance.forms.worded import languages
from bureau.institution.governance.queries.choices import Choices
from bureau.institution.governance.texts.labels import FIELDS
from bureau.web.fields import PlainCodeField, offer


class UnitFromTemplateForm(KeyedForm):
    """The unit above, code and name, and numbers of its posts where they are known."""

    parent = forms.TypedChoiceField(coerce=int)
    code = PlainCodeField(max_length=40)
    name = forms.CharField(max_length=200)
    language = forms.ChoiceField(choices=languages)
    day = day_field(FIELDS["day"])
    numbers = forms.CharField(
        label=_("Numbers of its posts"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line, in the order of the template; posts without one get the next."),
    )
    reason = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, choices: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "parent", [("", _("Choose")), *choices.units])
        for name in ("parent", "code", "name", "language", "reason"):
            self.fields[name].label = str(FIELDS[name])
        self.fields["language"].initial = get_language() or "en"

    def text(self) -> Text:
        return text_in(self.cleaned_data["language"], self.cleaned_data["name"])

    def listed(self) -> list[str]:
        lines = self.cleaned_data["numbers"].splitlines()
        return [line.strip() for line in lines if line.strip()]
