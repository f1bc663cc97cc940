"""What people send: files to take in."""

from typing import Any

from django import forms
from django.utils.translation import get_language, get_language_info, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from bureau.core.imports.tables import DRAFTED
from bureau.core.reasons import Reason
from bureau.core.texts import LANGUAGES
from bureau.documents.delimited import BYTES_MOST
from bureau.institution.imports.models import Becomes
from bureau.institution.imports.texts.reasons import sentence
from bureau.institution.imports.texts.words import ENCODINGS
from bureau.record.journal.forms import KeyedForm
from bureau.web.fields import DayField, PlainCodeField

FILES_MOST = 200
ALL_BYTES_MOST = 60_000_000


def languages() -> list[tuple[str, str]]:
    return [(code, get_language_info(code)["name_local"]) for code in LANGUAGES]


def encoding_field() -> forms.ChoiceField:
    """The older encodings, for files that do not say which they are in."""
    return forms.ChoiceField(
        label=_("Encoding of older files"),
        choices=[("", _("By the language, or as it looks")), *ENCODINGS.items()],
        required=False,
        help_text=_("Of CSV files that are not in UTF-8. Change it where letters came in wrong."),
    )


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class SeveralFilesField(forms.FileField):
    """One file or many; the answer is a list."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        if not [each for each in given if each]:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        sizes = [each.size or 0 for each in given]
        if len(given) > FILES_MOST or sum(sizes) > ALL_BYTES_MOST:
            raise forms.ValidationError(
                _("At most %(files)s files of %(megabytes)s megabytes together."),
                code="too_much",
                params={"files": FILES_MOST, "megabytes": ALL_BYTES_MOST // 1_000_000},
            )
        return list(given)


class FilesForm(KeyedForm):
    """Files of senior and junior posts; any number, in any order."""

    csv_files = SeveralFilesField(
        label=_("CSV files"),
        help_text=_(
            "Several at once, in any order. The name of each says its day, as in "
            "department-2012-03-31-senior.csv."
        ),
        error_messages={"required": _("Choose at least one file.")},
    )
    language = forms.ChoiceField(label=_("Language of the files"), choices=languages)
    encoding = encoding_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language() or "en"

    def read(self) -> list[tuple[str, bytes]]:
        """Each file by its name, no more of it than is allowed and one byte."""
        return [
            (file.name or "", file.read(BYTES_MOST + 1)) for file in self.cleaned_data["csv_files"]
        ]


class TableForm(KeyedForm):
    """One spreadsheet, what becomes of it, and the day from which what it says holds."""

    table = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("CSV or XLSX; the first row has the headings. Empty cells change nothing."),
        error_messages={"required": _("Choose a file.")},
    )
    kind = forms.ChoiceField(
        label=_("What its rows are"),
        choices=[
            ("posts", _("Posts")),
            ("units", _("Units")),
            ("blocks", _("Staffing blocks")),
            ("holders", _("Holders of posts")),
            ("costs", _("Standard costs")),
        ],
    )
    becomes = forms.ChoiceField(
        label=_("What becomes of it"),
        choices=[
            (Becomes.DRAFT, _("Changes to draft, for a body to decide")),
            (Becomes.RECORD, _("What stood on that day, put on record")),
        ],
        help_text=_("Holders and standard costs are only put on record."),
    )
    day = DayField(label=_("Holds from"))
    language = forms.ChoiceField(label=_("Language of names and titles"), choices=languages)
    encoding = encoding_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language() or "en"

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("becomes") == Becomes.DRAFT and said.get("kind") not in DRAFTED:
            self.add_error("becomes", sentence(Reason("table_not_drafted")))
        return said


class DraftForm(KeyedForm):
    """What the draft is called that a table becomes."""

    reference = PlainCodeField(label=_("Reference"), max_length=40)
    title = forms.CharField(label=pgettext_lazy("of a case", "Title"), max_length=200)


class RenameForm(KeyedForm):
    """What is said of one proposed rename, which is named by the hash of its keys."""

    pair = forms.CharField(max_length=64)
    verdict = forms.ChoiceField(choices=[("accept", "accept"), ("refuse", "refuse")])


class LinesForm(KeyedForm):
    """A spreadsheet of budget lines, to be shown first."""

    table = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_(
            "CSV or XLSX; the first row names the columns: line, unit, object, funding, and each "
            "year by its number. The file that the page of a budget gives comes back as it is."
        ),
        error_messages={"required": _("Choose a file.")},
    )


class KeptLinesForm(KeyedForm):
    """The rows that were shown, to be kept."""

    rows_read = forms.JSONField(widget=forms.HiddenInput)

    def clean_rows_read(self) -> list[tuple[int, list[str]]]:
        """Rows of text under a row of headings, and nothing else."""
        said = self.cleaned_data["rows_read"]
        if not isinstance(said, list) or not said or not all(map(_is_row, said)):
            raise forms.ValidationError("", code="rows")
        return [(row, cells) for row, cells in said]


def _is_row(said: object) -> bool:
    match said:
        case [int(), [*cells]]:
            return all(isinstance(cell, str) for cell in cells)
        case _:
            return False
