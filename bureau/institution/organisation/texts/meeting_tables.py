"""What each column of a table of agenda items or documents holds, and what is wrong with a cell."""

from itertools import groupby
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bureau.core.imports.tables import COLUMNS
from bureau.core.reasons import Reason
from bureau.institution.organisation.texts import instrument_tables

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
OF_KIND = {
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


def flaw_sentence(reason: Reason) -> str:
    facts: dict[str, Any] = dict(reason.facts)
    found = {
        "language_unknown": _("Write one of ar, en, es, fr, ru, zh-hans."),
        "item_unknown": _("No item of this number is on the agenda or on a line before."),
        "item_twice": _("This number stands on a line before it already."),
        "sitting_unknown": _("The session has no sitting of this name."),
        "number_wrong": _("Write a whole number."),
        "state_unknown": _("There is no such state."),
        "subject_unknown": _("There is no such thing, or none that you may see."),
        "class_unknown": _("No class of documents has this code in that session."),
        "of_unknown": _("No document of this number is there or on a line before."),
        "variant_unknown": _("Write revision or addendum, with the document that it is of."),
        "post_unknown": _("No post has this number today."),
        "post_or_name": _("Name either a post or somebody by name."),
        "slot_wrong": _("Write a day, awaited, or in_work; nothing for the original."),
        "number_not_next": _("The next number here is {next}: numbers are given without a gap."),
        "symbol_given": _("Another document of this session has the number {code}."),
        "symbol_of_another_session": _(
            "A document of another session of this body has the number {code}. Give this session "
            "a short name of its own, or number by a class that says the short name."
        ),
        "variant_of_a_variant": _("Revise, or add to, the document itself."),
        "came_on_a_day_to_come": _("It cannot have come on a day that is still to come."),
        "row_twice": _("This stands on a line before it already."),
        "session_not_one": _("Several sessions are as this line says: say which, by its days."),
        "session_named_twice": _(
            "Another session of this body is called {code} in numbers: documents of both would "
            "have the same numbers. Choose another short name."
        ),
        "session_kind_unknown": _("Write session or meeting."),
        "zone_unknown": _("There is no such time zone."),
        "ends_before_it_begins": _("The last day lies before the first."),
        "owner_unknown": _("No post has this number today."),
        "decision_unknown": _("No decision is on record as this line says it."),
        "decision_not_one": _("Several decisions are as this line says: say which."),
        "since_not_later": _(
            "Something is said of it from {day} on already: write a later day, or leave it empty."
        ),
        "not_yours_to_do": _("This is not yours to do: your posts carry no role for it."),
        "session_has_no_code": _("Give the session a short name first: its numbers say it."),
    }.get(reason.code)
    return found.format(**facts) if found else instrument_tables.flaw_sentence(reason)
