"""What a draft answers, and how."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bureau.institution.organisation.forms.instruments import CitationForm


class CaseCitationForm(CitationForm):
    """A mandate, a provision or an element of a strategic plan, and why it is cited."""

    day = None  # type: ignore[assignment]
    of = forms.ChoiceField(label=_("What is cited"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("in a sentence; frozen with the words of the draft when it is submitted"),
    )
