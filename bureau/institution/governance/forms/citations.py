"""What a draft answers, and how."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.core.references import Reference
from bureau.institution.governance.forms.keyed import KeyedForm


class CaseCitationForm(KeyedForm):
    """A mandate, a provision or an element of a strategic plan, and why it is cited."""

    of = forms.ChoiceField(label=_("What it answers"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("in a sentence; frozen with the words of the draft when it is submitted"),
    )

    def __init__(self, *args: Any, offers: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["of"].choices = offers  # type: ignore[attr-defined]

    def clean_of(self) -> Reference:
        return Reference.parse(self.cleaned_data["of"])
