"""A table on its way in: a file to read and show, then the rows that were shown, to be kept."""

from typing import Any

from django.utils.translation import gettext_lazy

from bureau.documents.delimited import BYTES_MOST
from bureau.institution.organisation.forms.tables.lines import Rows
from bureau.record.journal.forms import KeyedForm
from bureau.web.fields import BytesField, RowsField


def _rows(said: Any) -> Rows:
    return [(int(row), [str(cell) for cell in cells]) for row, cells in said]


class TableFileForm(KeyedForm):
    """A file to read and show; nothing is written yet."""

    table = BytesField(
        BYTES_MOST,
        ".csv,.tsv,.txt,.xlsx",
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV or XLSX"),
    )


class RowsForm(KeyedForm):
    """Rows as they were read and shown, sent back to be kept."""

    rows_read = RowsField(_rows)
