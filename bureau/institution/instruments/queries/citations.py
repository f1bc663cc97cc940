"""What cites what on a day; which of it a reader may see is asked of the wiring table."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q, QuerySet

from bureau.core.references import Reference
from bureau.institution.instruments.models import Citation

SERVING = ("unit", "post", "duty")
"""What serves a mandate by standing; a reorganisation that cites it is on its way to."""


def citations_on(day: date) -> QuerySet[Citation]:
    """Those that hold on the day and were put forward."""
    still = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    return Citation.objects.filter(still, valid_from__lte=day, is_drafted=False)


def citations_open(subject: Reference) -> list[Citation]:
    """What a thing cites and has not ended to, whatever the day."""
    rows = Citation.objects.filter(subject_kind=subject.kind, subject=subject.id)
    return list(rows.filter(valid_until__isnull=True))


def citations_by(subjects: Iterable[Reference], day: date) -> list[Citation]:
    """What these things cite on the day, with what is cited."""
    listed = list(subjects)
    by = Q(pk__in=())
    for kind in {each.kind for each in listed}:
        ids = [each.id for each in listed if each.kind == kind]
        by |= Q(subject_kind=kind, subject__in=ids)
    return list(citations_on(day).filter(by))


def citations_of(
    day: date, *, provisions: Collection[int] = (), elements: Collection[int] = ()
) -> list[Citation]:
    """What cites these provisions and elements of plans on the day."""
    of = Q(provision__in=provisions) | Q(element__in=elements)
    return list(citations_on(day).filter(of))


def subject_of(row: Citation) -> Reference:
    return Reference(row.subject_kind, row.subject)


def target_of(row: Citation) -> Reference:
    if row.provision_id:
        return Reference("provision", row.provision_id)
    return Reference("plan_element", row.element_id or 0)
