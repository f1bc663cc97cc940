"""Reorganisations as linked data: each a `prov:Plan`, and each time that something of it entered
into force an `org:ChangeEvent` of W3C ORG, with the units that were there and those that came of
it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

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


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry into force: its first day, record number, and units by their numbers."""

    id: int
    day: date
    record: int
    original: Sequence[int]
    resulting: Sequence[int]


@dataclass(frozen=True, slots=True)
class Case:
    """A reorganisation; `submitted` is None while it is a draft."""

    id: int
    reference: str
    title: Said
    state: str
    submitted: date | None
    entries: Sequence[Entry]


def cases_json_ld(identity: str, stand: Stand, cases: Sequence[Case]) -> str:
    """Parses to W3C ORG and PROV with any JSON-LD reader."""
    plans = [_plan(identity, case) for case in cases]
    events = [_event(identity, case, entry) for case in cases for entry in case.entries]
    return written({"@context": CONTEXT, "@graph": [moment(identity, stand), *plans, *events]})


def _plan(identity: str, case: Case) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@id": iri(identity, "reorganisation", case.id),
        "@type": "prov:Plan",
        "dcterms:identifier": case.reference,
        "dcterms:title": labels(case.title),
        "bureau:state": case.state,
    }
    if case.submitted is not None:
        node["dcterms:dateSubmitted"] = day_literal(case.submitted)
    return node


def _event(identity: str, case: Case, entry: Entry) -> dict[str, Any]:
    return {
        "@id": iri(identity, "entry", entry.id),
        "@type": "org:ChangeEvent",
        "dcterms:date": day_literal(entry.day),
        "prov:startedAtTime": instant_literal(entry.day),
        "prov:used": {"@id": iri(identity, "reorganisation", case.id)},
        "bureau:recordNumber": entry.record,
        "org:originalOrganization": [{"@id": iri(identity, "unit", id)} for id in entry.original],
        "org:resultingOrganization": [{"@id": iri(identity, "unit", id)} for id in entry.resulting],
    }
