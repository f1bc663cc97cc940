"""What waits for a person and what waited: since when, until when, as they may see it now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, QuerySet

from bureau.core.actors import Actor
from bureau.core.procedures.deadlines import Deadline
from bureau.core.reasons import Reason
from bureau.core.references import Reference
from bureau.record.notices.models import Notice
from bureau.record.notices.queries.calendars import hour_in_words
from bureau.web import kinds

OPEN, NEWS, CLOSED = "open", "news", "closed"
ORDERS = {
    "since": F("since").asc(),
    "-since": F("since").desc(),
    "due": F("due").asc(nulls_last=True),
    "-due": F("due").desc(nulls_last=True),
    "until": F("until").asc(nulls_last=True),
    "-until": F("until").desc(nulls_last=True),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One notice in words; `hour` says when on its day it is over."""

    row: Notice
    name: str
    why: str
    hour: str
    is_late: bool


def notices_of(actor: Actor, state: str = OPEN, order: str = "") -> QuerySet[Notice]:
    """Those of the actor: what waits, what is only told, what is over, or (another word) all."""
    rows = Notice.objects.filter(person=actor.person or 0)
    if state in (OPEN, NEWS, CLOSED):
        rows = rows.filter(until__isnull=state != CLOSED)
    if state in (OPEN, NEWS):
        rows = rows.filter(is_news=state == NEWS)
    return rows.order_by(ORDERS.get(order, F("since").desc()), "-pk")


def told(actor: Actor, rows: Iterable[Notice], now: datetime) -> list[Told]:
    """In words; what the actor may not see now is left out."""
    listed = list(rows)
    labels = kinds.describe(actor, {Reference(row.kind, row.number) for row in listed})
    return [
        Told(
            row,
            labels[thing].name,
            kinds.sentence(row.kind, Reason(row.code, row.facts)),
            hour_in_words(row) if row.due else "",
            row.until is None and is_late(row, now),
        )
        for row in listed
        if (thing := Reference(row.kind, row.number)) in labels
    ]


def is_late(row: Notice, now: datetime) -> bool:
    return row.due is not None and Deadline(row.due, row.zone or "UTC", row.closes).is_late(now)
