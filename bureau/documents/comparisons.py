"""What happened between two coordinates as plain rows, and as JSON and JSON-LD."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bureau.documents.linked_data import CONTEXT, Stand, change_events, iri, labels, moment
from bureau.documents.organigrams import Became, Said

type Told = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change. `subject` is a code or a post number, as it was before where it stood before;
    `before` and `after` are codes, numbers or words, each of its own side."""

    change: str
    kind: str
    subject: str
    before: Told
    after: Told


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes within one unit, and apart from them what was only carried along; `units` are
    those that the events speak of, with code and name."""

    identity: str
    organisation: str
    unit: str
    before: Stand
    after: Stand
    changes: Sequence[ChangeRow]
    carried: Sequence[ChangeRow]
    events: Sequence[Became] = ()
    units: Mapping[int, tuple[str, Said]] | None = None


def json_text(shown: Comparison) -> str:
    """For programs: the words of the glossary, codes and numbers."""
    value = {
        "organisation": shown.organisation,
        "unit": shown.unit,
        "before": _stand(shown.before),
        "after": _stand(shown.after),
        "changes": [_row(row) for row in shown.changes],
        "carried": [_row(row) for row in shown.carried],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _stand(stand: Stand) -> dict[str, Any]:
    return {
        "valid": stand.valid.isoformat(),
        "recorded": stand.recorded,
        "plan": stand.plan,
    }


def _row(row: ChangeRow) -> dict[str, Any]:
    return {
        "change": row.change,
        "kind": row.kind,
        "subject": row.subject,
        "before": row.before,
        "after": row.after,
    }


def json_ld_text(shown: Comparison) -> str:
    """What happened to units, as events of W3C ORG."""
    graph = [
        *(_moment(shown, side, stand) for side, stand in _stands(shown)),
        *change_events(shown.identity, shown.events),
        *(
            {
                "@id": iri(shown.identity, "unit", unit),
                "@type": "org:OrganizationalUnit",
                "org:identifier": code,
                "skos:prefLabel": labels(name),
            }
            for unit, (code, name) in sorted((shown.units or {}).items())
        ),
    ]
    return json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=1) + "\n"


def _stands(shown: Comparison) -> list[tuple[str, Stand]]:
    return [("before", shown.before), ("after", shown.after)]


def _moment(shown: Comparison, side: str, stand: Stand) -> dict[str, Any]:
    title = f"{shown.organisation} {shown.unit}: {side}"
    return {**moment(shown.identity, stand, side), "dcterms:title": title}
