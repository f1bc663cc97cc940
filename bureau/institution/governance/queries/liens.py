"""Who keeps a lien on which post: the right to return to it."""

from dataclasses import dataclass
from datetime import date

from bureau.core.spans import Day
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation.queries.structure import belonging


@dataclass(frozen=True, slots=True)
class Lien:
    """`until` is the first day without it, None where no end is known; `acting` how many act in the
    post meanwhile; `elsewhere` are the posts that the person is on."""

    incumbency: int
    person: int
    post: int
    since: date
    until: date | None
    acting: int
    elsewhere: tuple[int, ...]


def liens_of(organisation: int, now: Snapshot) -> list[Lien]:
    """All that stand on a day, those that end first before others."""
    incumbencies = now.standing("incumbency")
    found = incumbencies.views(incumbencies.where("manner", now.columns.vocabulary.known("lien")))
    mine = set(belonging("post", [one.post for one in found], organisation))
    lines = [
        Lien(
            one.id,
            one.person,
            one.post,
            date.fromordinal(one.valid_from),
            _day(one.valid_until),
            sum(held.manner == "acting" for held in now.incumbencies_of(one.post)),
            tuple(
                held.post
                for held in now.incumbencies_of_person(one.person)
                if held.manner != "lien"
            ),
        )
        for one in found
        if one.post in mine
    ]
    return sorted(lines, key=lambda one: (one.until or date.max, one.post, one.person))


def _day(until: Day | None) -> date | None:
    return None if until is None else date.fromordinal(until)
