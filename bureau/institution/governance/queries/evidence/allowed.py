"""Of which instruments the actor may take the evidence; asked for many in a few reads."""

from collections.abc import Collection

from bureau.core.actors import Actor
from bureau.institution.governance import models
from bureau.institution.governance.permissions import may_take_evidence, may_take_evidence_of
from bureau.institution.governance.queries.reorganisations import Seen, on_route, seen_by
from bureau.institution.organisation.models import Effect
from bureau.record.journal.models import Subject


def with_evidence(actor: Actor, ids: Collection[int]) -> set[int]:
    """Those of these instruments that an act made, and whose evidence the actor may take."""
    if actor.person is None:
        return set()
    cases = dict(_cases(ids))
    seen = seen_by(actor, set(cases.values()))
    allowed = cases_allowed(actor, seen.values())
    made = Effect.objects.filter(instrument__in=set(ids) - set(cases)).values("instrument")
    others = set(made.values_list("instrument", flat=True).distinct())
    acted = _acted(actor.person, others)
    return {one for one, case in cases.items() if case in allowed} | {
        one for one in others if may_take_evidence_of(actor, acted=one in acted)
    }


def cases_allowed(actor: Actor, seen: Collection[Seen]) -> set[int]:
    """Those of these cases whose evidence the actor may take."""
    on = on_route(actor, seen)
    return {
        one.row.pk
        for one in seen
        if may_take_evidence(actor, one.row, is_on_route=one.row.pk in on)
    }


def _cases(ids: Collection[int]) -> list[tuple[int, int]]:
    rows = models.EntryIntoForce.objects.filter(instrument__in=ids)
    return list(rows.values_list("instrument", "submission__reorganisation"))


def _acted(person: int, ids: Collection[int]) -> set[int]:
    """Those in whose making the person acted: by writing under them, or by proposing."""
    wrote = Subject.objects.filter(kind="instrument", number__in=ids, entry__person=person)
    proposed = models.Confirmation.objects.filter(instrument__in=ids, correction__person=person)
    return {
        *wrote.filter(entry__record_number__isnull=False).values_list("number", flat=True),
        *proposed.values_list("instrument", flat=True),
    }
