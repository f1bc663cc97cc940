"""A paper that comes back, and what of it was shown and is to be taken over."""

import json
from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy

from bureau.core.texts import LANGUAGES
from bureau.documents.papers.returning_apart import BYTES_MOST
from bureau.institution.governance.queries.returned import (
    Shown,
    plain_shown,
    shown_from,
)
from bureau.record.journal.forms import KeyedForm
from bureau.web.fields import BytesField, RowsField

ROWS_MOST = 4_000_000
"""Letters of what is shown: as much as a form may send back."""


class PaperBackForm(KeyedForm):
    """A file to read and show; nothing is written yet."""

    file = BytesField(
        BYTES_MOST,
        ".docx,.pdf",
        label=gettext_lazy("The paper"),
        help_text=gettext_lazy("a DOCX or PDF that was written here, whoever worked on it since"),
    )


class ShownPaperForm(KeyedForm):
    """What was read and shown, sent back with what of it is chosen."""

    kind = forms.SlugField(widget=forms.HiddenInput)
    language = forms.ChoiceField(
        choices=[(code, code) for code in LANGUAGES], widget=forms.HiddenInput
    )
    post = forms.CharField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    rows_read = RowsField(shown_from, letters_most=ROWS_MOST)


def as_rows_read(shown: Iterable[Shown]) -> str:
    """What is shown, as the form sends it back."""
    return json.dumps(plain_shown(shown), ensure_ascii=False)
