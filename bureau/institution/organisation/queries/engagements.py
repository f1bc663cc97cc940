"""Who works in units beside their posts, as of the coordinates: counted apart, never as posts."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Engagement
from bureau.institution.organisation.permissions import may_see_names
from bureau.institution.organisation.queries.lineage import Called, called, known_versions
from bureau.institution.organisation.queries.tallies import within
from bureau.record.accounts.queries import people_by_id


@dataclass(frozen=True, slots=True)
class EngagedLine:
    """One engagement as a list shows it, with the day from which it is no more (None: open)."""

    engagement: Engagement
    person: str
    unit: Called | None
    supervisor: Called | None
    begun: int
    until: int | None


def engaged_in(
    actor: Actor, now: Snapshot, units: Collection[int], manner: str = ""
) -> list[Engagement]:
    """Those engaged in any of the units, by unit and person; none where names may not be seen."""
    if not may_see_names(actor):
        return []
    standing = now.standing("engagement")
    chosen = np.isin(standing.field("unit"), np.array(list(units), np.int32))
    if manner:
        chosen &= standing.field("manner") == standing.table.vocabulary.known(manner)
    found: tuple[Engagement, ...] = standing.views(np.flatnonzero(chosen))
    order = {unit: place for place, unit in enumerate(units)}
    return sorted(found, key=lambda one: (order[one.unit], one.manner, one.id))


def engaged_count(actor: Actor, now: Snapshot, units: Iterable[int]) -> int:
    """How many are engaged in the units and below them; 0 where names may not be seen."""
    return int(within(now, units, "engagement").sum()) if may_see_names(actor) else 0


def engaged_lines(now: Snapshot, engagements: Sequence[Engagement]) -> list[EngagedLine]:
    """As lines of a list, named in three reads."""
    people = people_by_id(one.person for one in engagements)
    units = [Reference("unit", one.unit) for one in engagements]
    posts = [Reference("post", one.supervisor) for one in engagements if one.supervisor]
    names = called([*units, *posts], now)
    return [
        EngagedLine(
            one,
            people[one.person].name,
            names.get(Reference("unit", one.unit)),
            names.get(Reference("post", one.supervisor or 0)),
            *_span(now, one),
        )
        for one in engagements
    ]


def _span(now: Snapshot, engagement: Engagement) -> tuple[int, int | None]:
    """From the first day to the end, whatever changed between."""
    rows = known_versions(Reference("engagement", engagement.id), now)
    begins = {row.valid_from: row.valid_until for row in rows}
    ends = {row.valid_until: row.valid_from for row in rows if row.valid_until is not None}
    begun, until = engagement.valid_from, engagement.valid_until
    while begun in ends:
        begun = ends[begun]
    while until is not None and until in begins:
        until = begins[until]
    return begun, until


def engaged_by_manner(engagements: Sequence[Engagement]) -> list[tuple[str, int]]:
    """How many of each kind, the most first."""
    return Counter(one.manner for one in engagements).most_common()


def engagements_of_person(actor: Actor, now: Snapshot, person: int) -> list[EngagedLine]:
    """Those of a person that stand on the day."""
    if not may_see_names(actor):
        return []
    standing = now.standing("engagement")
    return engaged_lines(now, standing.views(standing.where("person", person)))
