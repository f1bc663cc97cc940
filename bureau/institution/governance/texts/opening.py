"""What the tables of an opening record are called, and what is wrong with a cell, as sentences."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from bureau.core.reasons import Reason
from bureau.core.texts import LANGUAGES
from bureau.institution.organisation.texts.words import word_for

TABLES: dict[str, Promise] = {"units": gettext_lazy("Units"), "posts": gettext_lazy("Posts")}
EXPLANATIONS: dict[str, dict[str, Promise]] = {
    "units": {
        "code": gettext_lazy("needed, once: the acronym by which the unit is called"),
        "name": gettext_lazy("needed: in the language of the original"),
        "kind": gettext_lazy("needed: one of the kinds below"),
        "parent": gettext_lazy("the code of the unit above; empty at the top"),
        "head": gettext_lazy("the number of the post at its head"),
        "order": gettext_lazy("a whole number, the lowest first; empty is the order of the lines"),
    },
    "posts": {
        "number": gettext_lazy("needed, once"),
        "title": gettext_lazy("needed: in the language of the original"),
        "grade": gettext_lazy("needed: the code of a grade"),
        "unit": gettext_lazy("needed: the code of its unit"),
        "duty_station": gettext_lazy("the code of a place"),
        "funding": gettext_lazy("what pays for it, as regular_budget"),
        "category": gettext_lazy("as professional"),
        "fte": gettext_lazy("1 is full time, 0.5 half; empty is full time"),
        "contract": gettext_lazy("as fixed_term"),
        "frozen": gettext_lazy("yes or no; empty is no"),
        "holder": gettext_lazy("the login or the name of somebody enrolled; empty is vacant"),
    },
}


def column_in_words(column: str) -> str:
    if column == "holder":
        return word_for(column, "incumbency")
    return word_for(column, "field")


def is_headings(columns: tuple[str, ...], cells: tuple[str, ...]) -> bool:
    """Whether a line is the second heading of a template, in whatever language it was taken."""
    for language in LANGUAGES:
        with override(language):
            words = [column_in_words(column).casefold() for column in columns]
        if [cell.casefold() for cell in cells] == words:
            return True
    return False


def flaw_sentence(reason: Reason) -> str:
    """Why a cell or a line cannot be taken, in the language of the page."""
    facts: dict[str, Any] = dict(reason.facts)
    return {
        "cell_missing": _("This must be filled in."),
        "cell_too_long": _("This is longer than {most} characters."),
        "cell_twice": _("This stands on line {before} already."),
        "kind_unknown": _("There is no such kind of unit."),
        "unit_not_in_table": _("No line of the units has this code."),
        "post_not_in_table": _("No line of the posts has this number."),
        "grade_unknown": _("There is no such grade: add it under settings first."),
        "place_unknown": _("There is no such place: add it under settings first."),
        "number_wrong": _("This is not a whole number from 0 to {most}."),
        "fte_wrong": _("This is not a part of full time: write a number above 0, at most 1."),
        "flag_wrong": _("Write yes or no."),
        "person_unknown": _("Nobody enrolled has this login or name."),
        "person_ambiguous": _("Several people have this name: write the login."),
        "column_unknown": _("There is no such column."),
        "column_missing": _("This column is needed."),
        "cells_too_many": _("The line has more cells than there are columns."),
        "not_a_table": _("This cannot be read as lines of cells."),
    }[reason.code].format(**facts)
