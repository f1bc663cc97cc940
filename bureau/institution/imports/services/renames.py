"""What an officer says of a proposed rename: the same unit under another name, or two units."""

from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.institution.imports.models import (
    Department,
    Import,
    SettledRename,
    StagedFile,
    State,
)
from bureau.institution.imports.permissions import may_settle_rename
from bureau.institution.imports.services.staging import moved_on
from bureau.record.journal.services import Act, service


@service("imports.settle_rename", pgettext_lazy("act in the journal", "Settle a proposed rename"))
def settle_rename(act: Act, *, department: int, before: str, after: str, is_accepted: bool) -> int:
    """Settle one; it counts when an import of the department is next applied, and can be settled
    otherwise later, but not while one is proposed."""
    (row,) = act.lock(Department, department)
    people = set(
        StagedFile.objects.filter(department=row).values_list("taken_in__person", flat=True)
    )
    if not may_settle_rename(act.actor, row.organisation_id, people):
        raise Refused(Reason("not_your_organisation", {"department": department}))
    if Import.objects.filter(state=State.PROPOSED, files__department=row).exists():
        raise Refused(Reason("import_is_past_that"))  # what is confirmed is what was proposed
    settled, _ = SettledRename.objects.update_or_create(
        department=row,
        before=before,
        after=after,
        defaults={"is_accepted": is_accepted, "person_id": act.actor.person, "at": act.at},
    )
    moved_on(act, [department])
    act.touch("department", department)
    act.details.update(rename=settled.pk, is_accepted=is_accepted)
    return settled.pk
