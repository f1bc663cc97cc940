"""Files of what stands, taken in once more: nothing may come of them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.test import Client

from bureau.core.actors import Actor
from bureau.core.imports.tables import DRAFTED
from bureau.documents.apart import read_table_apart
from bureau.institution.imports.models import Import
from bureau.institution.imports.queries.outlook import outlook
from bureau.institution.imports.queries.tables import table_outlook
from bureau.institution.imports.services.tables import take_table
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.asked import side_of
from bureau.institution.organisation.queries.files import chart_file
from bureau.institution.organisation.queries.structure import roots_of
from bureau.record.journal.queries import record_number_now


def every_table(
    by: Actor, organisation: int, day: date, client: Client
) -> Iterator[tuple[str, str, bytes]]:
    """What Bureau gives out of units, posts, holders and costs: the kind, the format, the file."""
    side = side_of(by, day.toordinal(), record_number_now(), None)
    assert side
    (root,) = roots_of(side.snapshot(), organisation)
    unit = side.snapshot().unit(root)
    assert unit
    for form in ("csv", "xlsx"):
        chart = chart_file(by, Organisation.objects.get(pk=organisation), side, unit, form)
        for kind in ("units", "posts", "holders") if form == "xlsx" else ("units",):
            yield kind, form, chart
        for kind, address in (("posts", "/posts/"), ("costs", "/settings/standard-costs/")):
            answer: Any = client.get(address, {"format": form, "valid": day.isoformat()})
            yield kind, form, b"".join(answer) if answer.streaming else answer.content


def what_follows(
    by: Actor, organisation: int, day: date, tables: Iterator[tuple[str, str, bytes]]
) -> dict[str, tuple[int, int, list[str]]]:
    """Of each file, put on record and drafted: how many rows are taken, changes, what is wrong."""
    found = {}
    for kind, form, content in list(tables):
        rows = read_table_apart(kind, content)
        for becomes in ("record", "draft") if kind in DRAFTED else ("record",):
            number = take_table(
                by,
                organisation=organisation,
                kind=kind,
                becomes=becomes,
                day=day,
                name=f"{kind}.{form}",
                rows=rows,
            )
            said: Any
            if becomes == "draft":
                said = table_outlook(Import.objects.get(pk=number))
                counted, faults = 0, said.misfits
            else:
                said = outlook(number)
                counted = said.units + said.posts + said.holders + said.costs
                faults = said.faults
            changes = said.changes if becomes == "record" else len(said.changes)
            told = [f"{one.row} {one.column}: {one.reason.code}" for one in faults]
            found[f"{kind} {form} {becomes}"] = counted, changes, told
    return found


def wrong_in(found: dict[str, tuple[int, int, list[str]]]) -> list[object]:
    """Where anything follows, is wrong or is not taken; each of the eleven ways is to be there."""
    wrong: list[object] = [(name, *said) for name, said in found.items() if said[1:] != (0, [])]
    wrong += [name for name, (taken, *_) in found.items() if "record" in name and taken < 3]
    return wrong if len(found) == 11 else [*wrong, sorted(found)]
