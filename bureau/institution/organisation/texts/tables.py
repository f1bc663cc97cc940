"""What each column of a table holds, and what is wrong with a cell or a file."""

from itertools import groupby
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from bureau.core.imports.tables import COLUMNS
from bureau.core.reasons import Reason
from bureau.web.codes import code_faults
from bureau.web.refusing import rows_too_many

NAME = gettext_lazy("the name in that language; needed in the original")
TITLE = gettext_lazy("the title in that language; needed in the original")
IN_LANGUAGE = gettext_lazy("the day since which it is there, or awaited, or in_work")
SAYS: dict[str, Promise] = {
    "number": gettext_lazy("as on the agenda or the document"),
    "under": gettext_lazy("the number of the item that it stands under"),
    "original": gettext_lazy("the language of the original: ar, en, es, fr, ru, zh-hans"),
    "treated_by": gettext_lazy("the code of a body; empty: plenary"),
    "sitting": gettext_lazy("its name, in the session"),
    "minutes": gettext_lazy("how long it takes"),
    "state": gettext_lazy("to_come, under_way, concluded, deferred or withdrawn"),
    "subject": gettext_lazy("what it is about: reorganisation:3"),
    "class": gettext_lazy("the code of the class of documents; needed"),
    "of": gettext_lazy("of a revision or addendum: the number of the document"),
    "variant": gettext_lazy("revision or addendum"),
    "items": gettext_lazy("numbers of agenda items, parted by semicolons"),
    "submitted_by": gettext_lazy("who submits it, by name"),
    "post": gettext_lazy("or the number of the post"),
    "received": gettext_lazy("the day on which it came: 2024-05-01"),
    "withdrawn": gettext_lazy("the day on which it was withdrawn"),
    "source": gettext_lazy("the address where its text lies"),
}
OF_SESSIONS: dict[str, Promise] = {
    "body": gettext_lazy("the code of the body; needed"),
    "code": gettext_lazy("what document numbers call it: 24, N"),
    "kind": gettext_lazy("session or meeting"),
    "valid_from": gettext_lazy("the first day; needed: 2024-05-01"),
    "last_day": gettext_lazy("empty: the first day"),
    "place": gettext_lazy("where it is"),
    "zone": gettext_lazy("the time zone of its days: Europe/Zurich"),
}
OF_SEATS: dict[str, Promise] = {
    "role": gettext_lazy("chair, vice_chair, member, observer or secretary; empty: member"),
    "post": gettext_lazy("the number of the post that sits, or a name instead"),
    "valid_from": gettext_lazy("the first day; needed: 2024-05-01"),
    "last_day": gettext_lazy("empty while no end is known"),
}
OF_BODIES: dict[str, Promise] = {
    "code": gettext_lazy("by which it is known; needed"),
    "last_day": gettext_lazy("empty while no end is known"),
}
OF_OFFICES: dict[str, Promise] = {
    **OF_BODIES,
    "post": gettext_lazy("the number of the post that bears it; needed"),
}
OF_DECISIONS: dict[str, Promise] = {
    "instrument": gettext_lazy("its number in Bureau, or what follows, as far as it is needed"),
    "body": gettext_lazy("the code of the body that decided"),
    "session": gettext_lazy("the name of the session, as it is in the original"),
    "kind": gettext_lazy("decision or resolution"),
    "number": gettext_lazy("the number of the decision"),
    "title": gettext_lazy("its title, as it is in the original"),
    "state": gettext_lazy("open, under_way or done; empty: as it was"),
    "since": gettext_lazy("the day from which it stands so; empty: today"),
    "owner": gettext_lazy("the number of the post that sees to it"),
    "due": gettext_lazy("the day by which it is to be done"),
    "remark": gettext_lazy("what is to be said with it; goes out empty"),
}
OF_PROVISIONS: dict[str, tuple[Promise, Promise]] = {
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
"""With the words under which the columns go out."""
OF_KIND = {
    "provisions": {name: says for name, (_heading, says) in OF_PROVISIONS.items()},
    "bodies": OF_BODIES,
    "offices": OF_OFFICES,
    "decisions": OF_DECISIONS,
    "sessions": OF_SESSIONS,
    "seats": OF_SEATS,
}


def columns_told(kind: str) -> list[tuple[tuple[str, ...], Promise]]:
    """The columns of a kind of table with what each holds; those of six languages together."""
    own = {**SAYS, **OF_KIND.get(kind, {})}
    told = groupby(COLUMNS[kind], key=lambda name: _of_languages(name) or own[name])
    return [(tuple(names), says) for says, names in told]


def _of_languages(name: str) -> Promise | None:
    leads = {"title_": TITLE, "name_": NAME, "in_": IN_LANGUAGE}
    return next((says for lead, says in leads.items() if name.startswith(lead)), None)


FLAWS: dict[str, Promise] = {
    "not_a_table": gettext_lazy("This cannot be read as lines of cells."),
    "column_missing": gettext_lazy("This column is needed."),
    "cell_missing": gettext_lazy("This must be filled in."),
    "cell_too_long": gettext_lazy("This is longer than {most} characters."),
    "instrument_kind_unknown": gettext_lazy("There is no such kind of instrument to register."),
    "body_unknown": gettext_lazy("No body has this code: register it under settings first."),
    "session_unknown": gettext_lazy("The body has no session of this name on the register."),
    "day_wrong": gettext_lazy("This is not a day; write it as 2026-01-31."),
    "flag_wrong": gettext_lazy("Write yes or no."),
    "part_above_missing": gettext_lazy("What it stands under is on no line before it."),
    "part_twice": gettext_lazy("This provision stands on a line before it already."),
    "only_a_mandate_is_addressed": gettext_lazy(
        "Only what asks for something has an addressee and a last day."
    ),
    "language_unknown": gettext_lazy("Write one of ar, en, es, fr, ru, zh-hans."),
    "item_unknown": gettext_lazy("No item of this number is on the agenda or on a line before."),
    "item_twice": gettext_lazy("This number stands on a line before it already."),
    "sitting_unknown": gettext_lazy("The session has no sitting of this name."),
    "number_wrong": gettext_lazy("Write a whole number."),
    "state_unknown": gettext_lazy("There is no such state."),
    "subject_unknown": gettext_lazy("There is no such thing, or none that you may see."),
    "class_unknown": gettext_lazy("No class of documents has this code in that session."),
    "of_unknown": gettext_lazy("No document of this number is there or on a line before."),
    "variant_unknown": gettext_lazy("Write revision or addendum, with the document that it is of."),
    "post_unknown": gettext_lazy("No post has this number today."),
    "post_or_name": gettext_lazy("Name either a post or somebody by name."),
    "slot_wrong": gettext_lazy("Write a day, awaited, or in_work; nothing for the original."),
    "number_not_next": gettext_lazy(
        "The next number here is {next}: numbers are given without a gap."
    ),
    "symbol_given": gettext_lazy("Another document of this session has the number {code}."),
    "symbol_of_another_session": gettext_lazy(
        "A document of another session of this body has the number {code}. Give this session "
        "a short name of its own, or number by a class that says the short name."
    ),
    "variant_of_a_variant": gettext_lazy("Revise, or add to, the document itself."),
    "came_on_a_day_to_come": gettext_lazy("It cannot have come on a day that is still to come."),
    "row_twice": gettext_lazy("This stands on a line before it already."),
    "session_not_one": gettext_lazy(
        "Several sessions are as this line says: say which, by its days."
    ),
    "session_named_twice": gettext_lazy(
        "Another session of this body is called {code} in numbers: documents of both would "
        "have the same numbers. Choose another short name."
    ),
    "session_kind_unknown": gettext_lazy("Write session or meeting."),
    "zone_unknown": gettext_lazy("There is no such time zone."),
    "ends_before_it_begins": gettext_lazy("The last day lies before the first."),
    "owner_unknown": gettext_lazy("No post has this number today."),
    "decision_unknown": gettext_lazy("No decision is on record as this line says it."),
    "decision_not_one": gettext_lazy("Several decisions are as this line says: say which."),
    "since_not_later": gettext_lazy(
        "Something is said of it from {day} on already: write a later day, or leave it empty."
    ),
    "not_yours_to_do": gettext_lazy("This is not yours to do: your posts carry no role for it."),
    "session_has_no_code": gettext_lazy("Give the session a short name first: its numbers say it."),
}


def flaw_sentence(reason: Reason) -> str:
    """Why a cell or a row cannot be taken, in the language of the page."""
    facts: dict[str, Any] = dict(reason.facts)
    return str({**FLAWS, **code_faults(), **rows_too_many(facts)}[reason.code]).format(**facts)


def file_sentence(reason: Reason) -> str:
    """Why a file cannot be read."""
    return {
        "file_empty": _("The file is empty."),
        "file_takes_too_much": _("The file takes too much to read."),
    }.get(reason.code, _("The file cannot be read as a table: save it as CSV or XLSX."))
