"""The seats of a body at once, as a table has them: given, and ended where a last day came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.procedures.deciding import SeatRole
from bureau.core.reasons import Reason, Refused
from bureau.core.texts import Text
from bureau.institution.governance.models import Seat
from bureau.institution.governance.services.deciding import allow, put_end, put_member
from bureau.institution.instruments.models import Body
from bureau.record.journal.services import Act, service


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat from day to day; `seat` is the one that is there already."""

    role: SeatRole
    valid_from: date
    valid_until: date | None = None
    post: int | None = None
    name: Text | None = None
    seat: int | None = None


@service("governance.take_seats", pgettext_lazy("act in the journal", "Take seats from a table"))
def take_seats(act: Act, *, body: int, rows: Sequence[SeatRow]) -> list[int]:
    """Answers with how many seats were given and how many ended. Ends come first, so that who
    follows may sit from the day on which another ends."""
    (about,) = act.lock(Body, body)
    allow(act, about)
    there = {row.pk: row for row in act.lock(Seat, *(row.seat for row in rows if row.seat))}
    if any(row.body_id != body for row in there.values()):
        raise Seat.DoesNotExist
    for row in there.values():
        row.body = about
    ended = [row for row in rows if row.seat and row.valid_until != there[row.seat].valid_until]
    for one in ended:
        if one.seat is None or one.valid_until is None:
            raise Refused(Reason("rule_ended_already"))
        put_end(act, there[one.seat], one.valid_until)
    fresh = sorted((row for row in rows if row.seat is None), key=lambda row: row.valid_from)
    for one in fresh:
        put_member(act, about, one.role, one.post, one.name, (one.valid_from, one.valid_until))
    act.touch("body", body)
    act.details.update(given=len(fresh), ended=len(ended))
    return [len(fresh), len(ended)]
