"""What each portion of an import is checked by, under lock, before anything is written."""

from bureau.core.reasons import Reason, Refused
from bureau.institution.imports.models import Department, Import, StagedFile, State
from bureau.institution.imports.permissions import may_import_into
from bureau.record.journal.services import Act


def at_portion(act: Act, number: int, found: tuple[int, int]) -> tuple[Import, Department]:
    """The import and the department under lock, as they were when the portion was made."""
    (department,) = act.lock(Department, found[0])
    (taken_in,) = act.lock(Import, number)
    refuse_past(taken_in)
    if not may_import_into(act.actor, department.organisation_id):
        raise Refused(Reason("not_your_organisation", {"department": department.pk}))
    if department.edition != found[1]:
        raise Refused(Reason("files_moved_on"))
    return taken_in, department


def refuse_past(taken_in: Import) -> None:
    if taken_in.state not in (State.APPLYING, State.UNDOING):
        raise Refused(Reason("import_is_past_that"))


def departments_of(number: int) -> list[int]:
    files = StagedFile.objects.filter(taken_in=number, department__isnull=False)
    return list(files.order_by("department").values_list("department", flat=True).distinct())


def own_departments(act: Act, number: int) -> list[Department]:
    """The departments of an import, locked; refused where the actor may not write one of them."""
    return own(act, *departments_of(number))


def own(act: Act, *numbers: int) -> list[Department]:
    departments = act.lock(Department, *numbers)
    for department in departments:
        if not may_import_into(act.actor, department.organisation_id):
            raise Refused(Reason("not_your_organisation", {"department": department.pk}))
    return departments
