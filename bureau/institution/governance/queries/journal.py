"""The journal of one reorganisation: every act that touched it, newest first, with who did it."""

from dataclasses import dataclass

from bureau.institution.governance.queries.people_named import people_and_posts
from bureau.institution.governance.queries.reorganisations import Seen, reference_of, told_of
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
