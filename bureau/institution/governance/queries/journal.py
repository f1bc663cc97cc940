"""The journal of one reorganisation: every act that touched it, newest first, with who did it."""

from dataclasses import dataclass

from bureau.institution.governance.queries.people_named import people_and_posts
from bureau.institution.governance.queries.reorganisations import Seen, reference_of
from bureau.record.journal.models import Entry
from bureau.record.journal.queries import entries_about


@dataclass(frozen=True, slots=True)
class Line:
    """One entry with the names of the person and the post that acted."""

    entry: Entry
    person: str
    post: str


def journal_of(seen: Seen) -> list[Line]:
    entries = entries_about(reference_of(seen.row.pk))
    names = people_and_posts((one.person for one in entries), (one.post for one in entries))
    return [Line(one, names.person(one.person), names.post(one.post)) for one in entries]
