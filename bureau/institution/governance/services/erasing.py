"""What lists of people affected say of people who are erased: the reasons; the lines stay."""

from collections.abc import Collection

from bureau.institution.governance.models import AffectedPerson
from bureau.record.journal.services import Act, service


@service
def erase_reasons(act: Act, *, people: Collection[int]) -> None:
    """For the wiring table: why somebody was said to be affected otherwise is emptied."""
    rows = AffectedPerson.objects.filter(person__in=people)
    act.touch("people_list", *rows.values_list("submission", flat=True).distinct())
    rows.update(reason="")
