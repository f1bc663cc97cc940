"""Entry into force: what is decided is written into the structure, in the act that lets it."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import pgettext_lazy

from bureau.core.changes.actions import Action
from bureau.core.changes.amendments import postponed
from bureau.core.changes.check import Answer
from bureau.core.changes.closure import grounds
from bureau.core.changes.expand import expand
from bureau.core.changes.pending import effects_hash
from bureau.core.procedures.kinds import ActKind
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.institution.governance import models
from bureau.institution.governance.queries.amended import (
    standing_actions,
    standing_answers,
)
from bureau.institution.governance.queries.bars import (
    reasons_groundless,
    reasons_of_conflict,
    reasons_of_route,
)
from bureau.institution.governance.queries.reorganisations import KIND, in_force, submission_of
from bureau.institution.governance.services.delegated import use_delegations
from bureau.institution.governance.store import force_line
from bureau.institution.instruments.services import make_instrument
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import World, today, world
from bureau.institution.organisation.services.effects import put_on_record
from bureau.institution.procedures.models import ProcedureAct
from bureau.institution.procedures.queries.cases import case_on_record
from bureau.institution.procedures.services.acts import Recorded
from bureau.institution.procedures.store import condition_of
from bureau.record.journal.services import Act, service


@service("governance.enter_into_force", pgettext_lazy("act in the journal", "Put in force"))
def enter_into_force(
    act: Act,
    *,
    reorganisation: models.Reorganisation,
    decided: frozenset[int],
    by: int,
    met: Mapping[int, Day],
) -> int | None:
    """Put in force what is decided and not yet so; joined by the act that decides.

    An action waits until all it builds on is decided too. Under the record head's lock everything
    is looked at once more: where an expected value no longer stands nothing is written, and the
    act itself is refused. `met` are the days on which conditions were met: what they held back
    takes effect then at the earliest. Returns the number of the entry, None where nothing is ready.
    """
    submission = submission_of(reorganisation.pk)
    organisation = reorganisation.organisation_id
    done = in_force(reorganisation.pk)
    if submission is None or not decided - done:
        return None
    left = [action for action in standing_actions(submission) if action.id not in done]
    ready, not_before = _ready(left, decided, met, world(organisation))
    if not ready:
        return None
    effective = postponed(ready, not_before)
    refuse_outdated(reorganisation, effective)
    use_delegations(
        act, reorganisation=reorganisation, ready=effective, known=world(organisation), by=by
    )
    return _entry(act, submission, effective, not_before, by)


def _entry(
    act: Act,
    submission: models.Submission,
    ready: Sequence[Action],
    not_before: Mapping[int, Day],
    by: int,
) -> int:
    """Write them into the structure at the record of this act; returns the number of the entry."""
    reorganisation = submission.reorganisation
    organisation = reorganisation.organisation_id
    known = world(organisation, act.record_number() - 1)
    day = today(Organisation.objects.get(pk=organisation))
    refuse_conflicts(ready, known, standing_answers(submission), day)
    effects = expand(ready, known)
    deciding = ProcedureAct.objects.select_related("round").get(pk=by)
    instrument = _instrument(act, reorganisation, deciding)
    record = put_on_record(act, organisation=organisation, effects=effects, instrument=instrument)
    entry = models.EntryIntoForce.objects.create(
        submission=submission,
        act=deciding,
        actions=[action.id for action in ready],
        actions_hash=submission.actions_hash,
        amended_hash=deciding.hashes.get("amended", ""),
        effects_hash=effects_hash(effects),
        record=record,
        not_before={str(place): since for place, since in not_before.items()},
        valid_from=date.fromordinal(min(effect.day for effect in effects)),
        instrument_id=instrument,
    )
    act.touch("entry_into_force", entry.pk)
    act.bind("force", force_line(entry))
    act.details.update(
        actions=entry.actions,
        actions_hash=entry.actions_hash,
        amended_hash=entry.amended_hash,
    )
    return entry.pk


def refuse_outdated(reorganisation: models.Reorganisation, actions: Sequence[Action]) -> None:
    """Refused where the actions come under other rules now than those that the case went by."""
    organisation = reorganisation.organisation
    case = case_on_record(Reference(KIND, reorganisation.pk))
    known = world(organisation.pk)
    if case and (reasons := reasons_of_route(actions, known, case.case, today(organisation))):
        raise Refused(*reasons)


def refuse_conflicts(
    actions: Sequence[Action], known: World, answers: Sequence[Answer], day: date
) -> None:
    """Refused with every reason where what was decided meanwhile stands against the actions."""
    reasons = reasons_of_conflict(actions, known, answers, day)
    if reasons:
        raise Refused(*reasons)


def refuse_groundless(reorganisation: models.Reorganisation, recorded: Recorded) -> None:
    """Refused with every reason where what goes on loses its ground."""
    reasons = reasons_groundless(reorganisation, recorded.what, recorded.route)
    if reasons:
        raise Refused(*reasons)


def _ready(
    left: Sequence[Action], decided: frozenset[int], met: Mapping[int, Day], known: World
) -> tuple[Sequence[Action], dict[int, Day]]:
    """Of the actions left, those that are decided, with all their ground decided too; and of those
    that a condition held back, or their ground, the day before which they take no effect."""
    built_on = grounds(left, expand(left, known))
    ready = [action for action in left if built_on[action.id] <= decided]
    since = {
        action.id: max(met[place] for place in built_on[action.id] & met.keys())
        for action in ready
        if built_on[action.id] & met.keys()
    }
    return ready, since


def _instrument(act: Act, reorganisation: models.Reorganisation, by: ProcedureAct) -> int:
    """The instrument that the deciding act is: a body's decision, an office-holder's approval.

    Meeting a condition decides nothing: the instrument is of the act that set it.
    """
    row = _setting(by) if by.kind == ActKind.FULFIL else by
    return make_instrument(
        act,
        organisation=reorganisation.organisation_id,
        kind="decision" if row.body_id else "approval",
        title=reorganisation.title,
        number=row.document[:60],
        body=row.body_id,
        meeting=row.meeting_id,
        day=row.day,
    )


def _setting(fulfilment: ProcedureAct) -> ProcedureAct:
    """The act that set the condition which this one says is met, in whichever round it was."""
    of_case = ProcedureAct.objects.filter(
        round__kind=fulfilment.round.kind, round__subject=fulfilment.round.subject
    )
    acts = of_case.exclude(conditions=[]).order_by("-pk")
    return next(
        row for row in acts for one in row.conditions if condition_of(one).key == fulfilment.step
    )
