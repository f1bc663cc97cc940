"""Outlooks are kept with the import they are of: worked out again only where something moved on.

This is no act: it writes only what can be worked out at any time.
"""

from collections.abc import Callable, Mapping
from typing import Any

from bureau.institution.imports.models import Import, KeptOutlook
from bureau.institution.imports.queries.kept import (
    basis_of,
    kept,
    outlook_read,
    outlook_said,
    table_read_back,
    table_said,
)
from bureau.institution.imports.queries.outlook import Outlook, outlook
from bureau.institution.imports.queries.tables import TableOutlook, table_outlook
from bureau.record.journal.queries import reading


def outlook_of(number: int) -> Outlook:
    """What would come of an import, or has, as of now."""
    said = _kept(number, "outlook", lambda taken_in: outlook_said(outlook(taken_in.pk)))
    return outlook_read(said)


def table_outlook_of(number: int) -> TableOutlook:
    """The actions that a table would draft, as of now."""
    said = _kept(number, "table", lambda taken_in: table_said(table_outlook(taken_in)))
    return table_read_back(said)


def _kept(
    number: int, what: str, work_out: Callable[[Import], dict[str, Any]]
) -> Mapping[str, Any]:
    with reading():
        taken_in = Import.objects.get(pk=number)
        basis = basis_of(taken_in, what)
        found = kept(taken_in, basis)
        if found is not None:
            return found
        content = work_out(taken_in)
    KeptOutlook.objects.bulk_create(
        [KeptOutlook(taken_in=taken_in, basis=basis, content=content)],
        update_conflicts=True,
        unique_fields=["taken_in"],
        update_fields=["basis", "content"],
    )
    return content
