"""What a body would amend on a step: who may put it together, and how the set would then read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bureau.core.actors import Actor
from bureau.core.changes.check import Finding, Severity
from bureau.core.changes.expand import progress_of
from bureau.core.procedures.case import RoutedAmendment, Step
from bureau.core.procedures.kinds import ActKind, Amended
from bureau.core.reasons import Reason
from bureau.institution.governance import models
from bureau.institution.governance.queries.amended import (
    AsAmended,
    as_amended,
    drafted_amendments,
    standing_actions,
    standing_answers,
)
from bureau.institution.governance.queries.interests import people_touched
from bureau.institution.governance.queries.previews import outcome
from bureau.institution.governance.queries.reorganisations import in_force, submission_of
from bureau.institution.governance.queries.routing import routed
from bureau.institution.governance.queries.valuing import with_amounts
from bureau.institution.governance.store import reasons_against
from bureau.institution.organisation.queries.structure import world
from bureau.institution.procedures.queries.cases import OnRecord, OpenStep, open_steps


def step_to_amend(
    on_record: OnRecord, step: str, day: date, actor: Actor, *, taking_back: bool = False
) -> OpenStep | None:
    """The step where it stands open to the actor for adopting as amended.

    Whom the amendment itself gives an interest may only be `taking_back` what was put down.
    """
    if not taking_back:
        drafted = drafted_amendments(on_record.subject.id, step)
        on_record = on_record.touching(people_touched(drafted, day))
    for opened in open_steps(on_record, day):
        if opened.step.key == step and ActKind.ADOPT_AS_AMENDED in opened.acts:
            of = opened.of(actor, ActKind.ADOPT_AS_AMENDED)
            return opened if of and actor.prepares_for is None else None
    return None


def is_final(step: Step) -> bool:
    """Whether adopting as amended ends there what the step is for; else it goes back."""
    return step.amended is Amended.CLOSES


def amended_so_far(row: models.Reorganisation, on_record: OnRecord, step: str) -> AsAmended | None:
    """The set with what is put together so far; None where nothing was put forward."""
    submission = submission_of(row.pk)
    if submission is None:
        return None
    away = in_force(row.pk) | on_record.case.dropped
    drafted = drafted_amendments(row.pk, step)
    return as_amended(standing_actions(submission), away, drafted, world(row.organisation_id))


def routed_amendment(row: models.Reorganisation, found: AsAmended) -> RoutedAmendment:
    """As rules read what the body changed and added."""
    known, left = world(row.organisation_id), found.left_after
    read = routed(left, progress_of(left, known), row.organisation_id)
    read = with_amounts(read, left, known)
    touched = tuple(one for one in read if one.id in found.touched)
    return RoutedAmendment(touched, found.left_out)


@dataclass(frozen=True, slots=True)
class NewFindings:
    """What the set as amended raises and did not before: what bars it, and what it asks."""

    bars: tuple[Finding, ...]
    asks: tuple[Finding, ...]


def new_findings(
    row: models.Reorganisation, on_record: OnRecord, found: AsAmended, day: date
) -> NewFindings:
    """What the amendment itself brings about, on every later day."""
    submission = submission_of(row.pk)
    answers = standing_answers(submission) if submission else ()
    known = world(row.organisation_id)
    before, after = (
        [
            one
            for one in outcome(actions, known, day, answers, on_record.route).findings
            if one.is_open
        ]
        for actions in (found.left_before, found.left_after)
    )
    raised = {(one.code, one.subject) for one in before}
    new = [one for one in after if (one.code, one.subject) not in raised]
    return NewFindings(
        bars=tuple(one for one in new if one.severity is Severity.BARS),
        asks=tuple(one for one in new if one.severity is Severity.ASKS),
    )


def reasons_of_amended(
    row: models.Reorganisation, found: AsAmended, findings: Iterable[Finding]
) -> list[Reason]:
    """Why it cannot be adopted so: what is found on the set as amended."""
    known = world(row.organisation_id)
    return reasons_against("finding_of_amended", findings, found.left_after, known)
