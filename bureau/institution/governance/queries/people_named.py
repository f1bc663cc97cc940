"""What the persons and posts behind acts are called."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bureau.institution.organisation.models import PostVersion
from bureau.institution.organisation.queries.names import wordings
from bureau.record.accounts.queries import people_by_id
from bureau.web.formats import listed


@dataclass(frozen=True, slots=True)
class People:
    """Names of persons and of posts with their titles, for a page about acts."""

    persons: Mapping[int, str] = field(default_factory=dict)
    posts: Mapping[int, str] = field(default_factory=dict)

    def person(self, id: int | None) -> str:
        return self.persons.get(id or 0, "")

    def post(self, id: int | None) -> str:
        return self.posts.get(id or 0, "")


def people_and_posts(persons: Iterable[int | None], posts: Iterable[int | None]) -> People:
    """Read in two; a post that no longer stands is called as it was last."""
    ids = {id for id in posts if id}
    found = {row.subject_id: row for row in _latest_posts(ids)}
    words = wordings(row.title_id for row in found.values())
    people = people_by_id({id for id in persons if id})
    return People(
        {id: person.name for id, person in people.items()},
        {id: listed((row.number, words.get(row.title_id, ""))) for id, row in found.items()},
    )


def _latest_posts(ids: Iterable[int]) -> Iterable[PostVersion]:
    rows = PostVersion.objects.filter(subject__in=list(ids), recorded_until__isnull=True)
    return rows.order_by("valid_from")
