"""The seats of a body at once, as a table has them: given, and ended where a last day came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bureau.core.procedures.deciding import SeatRole
from bureau.core.reasons import Reason, Refused
from bureau.core.texts import Text
from bureau.institution.governance.models import Seat
from bureau.institution.governance.services.deciding import allow, end_seat, seat_member
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


@service
def take_seats(act: Act, *, body: int, rows: Sequence[SeatRow]) -> list[int]:
    """Answers with how many seats were given and how many ended. Ends come first, so that who
    follows may sit from the day on which another ends."""
    (about,) = act.lock(Body, body)
    allow(act, about)
    there = {row.pk: row for row in Seat.objects.filter(body=body)}
    act.lock(Seat, *(row.seat for row in rows if row.seat))
    ended = [row for row in rows if row.seat and row.valid_until != there[row.seat].valid_until]
    for row in ended:
        if row.valid_until is None:
            raise Refused(Reason("rule_ended_already"))
        end_seat(act, seat=row.seat or 0, valid_until=row.valid_until)
    fresh = sorted((row for row in rows if row.seat is None), key=lambda row: row.valid_from)
    for row in fresh:
        seat_member(
            act,
            body=body,
            role=row.role,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            post=row.post,
            name=row.name,
        )
    act.touch("body", body)
    act.details.update(given=len(fresh), ended=len(ended))
    return [len(fresh), len(ended)]
