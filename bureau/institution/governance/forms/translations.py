"""A file that comes back from translators, and what of it was shown and is to be taken."""

import json
from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureau.core.texts import LANGUAGES
from bureau.documents.marked_up import BYTES_MOST
from bureau.institution.governance.queries.translations import Given
from bureau.record.journal.forms import KeyedForm


class TranslationsFileForm(KeyedForm):
    """A file to read and show; nothing is written yet."""

    file = forms.FileField(
        label=gettext_lazy("File from translators"),
        help_text=gettext_lazy("XLIFF 2.1, as it goes out here"),
        widget=forms.FileInput(attrs={"accept": ".xlf,.xliff,.xml"}),
    )

    def content(self) -> bytes:
        content: bytes = self.cleaned_data["file"].read(BYTES_MOST + 1)
        return content


class ShownTranslationsForm(KeyedForm):
    """What was read and shown, sent back to be taken."""

    language = forms.ChoiceField(
        choices=[(code, code) for code in LANGUAGES], widget=forms.HiddenInput
    )
    rows_read = forms.CharField(widget=forms.HiddenInput, max_length=4_000_000, strip=False)

    def clean_rows_read(self) -> list[Given]:
        try:
            found = json.loads(self.cleaned_data["rows_read"])
            return [Given(str(unit), str(words), str(source)) for unit, words, source in found]
        except (ValueError, TypeError):
            words = _("The rows cannot be read: choose the file again.")
            raise forms.ValidationError(words) from None


def as_rows_read(given: Sequence[Given]) -> str:
    """What is shown, as the form sends it back."""
    rows = [(each.unit, each.words, each.source) for each in given]
    return json.dumps(rows, ensure_ascii=False)
