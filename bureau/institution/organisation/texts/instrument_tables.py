"""What is wrong with a cell of a table of instruments, and what each column holds."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bureau.core.reasons import Reason

COLUMNS: dict[str, tuple[Promise, Promise]] = {
    "kind": (gettext_lazy("Kind"), gettext_lazy("needed: convention, resolution, decision, ...")),
    "number": (gettext_lazy("Number"), gettext_lazy("by which it is known")),
    "title": (pgettext_lazy("of an instrument", "Title"), gettext_lazy("needed")),
    "body": (gettext_lazy("Body"), gettext_lazy("its code")),
    "session": (gettext_lazy("Session or meeting"), gettext_lazy("its name, on the register")),
    "day": (gettext_lazy("Day"), gettext_lazy("from which it is in force: 2024-07-01")),
    "source": (gettext_lazy("Source"), gettext_lazy("where it was read")),
    "note": (gettext_lazy("Note"), gettext_lazy("what should be known of it")),
    "part": (
        gettext_lazy("Provision"),
        gettext_lazy("its labels from the top down: Annex 1 / section 2"),
    ),
    "says": (gettext_lazy("What it says"), gettext_lazy("needed with a provision")),
    "mandate": (gettext_lazy("Mandate"), gettext_lazy("yes where it asks for something")),
    "due": (gettext_lazy("To be answered by"), gettext_lazy("the last day")),
}


def flaw_sentence(reason: Reason) -> str:
    """Why a cell or a row cannot be taken, in the language of the page."""
    facts: dict[str, Any] = dict(reason.facts)
    return {
        "not_a_table": _("This cannot be read as lines of cells."),
        "column_missing": _("This column is needed."),
        "cell_missing": _("This must be filled in."),
        "cell_too_long": _("This is longer than {most} characters."),
        "instrument_kind_unknown": _("There is no such kind of instrument to register."),
        "body_unknown": _("No body has this code: register it under settings first."),
        "session_unknown": _("The body has no session of this name on the register."),
        "day_wrong": _("This is not a day; write it as 2026-01-31."),
        "flag_wrong": _("Write yes or no."),
        "part_above_missing": _("What it stands under is on no line before it."),
        "part_twice": _("This provision stands on a line before it already."),
        "only_a_mandate_is_addressed": _(
            "Only what asks for something has an addressee and a last day."
        ),
    }[reason.code].format(**facts)
