"""A file that comes back from translators, and what of it was shown and is to be taken."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from bureau.core.texts import LANGUAGES
from bureau.documents.marked_up import BYTES_MOST
from bureau.institution.governance.queries.translations import Given
from bureau.record.journal.forms import KeyedForm
from bureau.web.fields import BytesField, RowsField


class TranslationsFileForm(KeyedForm):
    """A file to read and show; nothing is written yet."""

    file = BytesField(
        BYTES_MOST,
        ".xlf,.xliff,.xml",
        label=gettext_lazy("File from translators"),
        help_text=gettext_lazy("XLIFF 2.1, as it goes out here"),
    )


def _given(said: Any) -> list[Given]:
    return [Given(str(unit), str(words), str(source)) for unit, words, source in said]


class ShownTranslationsForm(KeyedForm):
    """What was read and shown, sent back to be taken."""

    language = forms.ChoiceField(
        choices=[(code, code) for code in LANGUAGES], widget=forms.HiddenInput
    )
    rows_read = RowsField(_given, letters_most=4_000_000)
