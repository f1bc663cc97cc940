"""After the decision: what follows is confirmed with a post and a day, added, done or dropped."""

from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.changes.following_up import What
from bureau.core.reasons import Reason, Refused
from bureau.institution.governance.models import Assignment, EntryIntoForce, Reorganisation
from bureau.institution.governance.permissions import may_close_assignment, may_follow_up
from bureau.institution.governance.queries.chasing import answers_for
from bureau.institution.governance.queries.following import Proposed, proposed_of
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import belonging, today, today_in_force
from bureau.record.journal.services import Act, service


@service(
    "governance.confirm_assignment",
    pgettext_lazy("act in the journal", "Assign what follows from a decision"),
)
def confirm_assignment(
    act: Act, *, reorganisation: int, proposal: str, owner: int, due: date
) -> int:
    """Make what the rule proposes an assignment of the post that owns it, by a day."""
    row = _kept(act, reorganisation)
    found = _proposal(row, proposal)
    _refuse(_reasons(row, owner, due))
    return _made(act, row, found, owner=owner, due=due)


@service(
    "governance.drop_proposal",
    pgettext_lazy("act in the journal", "Drop what was proposed to follow"),
)
def drop_proposal(act: Act, *, reorganisation: int, proposal: str, reason: str) -> int:
    """Say of what the rule proposes that it is not to be done, and why."""
    row = _kept(act, reorganisation)
    found = _proposal(row, proposal)
    if not reason.strip():
        raise Refused(Reason("reason_missing"))
    made = _made(act, row, found, state=Assignment.State.DROPPED, reason=reason.strip())
    _settled(act, made, Assignment.State.DROPPED, reason)
    return made


@service(
    "governance.add_assignment",
    pgettext_lazy("act in the journal", "Add what is to be done after a decision"),
)
def add_assignment(act: Act, *, reorganisation: int, words: str, owner: int, due: date) -> int:
    """Add what no rule proposes, in one's own words."""
    row = _kept(act, reorganisation)
    reasons = _reasons(row, owner, due)
    if not words.strip():
        reasons.append(Reason("words_missing"))
    if not EntryIntoForce.objects.filter(submission__reorganisation=row).exists():
        reasons.append(Reason("nothing_follows"))
    _refuse(reasons)
    made = _made(act, row, None, owner=owner, due=due, words=words.strip())
    return made


@service(
    "governance.close_assignment",
    pgettext_lazy("act in the journal", "Say that an assignment is done"),
)
def close_assignment(act: Act, *, assignment: int) -> None:
    """Say that it is done: whoever answers for the post that owns it, or may confirm it."""
    _settled(act, _open(act, assignment).pk, Assignment.State.DONE, "")


@service("governance.drop_assignment", pgettext_lazy("act in the journal", "Drop an assignment"))
def drop_assignment(act: Act, *, assignment: int, reason: str) -> None:
    """Say that it is not to be done after all, and why."""
    row = _open(act, assignment)
    if not may_follow_up(act.actor, row.reorganisation):
        raise Refused(Reason("not_yours_to_do"))
    if not reason.strip():
        raise Refused(Reason("reason_missing"))
    _settled(act, row.pk, Assignment.State.DROPPED, reason)


@service("governance.move_assignment", pgettext_lazy("act in the journal", "Move an assignment"))
def move_assignment(act: Act, *, assignment: int, owner: int, due: date) -> None:
    """Another post or another day."""
    row = _open(act, assignment)
    if not may_follow_up(act.actor, row.reorganisation):
        raise Refused(Reason("not_yours_to_do"))
    _refuse(_reasons(row.reorganisation, owner, due))
    Assignment.objects.filter(pk=row.pk).update(owner=owner, due=due)
    act.touch("post", owner)
    act.details.update(owner=owner, due=due.isoformat())


def _kept(act: Act, reorganisation: int) -> Reorganisation:
    (row,) = act.lock(Reorganisation, reorganisation)
    if not may_follow_up(act.actor, row):
        raise Refused(Reason("not_yours_to_do"))
    act.touch("reorganisation", row.pk)
    return row


def _proposal(row: Reorganisation, key: str) -> Proposed:
    found = next((one for one in proposed_of(row) if one.key == key), None)
    if found is None:
        raise Refused(Reason("no_such_proposal"))
    return found


def _reasons(row: Reorganisation, owner: int, due: date) -> list[Reason]:
    found = []
    organisation = Organisation.objects.get(pk=row.organisation_id)
    is_there = today_in_force(organisation).post(owner) is not None
    if not is_there or not belonging("post", [owner], row.organisation_id):
        found.append(Reason("owner_not_there"))
    if due < today(organisation):
        found.append(Reason("day_before_today"))
    return found


def _refuse(reasons: list[Reason]) -> None:
    if reasons:
        raise Refused(*reasons)


def _made(
    act: Act,
    row: Reorganisation,
    found: Proposed | None,
    *,
    owner: int | None = None,
    due: date | None = None,
    words: str = "",
    state: Assignment.State = Assignment.State.OPEN,
    reason: str = "",
) -> int:
    made = Assignment.objects.create(
        reorganisation=row,
        entry=found.entry if found else None,
        what=found.what if found else What.OTHER,
        subject_kind=found.subject.kind if found else "",
        subject=found.subject.id if found else None,
        words=words,
        owner=owner,
        due=due,
        state=state,
        reason=reason,
        person=act.actor.person or 0,
        post=act.actor.post or 0,
        at=act.at,
    )
    act.touch("assignment", made.pk)
    if owner is not None and due is not None:
        act.touch("post", owner)
        act.details.update(what=made.what, owner=owner, due=due.isoformat())
    return made.pk


def _open(act: Act, assignment: int) -> Assignment:
    (row,) = act.lock(Assignment, assignment)
    answers = answers_for(act.actor, row.pk)
    if not may_close_assignment(act.actor, row.reorganisation, answers=answers):
        raise Refused(Reason("not_yours_to_do"))
    if row.state != Assignment.State.OPEN:
        raise Refused(Reason("assignment_settled"))
    act.touch("assignment", row.pk)
    act.touch("reorganisation", row.reorganisation_id)
    return row


def _settled(act: Act, number: int, state: Assignment.State, reason: str) -> None:
    Assignment.objects.filter(pk=number).update(
        state=state,
        reason=reason.strip(),
        settled_by=act.actor.person,
        settled_post=act.actor.post,
        settled_at=act.at,
    )
    act.details.update(state=state.value)
