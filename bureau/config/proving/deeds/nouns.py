"""Deeds on the rows of any noun."""

from collections.abc import Iterator
from typing import Any

from bureau.config.proving import acts
from bureau.config.proving.deeds.deed import Deed
from bureau.config.shell import actor_with_login
from bureau.record.journal.queries import head
from bureau.record.nouns.services.tables import import_rows
from bureau.record.nouns.services.undoing import undo_entry
from bureau.web.multilingual import text


def deeds() -> Iterator[Deed]:
    """A table of one initiative, imported and undone."""
    by, post = actor_with_login("organisation-officer"), next(iter(acts.as_it_is().posts())).id
    values: dict[str, Any] = {"code": "TABLE", "name": text(en="Of a table"), "post": post}
    values |= {"valid_from": acts.the_day(), "valid_until": None}
    rows = [{"number": 2, "row": None, "values": values}]
    yield lambda: import_rows(by, noun="initiative", rows=rows)
    entry = head().sequence
    yield lambda: undo_entry(by, entry=entry)
