"""Offices of an organisation at once, as a table has them: named, or said anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.core.texts import Text
from bureau.institution.organisation.models import Office
from bureau.institution.organisation.permissions import may_keep_reference_data
from bureau.institution.organisation.services.keeping import keep_office
from bureau.institution.organisation.services.reference import name_office
from bureau.record.journal.services import Act, service


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office by its code, and the post that bears it; `office` is the one that is there already,
    `is_other` whether its row says something else."""

    code: str
    name: Text
    post: int
    valid_until: date | None = None
    office: int | None = None
    is_other: bool = True


@service(
    "organisation.take_offices", pgettext_lazy("act in the journal", "Take offices from a table")
)
def take_offices(act: Act, *, organisation: int, rows: Sequence[OfficeRow]) -> list[int]:
    """Answers with how many were named and how many changed."""
    act.need("organisation", organisation)
    if not may_keep_reference_data(act.actor, organisation):
        raise Refused(Reason("not_yours_to_do"))
    there = {row.pk: row for row in act.lock(Office, *(row.office for row in rows if row.office))}
    added = changed = 0
    for row in rows:
        post, until = row.post, row.valid_until
        if row.office is None:
            said = {"organisation": organisation, "code": row.code, "name": row.name, "post": post}
            name_office(act, valid_until=until, **said)  # type: ignore[arg-type]
            added += 1
        elif row.is_other:
            name = row.name.after(there[row.office].name)
            keep_office(act, office=row.office, name=name, post=post, valid_until=until)
            changed += 1
    act.details.update(added=added, changed=changed)
    return [added, changed]
