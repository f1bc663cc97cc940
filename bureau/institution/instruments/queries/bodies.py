"""Who is in a body on a day, and who was before."""

from datetime import date

from django.db.models import F

from bureau.institution.instruments.models import BodyMember
from bureau.institution.instruments.models.meetings import CAPACITIES


def members_of(body: int, day: date) -> list[BodyMember]:
    """Those that are or will be in it, chairs first; who is no more in it is told by history."""
    rows = BodyMember.objects.filter(body=body).exclude(valid_until__lte=day)
    return sorted(rows, key=lambda row: (CAPACITIES.index(row.capacity), row.valid_from, row.pk))


def former_members_of(body: int, day: date) -> list[BodyMember]:
    rows = BodyMember.objects.filter(body=body, valid_until__lte=day)
    return list(rows.exclude(valid_until=F("valid_from")).order_by("-valid_until", "pk"))
