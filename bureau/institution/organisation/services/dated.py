"""Rows of reference data that follow one another: a new one is placed among those of its kind."""

from datetime import date

from django.db.models import Q, QuerySet

from bureau.core.reasons import Reason, Refused
from bureau.institution.organisation.models.reference import Dated
from bureau.record.journal.services import Act

YEARS_AHEAD = 5
"""A day further ahead is mistyped, or binds those who come after."""


def place_among[Row: Dated](
    act: Act, rows: QuerySet[Row], valid_from: date, today: date, taken: Reason, kind: str = ""
) -> date | None:
    """Make room for a row from a day on: the one before ends then, one of that very day that has
    not begun is removed. Returns the day on which the next begins; None where there is none.

    Rows of a `kind` are touched.

    Refused more than five years ahead, and, as `taken` says, where one of that day or a later one
    has begun.
    """
    first_refused = (today.year + YEARS_AHEAD, today.month, today.day)
    if (valid_from.year, valid_from.month, valid_from.day) > first_refused:
        raise Refused(Reason("begins_too_far_ahead", {"years": YEARS_AHEAD}))
    if rows.filter(valid_from__gte=valid_from, valid_from__lte=today).exists():
        raise Refused(taken)
    replaced = rows.filter(valid_from=valid_from)
    act.details.update(replaced=sorted(replaced.values_list("pk", flat=True)))
    still = Q(valid_until__isnull=True) | Q(valid_until__gt=valid_from)
    ended = rows.filter(still, valid_from__lt=valid_from)
    if kind:
        for number in (replaced | ended).values_list("pk", flat=True):
            act.touch(kind, number)
    replaced.delete()
    ended.update(valid_until=valid_from)
    later = rows.filter(valid_from__gt=valid_from).order_by("valid_from")
    return later.values_list("valid_from", flat=True).first()
