"""A table on its way in: a file to read and show, then the rows that were shown, to be kept."""

import json

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureau.documents.delimited import BYTES_MOST
from bureau.institution.organisation.forms.tables.lines import Rows
from bureau.record.journal.forms import KeyedForm


class TableFileForm(KeyedForm):
    """A file to read and show; nothing is written yet."""

    table = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        help_text=gettext_lazy("CSV or XLSX"),
    )

    def content(self) -> bytes:
        content: bytes = self.cleaned_data["table"].read(BYTES_MOST + 1)
        return content


class RowsForm(KeyedForm):
    """Rows as they were read and shown, sent back to be kept."""

    rows_read = forms.CharField(widget=forms.HiddenInput, max_length=2_000_000)

    def clean_rows_read(self) -> Rows:
        try:
            found = json.loads(self.cleaned_data["rows_read"])
            return [(int(row), [str(cell) for cell in cells]) for row, cells in found]
        except (ValueError, TypeError):
            words = _("The rows cannot be read: choose the file again.")
            raise forms.ValidationError(words) from None
