"""The tabs of one thing: the pages of its own app, then those that other apps add."""

from collections.abc import Mapping

from django.urls import reverse

from bureau.core.references import Reference
from bureau.web import kinds
from bureau.web.frame import Entry
from bureau.web.requests import Asking


def tabs_of(request: Asking, thing: Reference, own: Mapping[str, str]) -> list[Entry]:
    """One entry for each page, with the coordinates of this page; the page asked for is current.

    `own` maps the names of addresses to labels; each address takes the number of the thing.
    """
    entries = [(reverse(name, args=[thing.id]), "", label, "") for name, label in own.items()] + [
        (*tab.address.partition("?")[::2], tab.name, tab.note)
        for tab in kinds.tabs(request.actor, thing)
    ]
    coordinates = request.reading.query.removeprefix("?")
    return [
        Entry(
            "?".join(filter(None, (path, "&".join(filter(None, (coordinates, query)))))),
            label,
            current=path == request.path,
            note=note,
        )
        for path, query, label, note in entries
    ]
