"""What has been made so far, by the names the example knows it by, and who acts."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from bureau.core.actors import Actor, Role
from bureau.institution.organisation.queries.actors import actor_of
from bureau.record.accounts.queries import people_by_id

GRANT_LASTS = timedelta(days=365)


@dataclass(slots=True)
class Made:
    """The numbers of what is made: people by key, units by code, posts by post number, ...

    `today` is the day on which all of it is recorded.
    """

    today: date
    organisation: int = 0
    people: dict[str, int] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)
    posts: dict[str, int] = field(default_factory=dict)
    incumbencies: dict[str, int] = field(default_factory=dict)
    bodies: dict[str, int] = field(default_factory=dict)
    meetings: dict[str, int] = field(default_factory=dict)
    offices: dict[str, int] = field(default_factory=dict)
    instruments: dict[str, int] = field(default_factory=dict)
    provisions: dict[str, int] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    roles: dict[tuple[str, Role], int] = field(default_factory=dict)

    def actor(self, key: str) -> Actor:
        """A member of the cast, with the powers that the posts held today carry."""
        number = self.people[key]
        return actor_of(people_by_id([number])[number], self.today)
