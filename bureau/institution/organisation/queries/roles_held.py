"""Who has a role today: whoever holds a post that it is attached to, acts in it, or stands in."""

from collections.abc import Collection
from datetime import date

from bureau.core.actors import Actor, Role
from bureau.institution.organisation.queries.actors import absences_on, actors_in, roles_on
from bureau.institution.organisation.queries.organisations import all_organisations
from bureau.institution.organisation.queries.structure import present
from bureau.record.accounts.queries import people_by_id


def actors_with(role: Role, organisations: Collection[int]) -> list[Actor]:
    """The people whose posts have it in one of these organisations, each as they may act today, in
    a few reads; whoever is away is among them, without the power."""
    if not organisations:
        return []
    now, people = present(all_organisations()), set[int]()
    for there, _ in now.days:
        day = date.fromordinal(there.coordinates.valid)
        rows = roles_on(day).filter(role=role, post__organisation__in=organisations)
        posts = set(rows.values_list("post", flat=True))
        people |= {one.person for post in posts for one in there.incumbencies_of(post)}
        away = absences_on(day).filter(post__in=posts, stand_in__isnull=False)
        people.update(away.values_list("stand_in", flat=True))
    return list(actors_in(now, list(people_by_id(people).values())).values())
