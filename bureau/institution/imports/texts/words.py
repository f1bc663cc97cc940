"""Words of the pages of imports: states, columns, what changes and where, encodings."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from bureau.institution.imports.queries.pages import encodings_of
from bureau.institution.organisation.texts.words import word_for

STATES: dict[str, Promise] = {
    "staging": pgettext_lazy("import", "being read"),
    "staged": pgettext_lazy("import", "read, nothing written yet"),
    "proposed": pgettext_lazy("import", "proposed, to be confirmed"),
    "applying": pgettext_lazy("import", "being written"),
    "applied": pgettext_lazy("import", "on record"),
    "undoing": pgettext_lazy("import", "being taken back"),
    "undone": pgettext_lazy("import", "taken back"),
    "failed": pgettext_lazy("import", "failed"),
}
STATE_MARKS = {
    "staging": "wait",
    "staged": "wait",
    "proposed": "ask",
    "applying": "now",
    "applied": "ok",
    "undoing": "now",
    "undone": "off",
    "failed": "no",
}
LEFT_OUT: dict[str, Promise] = {
    "file": pgettext_lazy("left out of an import", "the file"),
    "row": pgettext_lazy("left out of an import", "the row"),
    "column": pgettext_lazy("left out of an import", "the column"),
    "value": pgettext_lazy("left out of an import", "this value"),
    "none": pgettext_lazy("left out of an import", "nothing"),
}
COLUMNS: dict[str, Promise] = {
    "code": pgettext_lazy("column of a table", "code of the unit"),
    "number": pgettext_lazy("column of a table", "number of the post"),
    "state": pgettext_lazy("column of a table", "state of the post"),
    "superior": gettext_lazy("post to which it reports"),
    "functional_superior": pgettext_lazy(
        "column of a table", "post to which it reports functionally"
    ),
    "holder": pgettext_lazy("column of a table", "holder, by name or login"),
    "since": pgettext_lazy("column of a table", "first day"),
    "valid_from": pgettext_lazy("column of a table", "first day"),
    "last_day": pgettext_lazy("column of a table", "last day"),
    "place": pgettext_lazy("column of a table", "duty station"),
    "amount": pgettext_lazy("column of a table", "cost of a year"),
    "currency": pgettext_lazy("column of a table", "currency"),
    "source": pgettext_lazy("column of a table", "source"),
}
"""What of a table has no word as a field of the structure."""


def column_in_words(name: str) -> str:
    return str(COLUMNS.get(name) or word_for(name, "field"))


def thing_in_words(kind: str) -> str:
    return _("Standard cost") if kind == "standard_cost" else word_for(kind, "thing")


def line_in_words(kind: str, role: str) -> tuple[str, str]:
    """Of what a change is, and how."""
    what = thing_in_words(kind)
    how = _("taken back") if role == "gone" else word_for(role, "effect_role")
    return what, how


ENCODINGS: dict[str, Promise] = {
    "cp1252": gettext_lazy("Western European (Windows-1252)"),
    "cp1251": gettext_lazy("Cyrillic (Windows-1251)"),
    "cp1256": gettext_lazy("Arabic (Windows-1256)"),
    "gb18030": gettext_lazy("Chinese (GB 18030)"),
}
"""The older encodings, for files that do not say which they are in."""


def encodings_told(number: int) -> list[str]:
    """That files of an import do not say which encoding they are in, and which was taken."""
    return [
        ngettext(
            "{count} file is not in UTF-8 and was read as {encoding}. Where letters look wrong, "
            "bring it again and say its encoding.",
            "{count} files are not in UTF-8 and were read as {encoding}. Where letters look "
            "wrong, bring them again and say their encoding.",
            count,
        ).format(count=count, encoding=ENCODINGS[encoding])
        for encoding, count in encodings_of(number).items()
    ]


def place_in_words(kind: str, role: str, under: str) -> str:
    """In or under which unit a change puts what it is of, "" where it does not say."""
    is_at_the_top = (kind, role, under) == ("unit", "establish", "")
    return pgettext("place of a unit", "at the top") if is_at_the_top else under
