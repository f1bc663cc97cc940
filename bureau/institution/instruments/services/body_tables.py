"""Bodies of an organisation at once, as a table has them: registered, or said anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.texts import Text
from bureau.institution.instruments.models import Body
from bureau.institution.instruments.services.register import allow, keep_body, register_body
from bureau.record.journal.services import Act, service


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body by its code; `body` is the one that is there already, `is_other` whether its row says
    something else."""

    code: str
    name: Text
    valid_until: date | None = None
    body: int | None = None
    is_other: bool = True


@service("instruments.take_bodies", pgettext_lazy("act in the journal", "Take bodies from a table"))
def take_bodies(act: Act, *, organisation: int, rows: Sequence[BodyRow]) -> list[int]:
    """Answers with how many were registered and how many changed."""
    allow(act, organisation)
    there = {row.pk: row for row in act.lock(Body, *(row.body for row in rows if row.body))}
    added = changed = 0
    for row in rows:
        body = row.body or register_body(
            act, organisation=organisation, code=row.code, name=row.name
        )
        if row.body is None:
            added += 1
        elif row.is_other:
            changed += 1
        if row.valid_until if row.body is None else row.is_other:
            name = row.name.after(there[body].name) if body in there else row.name
            keep_body(act, body=body, name=name, valid_until=row.valid_until)
    act.details.update(added=added, changed=changed)
    return [added, changed]
