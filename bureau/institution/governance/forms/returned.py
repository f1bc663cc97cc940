"""A paper that comes back, and what of it was shown and is to be taken over."""

import json
from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureau.core.texts import LANGUAGES
from bureau.documents.papers.returning_apart import BYTES_MOST
from bureau.institution.governance.queries.returned import (
    Shown,
    plain_shown,
    shown_from,
)
from bureau.record.journal.forms import KeyedForm

ROWS_MOST = 4_000_000
"""Letters of what is shown: as much as a form may send back."""


class PaperBackForm(KeyedForm):
    """A file to read and show; nothing is written yet."""

    file = forms.FileField(
        label=gettext_lazy("The paper"),
        help_text=gettext_lazy("a DOCX or PDF that was written here, whoever worked on it since"),
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf"}),
    )

    def content(self) -> bytes:
        content: bytes = self.cleaned_data["file"].read(BYTES_MOST + 1)
        return content


class ShownPaperForm(KeyedForm):
    """What was read and shown, sent back with what of it is chosen."""

    kind = forms.SlugField(widget=forms.HiddenInput)
    language = forms.ChoiceField(
        choices=[(code, code) for code in LANGUAGES], widget=forms.HiddenInput
    )
    post = forms.CharField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    rows_read = forms.CharField(widget=forms.HiddenInput, max_length=ROWS_MOST, strip=False)

    def clean_rows_read(self) -> list[Shown]:
        try:
            return shown_from(json.loads(self.cleaned_data["rows_read"]))
        except (ValueError, TypeError, LookupError, RecursionError):
            words = _("The rows cannot be read: choose the file again.")
            raise forms.ValidationError(words) from None


def as_rows_read(shown: Iterable[Shown]) -> str:
    """What is shown, as the form sends it back."""
    return json.dumps(plain_shown(shown), ensure_ascii=False)
