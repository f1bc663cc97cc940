"""Whether words belong to what somebody had a hand in: they call no translation official."""

from collections.abc import Collection, Iterator

from django.db.models import F, Q, QuerySet

from bureau.core.actors import Actor
from bureau.core.changes.actions import Action, from_json
from bureau.core.changes.amendments import difference_from
from bureau.core.changes.definitions import Sort
from bureau.core.references import Reference
from bureau.institution.governance import models
from bureau.institution.governance.queries.left import with_a_hand_of
from bureau.institution.governance.store import action_of, named
from bureau.institution.organisation.models import JobDescription


def has_hand_in_words(actor: Actor, things: Collection[Reference]) -> bool:
    """Whether one of the wordings is of a case in which the person had a hand, over or not, or one
    of the instruments was made by such a case or by a correction that they proposed."""
    if actor.person is None:
        return False
    mine = models.Reorganisation.objects.filter(with_a_hand_of(actor.person))
    by_kind = {
        kind: {one.id for one in things if one.kind == kind} for kind in ("instrument", "wording")
    }
    return _made_one_of(actor.person, mine, by_kind["instrument"]) or _words_one_of(
        mine, by_kind["wording"]
    )


def _made_one_of(
    person: int, mine: QuerySet[models.Reorganisation], instruments: Collection[int]
) -> bool:
    made = Q(instrument__in=instruments)
    voted = models.BudgetEntry.objects.filter(made).values_list(
        "submission__proposal__authors", flat=True
    )
    return (
        models.EntryIntoForce.objects.filter(made, submission__reorganisation__in=mine).exists()
        or models.Confirmation.objects.filter(made, correction__person=person).exists()
        or any(person in authors for authors in voted)
    )


def _words_one_of(mine: QuerySet[models.Reorganisation], wordings: Collection[int]) -> bool:
    """Named by an action of a case, as it stands, was put forward, amended or put aside."""
    if not wordings:
        return False
    described = JobDescription.objects.filter(
        Q(title__in=wordings)
        | Q(direction__in=wordings)
        | Q(duties__wording__in=wordings)
        | Q(lines__wording__in=wordings)
    )
    sought = {
        Sort.WORDING: set(wordings),
        Sort.DESCRIPTION: set(described.values_list("pk", flat=True)),
    }
    return any(
        number in sought[sort]
        for action in _actions_of(mine)
        for sort in sought
        for _name, number in named(action, sort)
    )


def _actions_of(mine: QuerySet[models.Reorganisation]) -> Iterator[Action]:
    drafted = models.DraftAction.objects.filter(reorganisation__in=mine)
    yield from map(action_of, drafted)
    for kept in (models.Submission, models.Scenario):
        rows = kept._default_manager.filter(reorganisation__in=mine).annotate(text=F("actions"))
        for text in rows.values_list("text", flat=True):
            yield from from_json(text)
    amended = models.Amendment.objects.filter(submission__reorganisation__in=mine)
    for text in amended.values_list("difference", flat=True):
        yield from (one.action for one in difference_from(text) if one.action)
