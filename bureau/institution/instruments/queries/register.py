"""Reading the register: bodies, their meetings, and what instruments may be searched by."""

from datetime import date

from django.db.models import Q, QuerySet

from bureau.institution.instruments.models import Body, Meeting


def bodies_of(organisation: int) -> QuerySet[Body]:
    return Body.objects.filter(organisation=organisation).order_by("code")


def bodies_there(organisation: int, day: date) -> QuerySet[Body]:
    """Those that have not ended by the day: what may still be chosen."""
    return bodies_of(organisation).filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day))


def meetings_of(organisation: int, body: int | None = None) -> QuerySet[Meeting]:
    """The sessions and meetings of an organisation's bodies, latest first; without sittings."""
    rows = Meeting.objects.filter(body__organisation=organisation, under__isnull=True)
    if body:
        rows = rows.filter(body=body)
    return rows.select_related("body").order_by("-valid_from", "pk")


def nearest_sessions(organisation: int, today: date) -> dict[int, Meeting]:
    """Of each body the session that is on, else the next, else the last."""
    found = dict[int, Meeting]()
    for row in meetings_of(organisation):
        if row.body_id not in found or row.valid_until > today:
            found[row.body_id] = row
    return found
