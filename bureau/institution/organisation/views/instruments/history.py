"""History of an instrument: the acts that touched it, and what it said before each change."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from bureau.core.references import Reference
from bureau.institution.instruments.models import Instrument
from bureau.institution.instruments.models.register import InstrumentSaid
from bureau.institution.instruments.queries.versions import FIELDS, versions_until
from bureau.institution.organisation.texts.words import word_for
from bureau.institution.organisation.views.histories import Said
from bureau.institution.organisation.views.instruments.parts import (
    CASES,
    crumbs_to,
    instrument_known,
    instrument_tabs,
    not_on_record,
)
from bureau.record.journal.models import Entry as JournalEntry
from bureau.record.journal.queries import (
    entries_about,
    instants_of_records,
    reading,
    record_numbers_at,
)
from bureau.record.journal.texts import act_in_words
from bureau.web import kinds
from bureau.web.answers import Label
from bureau.web.formats import day_in_words
from bureau.web.multilingual import here
from bureau.web.requests import Asking


@dataclass(frozen=True, slots=True)
class ActLine:
    """An act that touched the instrument: its name, the cases it was of, and what it said."""

    word: str
    cases: tuple[Label, ...]
    number: int
    at: datetime
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What an instrument said until an instant, where it says something else since."""

    number: int
    at: datetime
    before: tuple[Said, ...]
    after: tuple[Said, ...]


@require_safe
def instrument_history(request: Asking, instrument: int) -> HttpResponse:
    with reading():
        found = instrument_known(request, instrument)
        if found is None:
            return not_on_record(request, instrument)
        changes = _changes(found, request.reading.at.recorded)
        lines = _acts(request, found, changes)
        context = {
            "instrument": found,
            "tabs": instrument_tabs(request, instrument),
            "crumbs": crumbs_to(),
            "acts": lines,
            "changes": changes[::-1],
            "records": _records({line.number for line in lines}),
        }
    return render(request, "organisation/register/history.html", context)


def _changes(found: Instrument, recorded: int) -> list[ChangeLine]:
    """Each change up to a record number, the oldest first."""
    versions = versions_until(found.pk, recorded)
    following: list[InstrumentSaid] = [*versions, found][1:]
    return [
        ChangeLine(
            before.recorded_until,
            before.until,
            _said(before, differing),
            _said(after, differing),
        )
        for before, after in zip(versions, following, strict=True)
        for differing in [
            [name for name in FIELDS if getattr(before, name) != getattr(after, name)]
        ]
    ]


def _acts(request: Asking, found: Instrument, changes: Sequence[ChangeLine]) -> list[ActLine]:
    """The acts on the instrument up to the record number of the page, newest first."""
    reference, recorded = Reference("instrument", found.pk), request.reading.at.recorded
    entries = entries_about(reference, recorded=recorded)
    numbers = record_numbers_at([entry.sequence for entry in entries])
    about = {entry.sequence: _others(entry, reference) for entry in entries}
    labels = kinds.describe(request.actor, {one for listed in about.values() for one in listed})
    after = {line.at: line.after for line in changes}
    return [
        ActLine(
            act_in_words(entry.act) if entry.act.startswith("instruments.") else "",
            tuple(labels[one] for one in about[entry.sequence] if one in labels),
            numbers[entry.sequence],
            entry.at,
            after.get(entry.at, ()),
        )
        for entry in entries
    ]


def _others(entry: JournalEntry, reference: Reference) -> list[Reference]:
    """The cases that an act was of."""
    found = [Reference(one.kind, one.number) for one in entry.subjects.all()]
    return sorted(one for one in found if one != reference and one.kind in CASES)


def _records(numbers: Collection[int]) -> list[tuple[int, datetime]]:
    instants = instants_of_records(numbers)
    return [(number, instants[number]) for number in sorted(instants, reverse=True)]


def _said(row: InstrumentSaid, fields: Sequence[str]) -> tuple[Said, ...]:
    """What an instrument says in these fields, in words."""
    said = {
        "kind": (_("Kind"), word_for(row.kind, "instrument_kind")),
        "number": (_("Number"), row.number),
        "title": (pgettext("of an instrument", "Title"), here(row.title)),
        "day": (_("Day"), day_in_words(row.day) if row.day else ""),
        "body_id": (_("Body"), here(row.body.name) if row.body else ""),
        "meeting_id": (_("Session or meeting"), here(row.meeting.name) if row.meeting else ""),
        "source": (_("Source"), row.source),
        "note": (_("Note"), here(row.note) if row.note else ""),
    }
    return tuple(Said(name, value or _("none")) for name, value in (said[one] for one in fields))
