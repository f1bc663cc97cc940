"""What was known on a day, though a clock may have been wrong when a record number was given."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.utils import timezone

from bureau.record.instants import SKEW
from bureau.record.journal.models import RecordNumber
from bureau.record.journal.queries.moments import once_while_reading

type Given = tuple[int, datetime]
"""A record number, and the instant that the clock said then."""


@dataclass(frozen=True, slots=True)
class RunningBack:
    """A record number with an earlier instant than the one before it: a clock was wrong."""

    number: int
    before: int


def numbers_running_back() -> list[RunningBack]:
    rows = RecordNumber.objects.order_by("number").values_list("number", "at")
    return [RunningBack(two[0], one[0]) for one, two in pairwise(rows) if two[1] < one[1]]


@once_while_reading
def record_number_until(instant: datetime) -> int:
    """The last record number given before `instant`; 0 where Bureau knew nothing yet.

    A number whose instant a wrong clock gave was known once the next one with a right instant was,
    and now where none follows. Which are wrong, `in_order` says; one still to come is.
    """
    now = timezone.now()
    if instant > now:
        newest = RecordNumber.objects.order_by("-number").values_list("number", flat=True)
        return newest.first() or 0
    come = RecordNumber.objects.filter(at__lte=now + SKEW)
    before, since = come.filter(at__lt=instant), come.filter(at__gte=instant)
    latest = before.order_by("-at", "-number").values_list("number", flat=True).first() or 0
    if before.filter(number__gt=latest).exists() or since.filter(number__lt=latest).exists():
        kept = in_order(list(come.order_by("number").values_list("number", "at")))
        return max((number for number, at in kept if at < instant), default=0)
    return latest  # the last of all before, by number and by instant: nothing contradicts it


def in_order(given: Sequence[Given]) -> list[Given]:
    """As many of these, ordered by number, as have instants that never run back.

    So as few instants as can be are taken for wrong. Of several ways to leave out as few, that
    which keeps the earlier numbers: a wrong clock then rather delays than backdates.
    """
    begun: list[float] = []  # by length: minus the instant that the row found last begins with
    first: list[int] = []  # and the place of that instant
    following: dict[int, int] = {}
    for place in range(len(given) - 1, -1, -1):
        back = -given[place][1].timestamp()
        length = bisect_right(begun, back)
        if length:
            following[place] = first[length - 1]
        begun[length : length + 1], first[length : length + 1] = [back], [place]
    kept = first[-1:]
    while kept and kept[-1] in following:
        kept.append(following[kept[-1]])
    return [given[place] for place in kept]
