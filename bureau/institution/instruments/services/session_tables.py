"""Sessions and meetings of bodies at once, as a table has them: registered, or said anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.texts import Text
from bureau.institution.instruments.models import Body, Meeting
from bureau.institution.instruments.services.sessions import (
    SaidOfMeeting,
    allow,
    keep_meeting,
    put_meeting,
)
from bureau.record.journal.services import Act, service


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session by its days; `meeting` is the one that is there already, `is_other` whether its
    row says something else."""

    body: int
    name: Text
    valid_from: date
    valid_until: date
    kind: str = "session"
    code: str = ""
    place: str = ""
    zone: str = ""
    meeting: int | None = None
    is_other: bool = True


@service(
    "instruments.take_sessions", pgettext_lazy("act in the journal", "Take sessions from a table")
)
def take_sessions(act: Act, *, rows: Sequence[SessionRow]) -> list[int]:
    """Answers with how many were registered and how many changed; each by who may do that."""
    added = changed = 0
    bodies = {body.pk: body for body in act.lock(Body, *{row.body for row in rows})}
    for body in bodies.values():
        allow(act, body)
    act.lock(Meeting, *(row.meeting for row in rows if row.meeting))
    for row in rows:
        said: SaidOfMeeting = {
            "name": row.name,
            "valid_from": row.valid_from,
            "valid_until": row.valid_until,
            "kind": row.kind,
            "code": row.code,
            "place": row.place,
            "zone": row.zone,
        }
        if row.meeting is None:
            put_meeting(act, bodies[row.body], said)
            added += 1
        elif row.is_other:
            keep_meeting(act, meeting=row.meeting, **said)
            changed += 1
    act.details.update(added=added, changed=changed)
    return [added, changed]
