"""Putting a case forward, once and again: each time is a round that freezes what it is about."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.utils.translation import pgettext_lazy

from bureau.core.procedures.acts import resubmit
from bureau.core.procedures.case import Case
from bureau.core.procedures.kinds import Severity
from bureau.core.procedures.route import route
from bureau.core.procedures.rules import RoutedAction
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import today
from bureau.institution.procedures import models
from bureau.institution.procedures.queries.cases import case_on_record
from bureau.institution.procedures.queries.rules import rules_of
from bureau.institution.procedures.services.questions import refuse_unanswered
from bureau.institution.procedures.store import actions_data, carried_data
from bureau.record.journal.services import Act, service


@service(
    "procedures.open_round", pgettext_lazy("act in the journal", "Open a round of a procedure")
)
def open_round(
    act: Act,
    *,
    subject: Reference,
    organisation: int,
    actions: tuple[RoutedAction, ...],
    hashes: Mapping[str, Any],
    authors: Collection[int],
    actions_changed: frozenset[int] = frozenset(),
    words_changed: frozenset[int] = frozenset(),
    day: date | None = None,
) -> int:
    """Put a case forward; joined by the subject's own app, which has settled that it may.

    `day` is the one on which it was done, where that lies before today.

    A case referred back goes on with what its changes leave standing; the acts they void stay on
    record in the rounds before. Returns the number of the round row.
    """
    day = _day_of(organisation, day)
    before = case_on_record(subject, day)
    rules = rules_of([organisation])
    if before is None:
        case = Case(organisation, subject.kind, actions, day.toordinal())
    else:
        refuse_unanswered(subject)
        case = resubmit(
            before.case,
            actions,
            rules,
            day.toordinal(),
            actions_changed=actions_changed,
            words_changed=words_changed,
        )
        end_round(act, before.round, day, models.Outcome.SUPERSEDED)
    _refuse_barred(case, day)
    row = models.Round.objects.create(
        organisation_id=organisation,
        kind=subject.kind,
        subject=subject.id,
        number=before.round.number + 1 if before else 1,
        submitted=day,
        actions=actions_data(actions),
        hashes=dict(hashes),
        authors=sorted(authors),
        carried=carried_data(case),
    )
    act.touch(subject.kind, subject.id)
    act.touch("round", row.pk)
    return row.pk


def _day_of(organisation: int, asked: date | None) -> date:
    """Today where no day is named; a day that has not come is refused."""
    now = today(Organisation.objects.get(pk=organisation))
    if asked and asked > now:
        raise Refused(Reason("day_not_yet_come", {"day": asked.toordinal()}))
    return asked or now


def end_round(
    act: Act, row: models.Round, day: date, outcome: models.Outcome, posts: Collection[int] = ()
) -> None:
    """Nothing more can be recorded in this round; `posts` are those that its steps name."""
    if row.ended is None:
        models.Round.objects.filter(pk=row.pk, ended__isnull=True).update(ended=day)
        end = models.RoundEnd.objects.create(round=row, outcome=outcome)
        models.RoundPost.objects.bulk_create(
            models.RoundPost(end=end, post=post) for post in sorted(posts)
        )
        act.touch("round", row.pk)


def _refuse_barred(case: Case, day: date) -> None:
    """A route that no rule gives cannot be gone."""
    found = route(case, rules_of([case.organisation]), day.toordinal()).findings
    bars = [one for one in found if one.severity is Severity.BARS]
    if bars:
        facts = ({**one.facts, "actions": list(one.actions)} for one in bars)
        raise Refused(*(Reason(one.code, said) for one, said in zip(bars, facts, strict=True)))
