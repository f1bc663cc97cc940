"""Entry into force: what is decided is written into the structure, in the act that decides it."""

from collections.abc import Sequence
from datetime import date

from bureau.core.changes.actions import Action, from_json
from bureau.core.changes.check import Answer, Finding, Severity, check
from bureau.core.changes.closure import closure
from bureau.core.changes.expand import expand
from bureau.core.changes.pending import effects_hash
from bureau.core.reasons import Reason, Refused
from bureau.institution.governance import models
from bureau.institution.governance.queries.reorganisations import in_force, submission_of
from bureau.institution.governance.services.delegated import use_delegations
from bureau.institution.governance.store import answers_from, reason_of
from bureau.institution.instruments.services import make_instrument
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import World, today, world
from bureau.institution.organisation.services.effects import put_on_record
from bureau.institution.procedures.models import ProcedureAct
from bureau.record.journal.services import Act, service

CONFLICTS = frozenset({"conflict_with_adopted"})


@service
def enter_into_force(
    act: Act, *, reorganisation: models.Reorganisation, decided: frozenset[int], by: int
) -> int | None:
    """Put in force what is decided and not yet so; joined by the act that decides.

    An action waits until all it builds on is decided too. Under the record head's lock everything
    is looked at once more: where an expected value no longer stands nothing is written, and the
    act itself is refused. Returns the number of the entry, None where nothing is ready.
    """
    submission = submission_of(reorganisation.pk)
    organisation = reorganisation.organisation_id
    done = in_force(reorganisation.pk)
    if submission is None or not decided - done:
        return None
    left = [action for action in from_json(submission.actions) if action.id not in done]
    ready = _ready(left, decided, world(organisation))
    if not ready:
        return None
    use_delegations(
        act, reorganisation=reorganisation, ready=ready, known=world(organisation), by=by
    )
    known = world(organisation, act.record_number() - 1)
    day = today(Organisation.objects.get(pk=organisation))
    refuse_conflicts(ready, known, answers_from(submission.answers), day)
    effects = expand(ready, known)
    instrument = _instrument(act, reorganisation, by)
    record = put_on_record(act, organisation=organisation, effects=effects, instrument=instrument)
    entry = models.EntryIntoForce.objects.create(
        submission=submission,
        act_id=by,
        actions=[action.id for action in ready],
        actions_hash=submission.actions_hash,
        effects_hash=effects_hash(effects),
        record=record,
        valid_from=date.fromordinal(min(effect.day for effect in effects)),
        instrument_id=instrument,
    )
    act.touch("entry_into_force", entry.pk)
    act.details.update(actions=entry.actions, actions_hash=entry.actions_hash)
    return entry.pk


def refuse_conflicts(
    actions: Sequence[Action], known: World, answers: Sequence[Answer], day: date
) -> None:
    """Refused with every reason where what was decided meanwhile stands against the actions."""
    found = check(actions, known, today=day.toordinal(), answers=answers)
    reasons = [reason_of("conflict", one) for one in found if _is_conflict(one)]
    if reasons:
        raise Refused(*reasons)


def refuse_groundless(reorganisation: models.Reorganisation, pursued: frozenset[int]) -> None:
    """What goes on may not build on what was just withdrawn or rejected."""
    submission = submission_of(reorganisation.pk)
    done = in_force(reorganisation.pk)
    actions = from_json(submission.actions) if submission else ()
    left = [action for action in actions if action.id not in done]
    effects = expand(left, world(reorganisation.organisation_id))
    going_on = pursued - done
    lost = closure(going_on, left, effects) - going_on
    if lost:
        raise Refused(Reason("others_build_on", {"actions": sorted(lost)}))


def _is_conflict(finding: Finding) -> bool:
    return finding.severity is Severity.BARS or (finding.code in CONFLICTS and finding.is_open)


def _ready(left: Sequence[Action], decided: frozenset[int], known: World) -> list[Action]:
    """Of the actions left, those that are decided, with all their ground decided too."""
    effects = expand(left, known)
    return [action for action in left if closure([action.id], left, effects) <= decided]


def _instrument(act: Act, reorganisation: models.Reorganisation, by: int) -> int:
    """The instrument that the deciding act is: a body's decision, an office-holder's approval."""
    row = ProcedureAct.objects.get(pk=by)
    return make_instrument(
        act,
        organisation=reorganisation.organisation_id,
        kind="decision" if row.body_id else "approval",
        title=reorganisation.title,
        number=row.document[:60],
        body=row.body_id,
        day=row.day,
    )
