"""What undoes an entry into force, and what a reorganisation is to undo: for who may see both."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from bureau.core.actors import Actor
from bureau.institution.governance import models
from bureau.institution.governance.queries.entered import entered, entered_of
from bureau.institution.governance.queries.pages import state_of_case
from bureau.institution.governance.queries.reorganisations import seen_by
from bureau.web.multilingual import here


@dataclass(frozen=True, slots=True)
class Undoing:
    """One side of a rescission as the other page names it: a case, its state, and the day."""

    reorganisation: int
    name: str
    state: str
    entry: int
    record: int
    from_day: date


def rescissions_of(actor: Actor, entries: Collection[int]) -> dict[int, list[Undoing]]:
    """By entry into force, what is to undo it or has: a draft only where the actor may see it."""
    rows = models.Rescission.objects.filter(entry__in=entries).select_related("entry")
    listed = list(rows.order_by("pk"))
    seen = seen_by(actor, [row.reorganisation_id for row in listed])
    done = entered_of(seen.values())
    found: dict[int, list[Undoing]] = {}
    for row in listed:
        if one := seen.get(row.reorganisation_id):
            number = row.reorganisation_id
            state = state_of_case(one, done[number])
            name = f"{one.row.reference} · {here(one.row.title)}"
            undoing = Undoing(number, name, state, row.entry_id, row.entry.record, row.from_day)
            found.setdefault(row.entry_id, []).append(undoing)
    return found


def rescinded_by(actor: Actor, reorganisation: int) -> Undoing | None:
    """The case that a reorganisation is to undo, where it is one and the actor may see that."""
    row = (
        models.Rescission.objects.filter(reorganisation=reorganisation)
        .select_related("entry__submission")
        .first()
    )
    if row is None:
        return None
    number = row.entry.submission.reorganisation_id
    one = seen_by(actor, [number]).get(number)
    if one is None:
        return None
    state = state_of_case(one, entered(one))
    name = f"{one.row.reference} · {here(one.row.title)}"
    return Undoing(number, name, state, row.entry_id, row.entry.record, row.from_day)
