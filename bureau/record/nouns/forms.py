"""The form of a deed: its fields in their order, what they begin with, and what they give."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureau.core.reasons import Refused
from bureau.documents.delimited import BYTES_MOST
from bureau.record.journal.forms import KeyedForm
from bureau.record.nouns.fields import Field
from bureau.record.nouns.noun import ADD, Deed, Noun
from bureau.web.fields import BytesField, RowsField
from bureau.web.refusing import each
from bureau.web.requests import Asking


class DeedForm(KeyedForm):
    """The `of` are its fields, as the noun has them; `own` are values that nobody types."""

    of: list[Field] = []
    own: Mapping[str, Any] = {}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("valid_from"), given.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day lies before the first."))
        return given

    def values(self) -> dict[str, Any]:
        """What the service is given, by the names of the fields."""
        typed = {field.name: field.taken(self.cleaned_data[field.typed]) for field in self.of}
        return {**self.own, **typed}


def form_fields(request: Asking, noun: Noun, deed: Deed) -> dict[str, forms.Field]:
    """The fields of the form of a deed, by the names under which they are sent."""
    of = noun.fields_of(deed.fields)
    return {field.typed: field.form(request) for field in of if field.form}


def form_of(
    request: Asking,
    noun: Noun,
    deed: Deed,
    row: Any = None,
    data: Mapping[str, Any] | None = None,
    made: Mapping[str, forms.Field] | None = None,
) -> DeedForm:
    """The form of a deed: of a row with its values, else with what the deed starts with. `made` are
    its fields, where many forms of one deed share them: there the service refuses other values for
    what is fixed."""
    of = noun.fields_of(deed.fields)
    form = DeedForm(data, initial=begun(of, row) if row else dict(deed.start(request)))
    form.of = of
    form.own = noun.place.own(request) if deed.name == ADD else {}
    form.fields.update(form_fields(request, noun, deed) if made is None else made)
    for name in deed.fixed(row) if row and made is None else ():
        fixed = form.fields[noun.field(name).typed]
        fixed.disabled, fixed.help_text = (
            True,
            _("Other records use this value. You cannot change it."),
        )
    return form


def begun(of: list[Field], row: Any) -> dict[str, Any]:
    """The values of a row as a form begins with them."""
    return {field.typed: field.begin(field.value(row)) for field in of}


@contextmanager
def refused_at(form: DeedForm, noun: Noun) -> Iterator[None]:
    """Show what is refused inside at the field that it is about, else above the form."""
    places = {code: field.typed for field in form.of for code in field.refused}
    say = each(noun.sentence)
    try:
        yield
    except Refused as refused:
        for reason in refused.reasons:
            for sentence in say(Refused(reason)):
                form.add_error(places.get(reason.code), sentence)


class FileForm(KeyedForm):
    """A table to read and show; nothing is written yet."""

    table = BytesField(
        BYTES_MOST,
        ".csv,.tsv,.txt,.xlsx",
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV or XLSX"),
    )


def _rows(said: Any) -> list[tuple[int, list[str]]]:
    return [(int(number), [str(cell) for cell in cells]) for number, cells in said]


class RowsForm(KeyedForm):
    """The rows of a table as they were read and shown, sent back to be saved."""

    rows_read = RowsField(_rows)
