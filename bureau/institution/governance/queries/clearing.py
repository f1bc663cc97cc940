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
    return clearing_for_each([actor], drafts).get(actor.person, frozenset())


def clearing_for_each(
    actors: Collection[Actor], drafts: Collection[int] | None = None
) -> dict[int, frozenset[int]]:
    """The same for many persons, by number; nobody who is on no way."""
    cases = clearances_open() if drafts is None else _clearances_open_of(drafts)
    if not cases:
        return {}
    days = days_of({one.case.organisation for one in cases})
    asked: dict[int, set[int]] = {}
    for day in sorted(set(days.values())):
        of_day = [one for one in cases if days[one.case.organisation] == day]
        for subject, (posts, persons) in people_on_route(of_day, day).items():
            for actor in actors:
                if actor.person in persons or not actor.posts.isdisjoint(posts):
                    asked.setdefault(subject.id, set()).add(actor.person or 0)
    rows = Clearance.objects.filter(pk__in=asked).values_list("pk", "reorganisation")
    found: dict[int, frozenset[int]] = {}
    for clearance, draft in rows:
        for person in asked[clearance]:
            found[person] = found.get(person, frozenset()) | {draft}
    return found


def _clearances_open_of(drafts: Collection[int]) -> list[OnRecord]:
    rows = Clearance.objects.filter(reorganisation__in=drafts).values_list("pk", flat=True)
    asked = list(rows)
    return cases_open(KIND, asked) if asked else []
