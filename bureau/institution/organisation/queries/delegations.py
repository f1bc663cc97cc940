"""The register of personal delegations: who may sign what for a post, to how much, since when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from bureau.core.actors import Actor
from bureau.core.coordinates import Coordinates
from bureau.core.days import day_after, last_day_held
from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.core.tokens import folded
from bureau.institution.organisation.models import Delegation
from bureau.institution.organisation.permissions import may_see_delegations
from bureau.institution.organisation.queries.actors import has_had
from bureau.institution.organisation.queries.lineage import Called, called
from bureau.institution.organisation.queries.structure import snapshot
from bureau.record.accounts.queries import people_called, people_told
from bureau.record.journal.queries import record_number_now


@dataclass(frozen=True, slots=True)
class Delegated:
    """One delegation with the names it needs, in files and on a page; `state` on the day asked for:
    holds, to_come, ended, or lapsed, where the giver left the post since it began."""

    row: Delegation
    post: Called | None
    giver: str
    person: str
    state: str
    giver_told: str
    person_told: str

    @property
    def until(self) -> date | None:
        """The first day without it: one that was taken back held on the day of that too."""
        return day_after(last_day_held(self.row.valid_until, self.row.ended_at))


def delegations_of(
    actor: Actor,
    organisation: int,
    day: date,
    *,
    whole: bool = False,
    person: str = "",
    post: str = "",
) -> list[Delegated]:
    """Those of one organisation that the actor may see, oldest first: in force on the day, be it
    for a part of it, or with `whole` all that there ever were. `person` and `post` narrow to words
    of a name or number."""
    rows = Delegation.objects.filter(capacity="delegate", post__organisation=organisation)
    if not may_see_delegations(actor, organisation):
        own = Q(giver=actor.person or 0) | Q(person=actor.person or 0)
        rows = rows.filter(own | Q(post__in=actor.posts))
    if not whole:
        still = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
        still |= Q(valid_until=day, ended_at__isnull=False)
        rows = rows.filter(still, valid_from__lte=day)
    listed = list(rows.order_by("valid_from", "pk"))
    now = snapshot(Coordinates(day.toordinal(), record_number_now()))
    posts = called([Reference("post", each) for each in sorted({r.post_id for r in listed})], now)
    ids = {id for row in listed for id in (row.giver_id, row.person_id)}
    names, told = people_called(ids), people_told(ids)
    found = (
        Delegated(
            row,
            posts.get(Reference("post", row.post_id)),
            names.get(row.giver_id, ""),
            names.get(row.person_id, ""),
            _state(row, day, now),
            told.get(row.giver_id, ""),
            told.get(row.person_id, ""),
        )
        for row in listed
    )
    return list(_narrowed(found, folded(person), folded(post)))


def _narrowed(found: Iterable[Delegated], person: str, post: str) -> Iterable[Delegated]:
    for one in found:
        names = folded(f"{one.giver_told}\n{one.person_told}")
        number = folded(f"{one.post.short} {one.post.name}") if one.post else ""
        if person in names and post in number:
            yield one


def _state(row: Delegation, day: date, now: Snapshot) -> str:
    if day < row.valid_from:
        return "to_come"
    if row.valid_until is not None and row.valid_until <= day:
        return "ended"
    return "holds" if has_had(now, row.post_id, row.giver_id, row.valid_from) else "lapsed"
