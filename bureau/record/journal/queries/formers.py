"""What rows held before each act, of models that keep their history."""

import json
from collections.abc import Sequence
from typing import Any

from django.db.models import Model

from bureau.record.journal.models import Content, RowState
from bureau.record.journal.store import former_name


def befores(
    model: type[Model], number: int, entries: Sequence[int]
) -> dict[int, dict[str, Any] | None]:
    """The columns of a row before each of these entries that wrote it.

    They are empty where the entry added the row, and None where their content was erased.
    """
    states = RowState.objects.filter(entry__in=entries, table=model._meta.db_table, number=number)
    first = RowState.objects.filter(table=model._meta.db_table, number=number)
    added = first.order_by("entry").values_list("entry", flat=True).first()
    found: dict[int, dict[str, Any] | None] = dict.fromkeys(states.values_list("entry", flat=True))
    if added in found:
        found[added] = {}
    contents = Content.objects.filter(entry__in=found, field=former_name(model, number))
    for entry, value in contents.values_list("entry", "value"):
        found[entry] = json.loads(value) if value else None
    return found


def was_overtaken(model: type[Model], number: int, entry: int) -> bool:
    """Whether a later entry wrote the row."""
    later = RowState.objects.filter(table=model._meta.db_table, number=number, entry__gt=entry)
    return later.exists()
