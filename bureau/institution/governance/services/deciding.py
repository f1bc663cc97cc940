"""Seats of bodies; recording an act as its body decided it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils.translation import pgettext_lazy

from bureau.core.changes.actions import actions_hash, from_json
from bureau.core.procedures.deciding import SeatRole, is_alone
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.core.texts import Text
from bureau.institution.governance import models
from bureau.institution.governance.queries.budget_proposals import KIND as BUDGET_PROPOSAL
from bureau.institution.governance.queries.deciding import deciding_on
from bureau.institution.governance.queries.proposed_lines import lines_frozen, lines_hash
from bureau.institution.governance.queries.reorganisations import KIND, submission_of
from bureau.institution.instruments.models import Body
from bureau.institution.organisation.models import Organisation, Post, PostRole
from bureau.institution.organisation.queries.structure import today
from bureau.institution.organisation.services.standing_in import (
    refuse_changed,
    refuse_confirming,
    refuse_own_case,
)
from bureau.institution.procedures.permissions import may_keep_rules
from bureau.institution.procedures.queries.cases import case_on_record
from bureau.institution.procedures.queries.rehearsing import Said
from bureau.institution.procedures.services.acts import Recorded, record_act
from bureau.record.journal.services import Act, service


@service("governance.seat_member", pgettext_lazy("act in the journal", "Give a seat in a body"))
def seat_member(
    act: Act,
    *,
    body: int,
    role: SeatRole,
    valid_from: date,
    post: int | None = None,
    name: Text | None = None,
    valid_until: date | None = None,
) -> int:
    """Give a post, or a member who is no post, a seat in a body from a day; one chair at a time.

    The secretary's seat tells who serves the body: what lets its post record is its role. A chair
    is only proposed, for a second person to confirm (the answer is 0), except one who left before
    today, and the first of a body that has no rule to decide by yet.
    """
    (row,) = act.lock(Body, body)
    allow(act, row)
    return put_member(act, row, role, post, name, (valid_from, valid_until))


def put_member(
    act: Act,
    row: Body,
    role: SeatRole,
    post: int | None,
    name: Text | None,
    days: tuple[date, date | None],
) -> int:
    """The same, in a body that is locked and whose seats the actor keeps."""
    valid_from, valid_until = days
    if role is SeatRole.CHAIR and _decides(row, valid_until):
        _refuse_seat(row, SeatRole.VICE_CHAIR, post, name, days)
        seat = {"post": post, "name": name, "valid_from": valid_from, "valid_until": valid_until}
        _propose(act, row, **seat, against=_chair_seated_last(row))
        return 0
    return _seat(act, row, role, post, name, days)


def _decides(body: Body, valid_until: date | None) -> bool:
    """Whether who takes the chair until that day changes who decides, today or later."""
    if valid_until is not None and valid_until <= today(
        Organisation.objects.get(pk=body.organisation)
    ):
        return False
    chairs = models.Seat.objects.filter(body=body, role=SeatRole.CHAIR)
    return chairs.exists() or models.DecisionRule.objects.filter(body=body).exists()


def _chair_seated_last(body: Body) -> list[int]:
    """The number of the seat, if any: that a chair leaves is foreseen by who proposes the next."""
    chairs = models.Seat.objects.filter(body=body, role=SeatRole.CHAIR)
    return list(chairs.order_by("-pk").values_list("pk", flat=True)[:1])


def _propose(act: Act, body: Body, **said: Any) -> None:
    row = models.ChairProposal.objects.create(
        body=body, proposed_by_id=act.actor.person or 0, proposed_at=act.at, **said
    )
    act.touch("body", body.pk)
    act.touch("settings", body.organisation)
    act.details.update(body=body.pk, proposal=row.pk)


@service("governance.settle_chair", pgettext_lazy("act in the journal", "Settle a proposed chair"))
def settle_chair(act: Act, *, proposal: int, is_confirmed: bool) -> None:
    """Confirm that somebody takes a chair or leaves it, or turn it down.

    Raises Refused where whoever confirms proposed it, acts in the post that is to take the chair,
    or may keep seats only as a stand-in; once the proposal lapsed; and where somebody else took the
    chair since.
    """
    (row,) = act.lock(models.ChairProposal, proposal)
    body = settle(act, row, row.post, is_confirmed=is_confirmed)
    if is_confirmed:
        _carry_out(act, body, row)


def settle(
    act: Act,
    row: models.ChairProposal | models.DecisionRuleProposal,
    post: int | None,
    *,
    is_confirmed: bool,
) -> Body:
    """Confirm what somebody else proposed for a body, by which the `post` gains nothing of whoever
    confirms, or turn it down."""
    (body,) = act.lock(Body, row.body_id)
    allow(act, body)
    if row.settled_by_id is not None:
        raise Refused(Reason("already_settled"))
    if is_confirmed:
        refuse_own_case(act, Reference("body", body.pk), by=row.proposed_by_id)
        refuse_confirming(
            act,
            organisation=body.organisation,
            post=post,
            proposed_by=row.proposed_by_id,
            proposed_at=row.proposed_at,
        )
    else:
        act.touch("settings", body.organisation)
    settled = {"settled_by": act.actor.person, "is_confirmed": is_confirmed}
    type(row)._default_manager.filter(pk=row.pk).update(**settled)
    act.details.update(proposal=row.pk, is_confirmed=is_confirmed)
    act.touch("body", body.pk)
    return body


def _carry_out(act: Act, body: Body, row: models.ChairProposal) -> None:
    if row.ends_id:
        (seat,) = act.lock(models.Seat, row.ends_id)
        _end(act, seat, row.valid_until or row.valid_from)
    else:
        refuse_changed(row.against, _chair_seated_last(body))
        _seat(act, body, SeatRole.CHAIR, row.post, row.name, (row.valid_from, row.valid_until))


def _refuse_seat(
    row: Body, role: SeatRole, post: int | None, name: Text | None, days: tuple[date, date | None]
) -> None:
    reasons = [*_reasons_of_seat(row, role, post, name), *_overlaps(row, role, post, days)]
    reasons += _reasons_of_past(row, days[0])
    if days[1] is not None and days[1] <= days[0]:
        reasons.append(Reason("ends_before_it_begins"))
    if reasons:
        raise Refused(*reasons)


def _seat(
    act: Act,
    row: Body,
    role: SeatRole,
    post: int | None,
    name: Text | None,
    days: tuple[date, date | None],
) -> int:
    _refuse_seat(row, role, post, name, days)
    valid_from, valid_until = days
    seat = models.Seat.objects.create(
        body=row, role=role, post=post, name=name, valid_from=valid_from, valid_until=valid_until
    )
    act.touch("seat", seat.pk)
    act.touch("body", row.pk)
    act.details.update(body=row.pk, seat=seat.pk, role=role, post=post)
    return seat.pk


@service("governance.end_seat", pgettext_lazy("act in the journal", "End a seat in a body"))
def end_seat(act: Act, *, seat: int, valid_until: date) -> None:
    """Let a seat end; whoever sits there then has no vote on what is opened from that day.

    That a chair ends is only proposed, for a second person to confirm.
    """
    bodies = models.Seat.objects.filter(pk=seat).values_list("body", flat=True)
    act.lock(Body, *bodies)
    (row,) = act.lock(models.Seat, seat)
    allow(act, row.body)
    put_end(act, row, valid_until)


def put_end(act: Act, row: models.Seat, valid_until: date) -> None:
    """The same, of a seat that is locked and that the actor keeps."""
    _refuse_end(row, valid_until)
    if reasons := _reasons_of_past(row.body, valid_until):
        raise Refused(*reasons)
    if row.role == SeatRole.CHAIR:
        _propose(act, row.body, ends=row, valid_from=row.valid_from, valid_until=valid_until)
    else:
        _end(act, row, valid_until)


def _end(act: Act, row: models.Seat, valid_until: date) -> None:
    _refuse_end(row, valid_until)
    if reasons := _reasons_of_past(row.body, valid_until):
        raise Refused(*reasons)
    models.Seat.objects.filter(pk=row.pk).update(valid_until=valid_until)
    act.touch("seat", row.pk)
    act.touch("body", row.body_id)
    act.details.update(body=row.body_id, seat=row.pk, valid_until=valid_until.isoformat())


@service(
    "governance.record_as_decided",
    pgettext_lazy("act in the journal", "Record an act as a body decided it"),
)
def record_as_decided(act: Act, *, subject: Reference, said: Said) -> Recorded:
    """Record an act as the body of its step decided it by its own rule; joined by whoever records.

    What a chair decided alone is to be reported where the rule says so.
    """
    if refuse_edited := REFUSE_EDITED.get(subject.kind):
        refuse_edited(act, subject.id)
    on_record = case_on_record(subject)
    deciding = deciding_on(on_record, said) if on_record else None
    recorded = record_act(act, subject=subject, said=said, deciding=deciding)
    rule = deciding.rule if deciding else None
    if rule and is_alone(said.manner) and rule.reports_to and rule.report_days is not None:
        owed = models.ReportOwed.objects.create(
            act_id=recorded.act,
            reorganisation_id=subject.id if subject.kind == KIND else None,
            body_id=deciding.body if deciding else 0,
            to_id=rule.reports_to,
            due=said.day + timedelta(days=rule.report_days),
        )
        act.touch("report_owed", owed.pk)
    return recorded


def _refuse_edited(act: Act, reorganisation: int) -> None:
    """Nobody decides on a set that is not, or no longer, what was put forward and amended."""
    submission = submission_of(reorganisation)
    if submission is None:
        return
    if actions_hash(from_json(submission.actions)) != submission.actions_hash:
        raise Refused(Reason("submission_edited"))
    act.refuse_edited(models.Submission, submission.pk)
    act.refuse_edited(models.Amendment, *submission.amendments.values_list("pk", flat=True))


def _refuse_edited_lines(act: Act, proposal: int) -> None:
    """Nobody decides on lines of a budget that are not those that were submitted."""
    submission = models.BudgetSubmission.objects.filter(proposal=proposal).last()
    if submission is None:
        return
    if lines_hash(lines_frozen(submission)) != submission.round.hashes["actions"]:
        raise Refused(Reason("submission_edited"))
    act.refuse_edited(models.BudgetSubmission, submission.pk)


REFUSE_EDITED = {KIND: _refuse_edited, BUDGET_PROPOSAL: _refuse_edited_lines}
"""By the kind of the subject: raises Refused where what was submitted was edited since."""


def allow(act: Act, body: Body) -> None:
    """Whoever keeps the rules keeps seats, and how a body decides, but not of a body that has a
    case of their own before it."""
    if not may_keep_rules(act.actor, body.organisation):
        raise Refused(Reason("not_yours_to_do"))
    refuse_own_case(act, Reference("body", body.pk), "body_of_own_case")


def _reasons_of_seat(
    body: Body, role: SeatRole, post: int | None, name: Text | None
) -> Iterable[Reason]:
    if (post is None) == (name is None):
        yield Reason("seat_of_post_or_name")
    if post is not None and not Post.objects.filter(pk=post, organisation=body.organisation):
        yield Reason("of_another_organisation")
    if role is SeatRole.SECRETARY and not PostRole.objects.filter(
        post=post or 0, role="body_secretary"
    ):
        yield Reason("secretary_without_role")


def _overlaps(
    body: Body, role: SeatRole, post: int | None, days: tuple[date, date | None]
) -> Iterable[Reason]:
    """One chair, and a post once, on each of the days."""
    first, until = days
    rows = models.Seat.objects.filter(body=body).exclude(valid_until__lte=first)
    if until is not None:
        rows = rows.filter(valid_from__lt=until)
    if role is SeatRole.CHAIR and rows.filter(role=SeatRole.CHAIR).exists():
        yield Reason("chair_seated_already")
    if post is not None and rows.filter(post=post).exists():
        yield Reason("seated_already")


def _reasons_of_past(body: Body, day: date) -> list[Reason]:
    """Who sat on days before today is not said anew while the body votes."""
    is_voting = models.Ballot.objects.filter(body=body, end__isnull=True).exists()
    is_past = day < today(Organisation.objects.get(pk=body.organisation))
    return [Reason("body_votes_now")] if is_voting and is_past else []


def _refuse_end(row: models.Seat, day: date) -> None:
    if row.valid_until is not None:
        raise Refused(Reason("rule_ended_already"))
    if day <= row.valid_from:
        raise Refused(Reason("ends_before_it_begins"))
