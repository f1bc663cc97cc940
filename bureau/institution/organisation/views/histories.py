"""History of a unit or post in both times: what was decided, and what Bureau believed when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.effects import Version
from bureau.core.structure.kinds import KINDS, Value
from bureau.institution.organisation.queries.beliefs import Belief, beliefs
from bureau.institution.organisation.queries.history import (
    Told,
    effects_told,
    in_unit,
    on_post,
    versions_told,
)
from bureau.institution.organisation.queries.lineage import called
from bureau.institution.organisation.queries.organisations import remarks_on
from bureau.institution.organisation.queries.structure import snapshot
from bureau.institution.organisation.queries.values import Referred, referred
from bureau.institution.organisation.texts.words import VOCABULARIES, word_for
from bureau.institution.organisation.views.what_is_seen import nothing_known, seen_organisation
from bureau.record.journal.queries import instants_of_records, reading
from bureau.web import formats
from bureau.web.frame import Entry
from bureau.web.requests import Asking

HIDDEN_WITHOUT_NAMES = frozenset({"person"})
WORDS = {
    ("unit", "kind"): "unit_kind",
    ("incumbency", "manner"): "incumbency",
    ("engagement", "manner"): "engagement",
    ("reporting", "manner"): "reporting",
    ("succession", "manner"): "succession",
    ("post", "funding"): "funding",
    ("post", "category"): "category",
    ("post", "contract"): "contract",
    ("succession", "subject_kind"): "thing",
}


@dataclass(frozen=True, slots=True)
class Said:
    """A field and its value, in words."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class EffectLine:
    told: Told
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class VersionLine:
    row: Version
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class BeliefLine:
    belief: Belief
    at: datetime
    before: tuple[Said, ...]
    after: tuple[Said, ...]


def history(request: Asking, subject: Reference, tabs: Sequence[Entry]) -> HttpResponse:
    """Everything on record of one thing up to the record number of the page."""
    with reading():
        seen_organisation(request, subject)
        rows = versions_told(subject, request.reading.at.recorded)
        if not rows:
            return nothing_known(request, subject)
        context = _context(request, subject, rows)
    return render(request, "organisation/history.html", {**context, "tabs": tabs})


def _context(request: Asking, subject: Reference, rows: Sequence[Version]) -> dict[str, object]:
    recorded = request.reading.at.recorded
    now = snapshot(request.reading.at)
    hanging = {"post": on_post, "unit": in_unit}[subject.kind]
    more = hanging(request.actor, subject.id, recorded)
    about = [subject, *more]
    told = effects_told(about, recorded)
    changed = beliefs(rows)
    pairs = [(one.effect.subject.kind, one.effect.fields) for one in told]
    names = referred(request.actor, now, [*pairs, *((subject.kind, row.fields) for row in rows)])
    instants = instants_of_records({one.effect.record for one in told})
    varying = _varying(rows)
    return {
        "subject": subject,
        "called": called([subject], now)[subject],
        "effects": [
            EffectLine(one, said(one.effect.subject.kind, one.effect.fields, names, one.effect.day))
            for one in told
        ],
        "versions": [
            VersionLine(row, said(subject.kind, _only(row.fields, varying), names, row.valid_from))
            for row in rows
        ],
        "beliefs": [
            BeliefLine(
                one,
                instants[one.number],
                said(subject.kind, one.before, names, one.valid_from),
                said(subject.kind, one.after or {}, names, one.valid_from),
            )
            for one in changed
        ],
        "records": [(number, instants[number]) for number in sorted(instants, reverse=True)],
        "remarks": remarks_on(subject),
    }


def said(kind: str, fields: Mapping[str, Value], names: Referred, day: Day) -> tuple[Said, ...]:
    """Fields with their values in the words of a day; what the reader may not see is left out."""
    return tuple(
        Said(word_for(name, "field"), value_in_words(kind, name, fields, names, day))
        for name in fields
        if name not in HIDDEN_WITHOUT_NAMES or fields[name] in names.people
    )


def value_in_words(
    kind: str, name: str, fields: Mapping[str, Value], names: Referred, day: Day
) -> str:
    value = fields[name]
    sort = KINDS[kind].field(name).refers_to
    if name in ("predecessor", "successor"):
        sort = str(fields.get("subject_kind") or "unit")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None or value == "":
        return _("none")
    if sort == "wording":
        return names.wordings.get(int(value), str(value))
    if sort in ("unit", "post"):
        called = names.short_on(Reference(sort, int(value)), day)
        return called or _("number {id}").format(id=value)
    if sort == "person":
        return names.people.get(int(value), "")
    if sort == "description_version":
        return _("version {number}").format(number=names.descriptions.get(int(value), value))
    if name in ("fte", "share"):
        return formats.hundredths_in_words(int(value))
    vocabulary = WORDS.get((kind, name))
    return word_for(str(value), vocabulary) if vocabulary in VOCABULARIES else str(value)


def _varying(rows: Sequence[Version]) -> set[str]:
    """The fields on which versions differ; all of them where there is but one version."""
    fields = rows[0].fields
    found = {name for name in fields if len({row.fields[name] for row in rows}) > 1}
    return found or set(fields)


def _only(fields: Mapping[str, Value], wanted: set[str]) -> dict[str, Value]:
    return {name: value for name, value in fields.items() if name in wanted}
