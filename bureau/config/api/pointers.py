"""Where in what was sent the reason of a service lies, as a pointer into it (RFC 6901)."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.http import HttpRequest, RawPostDataException

from bureau.core.changes.definitions import DEFINITIONS, Sort
from bureau.core.reasons import Reason

PLACES = {
    "reason_missing": "/reason",
    "reference_taken": "/reference",
    "day_before_record": "/day",
}
PARTS = ("values", "words", "fields", "named")
"""What of a body holds values by name."""
WORDED = {
    name
    for definition in DEFINITIONS.values()
    for name, sort in definition.values.items()
    if sort == Sort.WORDING
}
"""What an action is given by its words."""


def sent_in(request: HttpRequest) -> Mapping[str, Any]:
    """The body of a request, where it is an object of JSON."""
    try:
        sent = json.loads(request.body)
    except (RawPostDataException, ValueError, RecursionError):
        return {}
    return sent if isinstance(sent, dict) else {}


def pointer_of(reason: Reason, sent: Mapping[str, Any]) -> str | None:
    """The place that the reason is about, as far as it says so; None where it may be several."""
    if reason.code in PLACES:
        return PLACES[reason.code]
    said = reason.facts.get("value", reason.facts.get("id"))
    if reason.code == "value_missing":
        return f"/{_part_for(said, sent)}/{said}"
    given = list(_given(sent))
    named = [place for place, _ in given if place.rpartition("/")[2] == said]
    holding = [place for place, value in given if value == said and said is not None]
    return next(iter(named), holding[0] if len(holding) == 1 else None)


def _given(sent: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every value that was given by a name, with its place."""
    for part in PARTS:
        held = sent.get(part)
        for name, value in held.items() if isinstance(held, dict) else ():
            yield f"/{part}/{name}", value
    for name, value in sent.items():
        yield f"/{name}", value


def _part_for(name: Any, sent: Mapping[str, Any]) -> str:
    """The part of the body in which a value is missing."""
    found = next((part for part in ("fields", "named") if part in sent), "values")
    return "words" if found == "values" and name in WORDED else found
