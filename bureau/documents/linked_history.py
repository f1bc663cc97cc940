"""What was put on record of a unit or post as linked data: one event of W3C ORG for each fact.

A fact on a unit is an `org:ChangeEvent`; ORG has none for posts, lines and holds, so one on those
is the `prov:Activity` that a change event is as well.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bureau.core.references import Reference
from bureau.documents.linked_data import (
    CONTEXT,
    Stand,
    day_literal,
    instant_literal,
    iri,
    labels,
    moment,
)
from bureau.documents.organigrams import Said, written

TYPES = {"unit": "org:OrganizationalUnit", "post": "org:Post"}
OWNERS = {"unit": "org:organization", "post": "bureau:post"}
"""How a fact on what hangs on a thing, as a hold does on its post, names that thing."""
IDENTIFIERS = {"unit": "org:identifier", "post": "dcterms:identifier"}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: what it did to `subject` from `day`, in `words` of the file's language; under which
    instrument and record number, and the one that replaced it (None: it holds)."""

    id: int
    subject: Reference
    day: date
    role: str
    manner: str
    words: str
    instrument: int
    record: int
    replaced_by: int | None


@dataclass(frozen=True, slots=True)
class History:
    """All facts on one thing; `instruments` are the titles of what they rest on."""

    identity: str
    stand: Stand
    thing: Reference
    code: str
    name: Said
    language: str
    facts: Sequence[Fact]
    instruments: Mapping[int, Said]


def history_json_ld(shown: History) -> str:
    """Parses to W3C ORG and PROV with any JSON-LD reader."""
    thing = {
        "@id": _iri(shown, shown.thing),
        "@type": TYPES[shown.thing.kind],
        IDENTIFIERS[shown.thing.kind]: shown.code,
        "skos:prefLabel": labels(shown.name),
    }
    rested_on = [
        {
            "@id": iri(shown.identity, "instrument", id),
            "@type": "prov:Entity",
            "dcterms:title": labels(title),
        }
        for id, title in sorted(shown.instruments.items())
    ]
    events = [_event(shown, fact) for fact in shown.facts]
    view = moment(shown.identity, shown.stand)
    return written({"@context": CONTEXT, "@graph": [view, thing, *events, *rested_on]})


def _event(shown: History, fact: Fact) -> dict[str, Any]:
    subject = {"@id": _iri(shown, fact.subject)}
    node: dict[str, Any] = {
        "@id": iri(shown.identity, "effect", fact.id),
        "@type": "org:ChangeEvent" if fact.subject.kind == "unit" else "prov:Activity",
        "dcterms:date": day_literal(fact.day),
        "prov:startedAtTime": instant_literal(fact.day),
        "prov:endedAtTime": instant_literal(fact.day),
        "dcterms:description": {"@language": shown.language, "@value": fact.words},
        "prov:used": {"@id": iri(shown.identity, "instrument", fact.instrument)},
        "bureau:role": fact.role,
        "bureau:manner": fact.manner,
        "bureau:recordNumber": fact.record,
    }
    if fact.subject.kind != "unit":
        node["bureau:subject"] = subject
    else:
        if fact.role != "establish":
            node["org:originalOrganization"] = subject
        if fact.role != "end":
            node["org:resultingOrganization"] = subject
    if fact.subject != shown.thing:
        node[OWNERS[shown.thing.kind]] = {"@id": _iri(shown, shown.thing)}
    if fact.replaced_by is not None:
        node["bureau:replacedAtRecordNumber"] = fact.replaced_by
    return node


def _iri(shown: History, thing: Reference) -> str:
    return iri(shown.identity, thing.kind, thing.id)
