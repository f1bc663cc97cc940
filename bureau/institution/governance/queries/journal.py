"""The journal of one reorganisation: every act that touched it, newest first, with who did it."""

from collections.abc import Collection
from dataclasses import dataclass

from bureau.core.actors import Actor
from bureau.institution.governance.queries.people_named import people_and_posts
from bureau.institution.governance.queries.reorganisations import (
    Seen,
    reference_of,
    seen_by,
    told_of,
)
from bureau.institution.organisation.queries.structure import day_there
from bureau.record.journal.models import Entry
from bureau.record.journal.queries import entries_about


@dataclass(frozen=True, slots=True)
class Line:
    """One entry with the names of the person and the post that acted, and of the author before."""

    entry: Entry
    person: str
    post: str
    author_before: str = ""


def hides(actor: Actor, ids: Collection[int], entry: Entry) -> set[int]:
    """For the wiring table: the cases of which this entry is of what is drafted since they were
    sent back, where the actor does not draft along."""
    seen = seen_by(actor, ids)
    return {
        number for number, one in seen.items() if one.hides_draft and not told_of(one.case, [entry])
    }


def journal_of(seen: Seen) -> list[Line]:
    """Each post as it was called on the day of the entry where the organisation is."""
    entries = entries_about(reference_of(seen.row.pk))
    if seen.hides_draft:
        entries = told_of(seen.case, entries)
    before = {one.pk: one.details.get("author_before") for one in entries}
    persons = [*(one.person for one in entries), *before.values()]
    names = people_and_posts(persons, (one.post for one in entries))
    return [
        Line(
            one,
            names.person(one.person),
            names.post(one.post, day_there(one.at, seen.row.organisation)),
            names.person(before[one.pk]),
        )
        for one in entries
    ]
