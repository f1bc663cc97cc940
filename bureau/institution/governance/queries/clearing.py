"""Who is asked now to clear a draft: they see it until they have, or it is changed."""

from collections.abc import Collection

from bureau.core.actors import Actor
from bureau.core.procedures.kinds import ActKind
from bureau.institution.governance.models import Clearance
from bureau.institution.procedures.queries.cases import (
    OnRecord,
    cases_open,
    days_of,
    people_on_route,
)

KIND = "clearance"
GIVEN = frozenset({ActKind.RECOMMEND, ActKind.APPROVE, ActKind.TAKE_NOTE, ActKind.CONFIRM})
"""The acts by which a draft is cleared."""


def clearances_open() -> list[OnRecord]:
    """The clearances that go on, of all drafts."""
    return cases_open(KIND)


def clearing_for(actor: Actor, drafts: Collection[int] | None = None) -> frozenset[int]:
    """The drafts, of these or of all, whose clearance goes on and has the actor on its way."""
    if actor.person is None:
        return frozenset()
    cases = clearances_open() if drafts is None else _clearances_open_of(drafts)
    if not cases:
        return frozenset()
    days = days_of({one.case.organisation for one in cases})
    asked = set[int]()
    for day in sorted(set(days.values())):
        of_day = [one for one in cases if days[one.case.organisation] == day]
        for subject, (posts, persons) in people_on_route(of_day, day).items():
            if actor.person in persons or not actor.posts.isdisjoint(posts):
                asked.add(subject.id)
    rows = Clearance.objects.filter(pk__in=asked).values_list("reorganisation", flat=True)
    return frozenset(rows)


def _clearances_open_of(drafts: Collection[int]) -> list[OnRecord]:
    rows = Clearance.objects.filter(reorganisation__in=drafts).values_list("pk", flat=True)
    asked = list(rows)
    return cases_open(KIND, asked) if asked else []
