"""Cases that are over: known by how their last round ended, whatever they hold."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from bureau.core.actors import Actor
from bureau.core.procedures.consequences import DROPPING
from bureau.institution.procedures.models import (
    Outcome,
    ProcedureAct,
    Round,
    RoundEnd,
    RoundPost,
)

FALLEN = (Outcome.REJECTED, Outcome.LAPSED)
OVER = (Outcome.SETTLED, Outcome.WITHDRAWN, *FALLEN)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a case ended, the day on which it was last put forward, whether somebody who asks acted
    in it or holds a post that it named, and whether a part of it was rejected, withdrawn or
    lapsed."""

    outcome: Outcome
    submitted: date
    is_of_reader: bool
    is_cut: bool


def subjects_over(kind: str) -> QuerySet[RoundEnd, int]:
    """The numbers of all cases of a kind that are over, to be asked of within another question."""
    return _over(kind).values_list("round__subject", flat=True)


def subjects_fallen_since(kind: str, day: date) -> QuerySet[RoundEnd, int]:
    """The numbers of those that others rejected, or that lapsed, on the day or later."""
    rows = _over(kind).filter(outcome__in=FALLEN, round__ended__gte=day)
    return rows.values_list("round__subject", flat=True)


def subjects_of(kind: str, actor: Actor) -> QuerySet[RoundEnd, int]:
    """Of those, the ones in which the actor acted or whose steps named a post of theirs."""
    rows = _over(kind)
    acted = ProcedureAct.objects.filter(person=actor.person or 0).values("round")
    named = RoundPost.objects.filter(post__in=actor.posts).values("end")
    mine = rows.filter(Q(round__in=acted) | Q(round__in=named))
    return mine.values_list("round__subject", flat=True)


def ended_of(kind: str, ids: Collection[int], actor: Actor) -> dict[int, Ended]:
    """How those of these cases ended that are over."""
    mine, cut, wanted = set(subjects_of(kind, actor)), set(_cut(kind)), set(ids)
    rows = _over(kind).values_list("round__subject", "outcome", "round__submitted")
    return {
        subject: Ended(Outcome(outcome), submitted, subject in mine, subject in cut)
        for subject, outcome, submitted in rows
        if subject in wanted
    }


def _cut(kind: str) -> QuerySet[RoundEnd, int]:
    """The numbers of those of which a part fell: in their last round, or before it."""
    fell = ProcedureAct.objects.filter(kind__in=DROPPING).values("round")
    rows = _over(kind).filter(Q(round__in=fell) | ~Q(round__carried__dropped=[]))
    return rows.values_list("round__subject", flat=True)


def _over(kind: str) -> QuerySet[RoundEnd]:
    later = Round.objects.filter(
        kind=kind, subject=OuterRef("round__subject"), number__gt=OuterRef("round__number")
    )
    return RoundEnd.objects.filter(~Exists(later), round__kind=kind, outcome__in=OVER)
