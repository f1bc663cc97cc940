"""A list of people to enrol, as a table: read whole, with every flaw by row and column."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import translation
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from bureau.core.lookalikes import is_seen
from bureau.core.reasons import Refused
from bureau.core.rows import excess
from bureau.core.texts import LANGUAGES
from bureau.documents.apart import read_table_apart
from bureau.record.accounts.queries import is_fit_login, logins_taken
from bureau.record.accounts.services.links import Newcomer
from bureau.record.accounts.texts import login_unfit
from bureau.web.refusing import rows_too_many

KIND = "people"
NEEDED = ("login", "name", "email")
BYTES_MAX = 512 * 1024
COLUMNS = {
    "name": gettext_lazy("Name"),
    "transliteration": gettext_lazy("In Latin letters"),
    "login": gettext_lazy("Login"),
    "email": gettext_lazy("Mail address"),
    "language": gettext_lazy("Language"),
}
"""As the list of people has them, whose file enrols them elsewhere."""
LENGTHS = {"login": 150, "name": 200, "transliteration": 200, "email": 254, "language": 8}

type Row = tuple[int, Sequence[str]]


class ListForm(forms.Form):
    """A file, or the table itself."""

    use_required_attribute = False
    file = forms.FileField(label=gettext_lazy("File"), required=False)
    table = forms.CharField(
        label=gettext_lazy("Table"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        file = said.get("file")
        if file is not None and file.size > BYTES_MAX:
            raise ValidationError(_("The file is larger than 512 kB. Enrol people in parts."))
        try:
            said["rows"] = rows_of_file(file.read()) if file else rows_typed(said.get("table", ""))
        except (Refused, csv.Error):
            raise ValidationError(_("This cannot be read as CSV or XLSX.")) from None
        if not said["rows"]:
            raise ValidationError(_("There is no table in it."))
        return said


@dataclass(frozen=True, slots=True)
class Read:
    """What a table says: the people, or every flaw as a sentence with row and column."""

    people: tuple[Newcomer, ...]
    faults: tuple[str, ...]


def rows_of_file(content: bytes) -> list[Row]:
    """Each row that says something, with its number in the file, the headings first; Refused for
    what cannot be read."""
    return _that_say_something(read_table_apart(KIND, content)) if content.strip() else []


def rows_typed(table: str) -> list[Row]:
    """The same of a table as text; csv.Error for what cannot be read."""
    lines = csv.reader(StringIO(table.lstrip("\ufeff")), delimiter=_separator(table))
    return _that_say_something((lines.line_num, line) for line in lines)


def _that_say_something(rows: Iterable[Row]) -> list[Row]:
    stripped = ((number, [cell.strip() for cell in cells]) for number, cells in rows)
    return [(number, cells) for number, cells in stripped if any(cells)]


def as_text(rows: Sequence[Row]) -> str:
    """The table as it is typed, to be sent again."""
    written = StringIO()
    csv.writer(written).writerows(cells for _number, cells in rows)
    return written.getvalue()


def read_people(rows: Sequence[Row]) -> Read:
    """Every row checked, against the others and against who signs in already."""
    heading = [name.casefold() for name in rows[0][1]]
    missing = [name for name in NEEDED if name not in heading]
    if missing or len(set(heading)) < len(heading):
        return Read((), (_heading_fault(missing),))
    if reason := excess(len(rows) - 1):
        return Read((), (*rows_too_many(reason.facts).values(),))
    listed = rows[2:] if _call_columns(heading, rows[1:2]) else rows[1:]
    named = {number: dict(zip(heading, row, strict=False)) for number, row in listed}
    faults = tuple(_faults(named))
    return Read(() if faults else tuple(map(_newcomer, named.values())), faults)


def _call_columns(heading: Sequence[str], rows: Sequence[Row]) -> bool:
    """Whether the row, if there is one, is that in which a file of ours calls its columns in some
    language."""
    told = dict(zip(heading, rows[0][1], strict=False)) if rows else {}
    cells = {told.get(column, "") for column in NEEDED}
    for language in LANGUAGES:
        with translation.override(language):
            if cells == {str(COLUMNS[column]) for column in NEEDED}:
                return True
    return False


def _language(said: str) -> str:
    """The code of a language by its code or its own name; "" for none of ours."""
    wanted = said.casefold()
    names = {code: get_language_info(code)["name_local"].casefold() for code in LANGUAGES}
    return next((code for code, name in names.items() if wanted in (code, name)), "")


def _separator(table: str) -> str:
    first = table.partition("\n")[0]
    return max(",;\t", key=first.count)


def _heading_fault(missing: Iterable[str]) -> str:
    columns = ", ".join(missing)
    if not columns:
        return _("The first row names a column twice.")
    return _("The first row does not name these columns: {columns}.").format(columns=columns)


def _newcomer(row: dict[str, str]) -> Newcomer:
    language = _language(row.get("language") or "en")
    latin = row.get("transliteration", "")
    return Newcomer(row["login"], row["name"], row["email"], language, latin)


def _faults(rows: Mapping[int, dict[str, str]]) -> Iterator[str]:
    taken = logins_taken(row.get("login", "") for row in rows.values())
    seen: set[str] = set()
    for number, row in rows.items():
        for column, why in _faults_of(row, taken, seen):
            yield _("Row {row}, column {column}: {why}").format(row=number, column=column, why=why)
        seen.add(row.get("login", "").casefold())


def _faults_of(row: dict[str, str], taken: set[str], seen: set[str]) -> Iterator[tuple[str, str]]:
    for column in NEEDED:
        if not is_seen(row.get(column, "")):
            yield column, _("nothing is said")
    for column, most in LENGTHS.items():
        if len(row.get(column, "")) > most:
            yield column, _("longer than {most} characters").format(most=most)
    login = row.get("login", "").casefold()
    if login and login in taken:
        yield "login", _("somebody signs in under it already")
    elif login and not is_fit_login(login):
        yield "login", login_unfit()
    elif login and login in seen:
        yield "login", _("an earlier row has it")
    if row.get("email") and not _is_address(row["email"]):
        yield "email", _("this is no mail address")
    if row.get("language") and not _language(row["language"]):
        yield "language", _("this is none of the six languages")


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
