"""What becomes of what a body decided: a dated word on its state, who sees to it, and by when."""

from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.meetings.decisions import FollowUpState
from bureau.core.reasons import Reason, Refused
from bureau.institution.instruments.models import FollowUp, Instrument
from bureau.institution.instruments.permissions import may_serve_body
from bureau.record.journal.services import Act, service


@service(
    "instruments.follow_decision", pgettext_lazy("act in the journal", "Say how a decision stands")
)
def follow_decision(
    act: Act,
    *,
    instrument: int,
    state: FollowUpState,
    day: date,
    owner: int | None = None,
    due: date | None = None,
    reason: str = "",
) -> int:
    """Say how a decision stands from a day on; by the body's secretary, or who sees to it now."""
    (row,) = act.lock(Instrument, instrument)
    return put_word(act, row, state=state, day=day, owner=owner, due=due, reason=reason)


def put_word(
    act: Act,
    row: Instrument,
    *,
    state: FollowUpState,
    day: date,
    owner: int | None,
    due: date | None,
    reason: str,
) -> int:
    """The same, of an instrument that is locked."""
    if row.body_id is None:
        raise Refused(Reason("decided_by_no_body"))
    words = list(row.words.all())
    last = words[-1] if words else None
    is_theirs = last is not None and last.owner in act.actor.posts
    if not is_theirs and not may_serve_body(act.actor, row.body_id, row.organisation):
        raise Refused(Reason("not_yours_to_do"))
    before = next((one for one in reversed(words) if one.day <= day), None)
    known = (before.state, before.owner, before.due) if before else ("open", None, None)
    if (state, owner, due) == known and not reason.strip():
        raise Refused(Reason("nothing_changes"))
    made = FollowUp.objects.create(
        instrument=row,
        state=state,
        day=day,
        owner=owner,
        due=due,
        reason=reason.strip(),
        person=act.actor.person or 0,
        post=act.actor.post,
        at=act.at,
    )
    act.touch("instrument", row.pk)
    if owner:
        act.touch("post", owner)
    until = due.isoformat() if due else None
    act.details.update(state=str(state), day=day.isoformat(), owner=owner, due=until)
    return made.pk
