"""What the persons and posts behind acts are called."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bureau.core.spans import Day
from bureau.institution.governance.queries.naming import post_called
from bureau.institution.organisation.models import PostVersion
from bureau.institution.organisation.queries.names import wordings
from bureau.institution.organisation.queries.structure import today_in_force
from bureau.record.accounts.queries import closed_among, people_told


@dataclass(frozen=True, slots=True)
class People:
    """Names of persons, in Latin letters too, and of posts with titles, for a page about acts.

    A post has each of its names with the day from which on it is called so, the first one first.
    """

    persons: Mapping[int, str] = field(default_factory=dict)
    posts: Mapping[int, Sequence[tuple[Day, str]]] = field(default_factory=dict)
    day: Day = 0
    closed: frozenset[int] = frozenset()
    """Whose account is closed: they hold what they hold, and cannot sign in."""

    def person(self, id: int | None) -> str:
        return self.persons.get(id or 0, "")

    def post(self, id: int | None, on: date | None = None) -> str:
        """What it is called on a day, on that of the page where none is given: one that no longer
        stands then as it was last, one that is still to come as it will be first."""
        names = self.posts.get(id or 0, ())
        day = on.toordinal() if on else self.day
        until_then = [name for since, name in names if since <= day]
        return (until_then[-1:] or [name for _since, name in names[:1]] or [""])[0]


def people_and_posts(
    persons: Iterable[int | None], posts: Iterable[int | None], on: date | None = None
) -> People:
    """Read in few, however many they are; where no day is given that of the page is today."""
    ids = {id for id in posts if id}
    rows = list(_versions(ids)) if ids else []
    words = wordings(row.title_id for row in rows)
    named: dict[int, list[tuple[Day, str]]] = {}
    for row in rows:
        name = post_called(row.number, words.get(row.title_id, ""))
        named.setdefault(row.subject_id, []).append((row.valid_from, name))
    day = on.toordinal() if on else 0
    if rows and on is None:
        day = today_in_force().coordinates.valid
    numbers = {id for id in persons if id}
    return People(people_told(numbers), named, day, frozenset(closed_among(numbers)))


def _versions(ids: Iterable[int]) -> Iterable[PostVersion]:
    rows = PostVersion.objects.filter(subject__in=list(ids), recorded_until__isnull=True)
    return rows.order_by("valid_from")
