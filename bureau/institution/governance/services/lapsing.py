"""The clock: what waited for a condition falls after its last day, and those concerned are told."""

from django.tasks import task
from django.utils.translation import pgettext_lazy

from bureau.core.actors import CLOCK
from bureau.core.changes.closure import grounds
from bureau.core.changes.expand import expand
from bureau.core.procedures.kinds import ActKind, Phase
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.governance import models
from bureau.institution.governance.queries.amended import standing_actions
from bureau.institution.governance.queries.reorganisations import KIND, in_force, submission_of
from bureau.institution.governance.services.steps import settle
from bureau.institution.organisation.queries.structure import world
from bureau.institution.procedures.queries.cases import OnRecord, cases_open, days_of
from bureau.institution.procedures.queries.cases import case_on_record as case_now
from bureau.institution.procedures.services.acts import record_lapse
from bureau.record.each import for_each
from bureau.record.journal.services import Act, Asked, service


@task
def lapse_due() -> None:
    """Let every condition lapse whose last day is past; one that fell already is left alone."""
    open_cases = cases_open(KIND)
    days = days_of({one.case.organisation for one in open_cases})
    under_way = [case for case in open_cases if case.case.phase is Phase.UNDER_WAY]
    for_each(under_way, lambda case: _lapse_of(case, days[case.case.organisation].toordinal()))


def _lapse_of(case: OnRecord, today: int) -> None:
    for step in case.here():
        if step.act is ActKind.FULFIL and step.due is not None and step.due < today:
            asked = Asked(CLOCK, f"lapse-{case.round.pk}-{step.key}"[:64])
            lapse_condition(asked, reorganisation=case.subject.id, step=step.key)


@service(
    "governance.lapse_condition",
    pgettext_lazy("act in the journal", "Let lapse what waited for a condition"),
)
def lapse_condition(act: Act, *, reorganisation: int, step: str) -> int:
    """Record that a condition was not met in time; what builds on what it held back falls too."""
    (row,) = act.lock(models.Reorganisation, reorganisation)
    on_record = case_now(Reference(KIND, row.pk))
    if on_record is None:
        raise Refused(Reason("not_submitted"))
    recorded = record_lapse(
        act, subject=on_record.subject, step=step, also=_building_on(row, on_record, step)
    )
    settle(act, row, recorded)
    return recorded.act


def _building_on(row: models.Reorganisation, on_record: OnRecord, step: str) -> frozenset[int]:
    """The actions, not in force yet, that need one which the condition held back."""
    found, submission = on_record.route.open_step(step), submission_of(row.pk)
    if found is None or submission is None:
        return frozenset()
    away = in_force(row.pk) | on_record.case.dropped
    left = [action for action in standing_actions(submission) if action.id not in away]
    built_on = grounds(left, expand(left, world(row.organisation_id)))
    return frozenset(place for place, needed in built_on.items() if needed & found.actions())
