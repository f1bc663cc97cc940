"""History of a unit or post in both times: what was decided, and what Bureau believed when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.effects import Version
from bureau.core.structure.kinds import KINDS, Value
from bureau.documents.linked_history import Fact, History, history_json_ld
from bureau.documents.tables import Column
from bureau.institution.organisation.queries.beliefs import Belief, beliefs
from bureau.institution.organisation.queries.exports import by_language, identity
from bureau.institution.organisation.queries.history import (
    Told,
    effects_told,
    in_unit,
    on_post,
    versions_told,
)
from bureau.institution.organisation.queries.lineage import Called, called, name_said
from bureau.institution.organisation.queries.organisations import remarks_on
from bureau.institution.organisation.queries.structure import snapshot
from bureau.institution.organisation.queries.values import Referred, referred
from bureau.institution.organisation.texts.words import VOCABULARIES, word_for
from bureau.institution.organisation.views.what_is_seen import nothing_known, seen_organisation
from bureau.record.journal.queries import instants_of_records, reading
from bureau.web import exports, formats
from bureau.web.frame import Entry
from bureau.web.requests import Asking

type NamedBy = Mapping[str, str]
"""What has no name of its own is told with the field that says which one it is, by its kind."""
OF_A_PERSON: NamedBy = {"incumbency": "post", "engagement": "unit"}
OF_A_PLACE: NamedBy = {
    "incumbency": "person",
    "engagement": "person",
    "reporting": "superior",
    "adoption": "description",
}
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


def history(request: Asking, subject: Reference, tabs: Sequence[Entry]) -> HttpResponseBase:
    """Everything on record of one thing up to the record number of the page, or its versions as a
    file."""
    with reading():
        seen_organisation(request, subject)
        recorded = request.reading.at.recorded
        rows = versions_told(subject, recorded)
        if not rows:
            return nothing_known(request, subject)
        hanging = {"post": on_post, "unit": in_unit}[subject.kind]
        on_it = hanging(request.actor, subject.id, recorded)
        every = {subject: rows, **{each: versions_told(each, recorded) for each in on_it}}
        context = told_of_things(request, every, OF_A_PLACE)
        name = called([subject], snapshot(request.reading.at))[subject]
        if (form := request.GET.get("format", "")) in exports.TABLE_FORMATS:
            return versions_file(request, form, f"{subject.kind}-{name.short}-history", context)
        if form == "jsonld":
            return linked_history(request, name, context["effects"])
        context |= {
            "name": name.name,
            "is_linked": True,
            "short": name.short,
            "subject": subject,
            "remarks": remarks_on(subject),
            "tabs": tabs,
        }
    return render(request, "organisation/history.html", context)


def told_of_things(
    request: Asking, rows: Mapping[Reference, Sequence[Version]], named_by: NamedBy
) -> dict[str, Any]:
    """The versions of some things in both times, what was believed of them before, and the effects
    that were put on record about them."""
    now = snapshot(request.reading.at)
    told = effects_told(list(rows), request.reading.at.recorded)
    pairs = [(one.effect.subject.kind, one.effect.fields) for one in told]
    pairs += [(thing.kind, row.fields) for thing, listed in rows.items() for row in listed]
    names = referred(request.actor, now, pairs)
    instants = instants_of_records({one.effect.record for one in told})
    lines = [
        VersionLine(row, said(thing.kind, fields, names, row.valid_from))
        for thing, listed in rows.items()
        for row in listed
        for fields in [_only(row.fields, _varying(listed, thing.kind in named_by))]
    ]
    changed = [(thing, one) for thing, listed in rows.items() for one in beliefs(listed)]
    return {
        "effects": [
            EffectLine(one, said(subject.kind, fields, names, one.effect.day))
            for one in told
            for subject in [one.effect.subject]
            for fields in [_named(named_by, subject, one.effect.fields, rows, one.effect.day)]
        ],
        "versions": sorted(lines, key=lambda line: (line.row.valid_from, line.row.recorded_from)),
        "beliefs": [
            BeliefLine(
                one,
                instants[one.number],
                said(
                    thing.kind,
                    _named(named_by, thing, one.before, rows, one.valid_from),
                    names,
                    one.valid_from,
                ),
                said(thing.kind, one.after or {}, names, one.valid_from),
            )
            for thing, one in sorted(changed, key=lambda pair: -pair[1].number)
        ],
        "records": [(number, instants[number]) for number in sorted(instants, reverse=True)],
    }


def linked_history(
    request: Asking, name: Called, effects: Sequence[EffectLine]
) -> HttpResponseBase:
    """What was put on record of it, as events of W3C ORG."""
    facts = [
        Fact(
            id=one.effect.id,
            subject=one.effect.subject,
            day=formats.as_date(one.effect.day),
            role=one.effect.role,
            manner=one.effect.manner,
            words=said_in_words(line.said),
            instrument=one.instrument.pk,
            record=one.effect.record,
            replaced_by=one.replaced_by,
        )
        for line in effects
        for one in [line.told]
    ]
    titles = {line.told.instrument.pk: by_language(line.told.instrument.title) for line in effects}
    name_in_full = name_said(name.reference, snapshot(request.reading.at))
    language = formats.tag_of_language(get_language() or "en")
    shown = History(
        identity(),
        exports.stand_of(request.reading),
        name.reference,
        name.short,
        by_language(name_in_full) if name_in_full else {},
        language,
        facts,
        titles,
    )
    stem = f"{name.reference.kind}-{name.short}-history"
    return exports.file_response(history_json_ld(shown), "jsonld", stem)


def said_in_words(said: Sequence[Said]) -> str:
    return formats.parted(formats.labelled(each.name, each.value) for each in said)


def versions_file(
    request: Asking, form: str, stem: str, context: Mapping[str, Any]
) -> HttpResponseBase:
    """The versions in both times as a table: one row a version."""

    def last(line: VersionLine) -> date | None:
        until = line.row.valid_until
        return formats.as_date(until - 1) if until else None

    columns: list[Column[VersionLine]] = [
        Column("valid_from", _("First day"), lambda line: formats.as_date(line.row.valid_from)),
        Column("last_day", _("Last day"), last),
        Column("says", _("What holds"), lambda line: said_in_words(line.said)),
        Column("known_since", _("Known since record"), lambda line: line.row.recorded_from),
        Column("known_until", _("Until record"), lambda line: line.row.recorded_until),
    ]
    return exports.dated_table_response(form, stem, columns, context["versions"], request.reading)


def said(kind: str, fields: Mapping[str, Value], names: Referred, day: Day) -> tuple[Said, ...]:
    """Fields in the order of their kind, with their values in the words of a day; what the reader
    may not see is left out. Not in the order of `fields`: PostgreSQL keeps none in JSON."""
    return tuple(
        Said(word_for(name, "field"), value_in_words(kind, name, fields, names, day))
        for name in KINDS[kind].defaults
        if name in fields
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


def _named(
    named_by: NamedBy,
    thing: Reference,
    fields: Mapping[str, Value],
    rows: Mapping[Reference, Sequence[Version]],
    day: Day,
) -> Mapping[str, Value]:
    """`fields`, after that which says which thing it is: as it was on the day, or last before."""
    name = named_by.get(thing.kind, "")
    known = [row for row in rows.get(thing, ()) if row.valid_from <= day]
    if not name or name in fields or not known:
        return fields
    last = max(known, key=lambda row: (row.valid_from, row.recorded_from))
    return {name: last.fields[name], **fields}


def _varying(rows: Sequence[Version], is_named: bool) -> set[str]:
    """The fields on which versions differ; all of them where there is but one version, or where
    one of them says which thing it is."""
    fields = rows[0].fields
    if is_named:
        return set(fields)
    found = {name for name in fields if len({row.fields[name] for row in rows}) > 1}
    return found or set(fields)


def _only(fields: Mapping[str, Value], wanted: set[str]) -> dict[str, Value]:
    return {name: value for name, value in fields.items() if name in wanted}
