"""A paper that somebody worked on, as a difference against the case as it is written now.

A text of the case is offered as a translation or as the draft; what an action sets, as that action;
all else is told with why it cannot be taken, and where it comes from.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bureau.institution.governance.queries.returned import Changed, Taken
from bureau.institution.governance.texts.papers.returned.data import (
    between,
    data_offered,
    is_of_another,
)
from bureau.institution.governance.texts.papers.returned.ground import Ground, Offer
from bureau.institution.governance.texts.papers.returned.left import left_offered
from bureau.institution.governance.texts.papers.returned.wording import text_offered

__all__ = ["Ground", "Offer", "Offers", "offers_of"]

type Placed = tuple[int, Offer]
"""The place of the change among all, and what is offered."""


@dataclass(frozen=True, slots=True)
class Offers:
    """In the order of the paper. `same` counts what the case says so already."""

    texts: tuple[Placed, ...]
    values: tuple[Placed, ...]
    left: tuple[Placed, ...]
    same: int

    def taken(self) -> dict[int, Taken]:
        """What each would write, by its place."""
        offered = (*self.texts, *self.values)
        return {place: offer.taken for place, offer in offered if offer.taken}


def offers_of(ground: Ground, changes: Sequence[Changed]) -> Offers:
    """What several places of the paper say alike is offered once."""
    texts, values, left, same = [], [], [], 0
    told = set[Offer | Taken]()
    for place, changed in enumerate(changes):
        offer, is_text = _offered(ground, changed)
        if offer.is_same:
            same += 1
        elif (offer.taken or offer) in told:
            continue
        elif offer.taken and offer.taken.unit:
            texts.append((place, offer))
        elif offer.taken or (offer.links and not is_text):
            values.append((place, offer))
        else:
            left.append((place, offer))
        told.add(offer.taken or offer)
    return Offers(tuple(texts), tuple(values), tuple(left), same)


def _offered(ground: Ground, changed: Changed) -> tuple[Offer, bool]:
    """And whether it is one that only says why it cannot be."""
    edit = changed.edit
    if edit.kind == "title" and not edit.source:
        return _title(ground, changed)
    unit = ground.unit_for(changed) if changed.words else None
    if unit and is_of_another(ground, changed, unit.wording):
        unit = None
    if unit and not changed.source.startswith("case.former."):
        return text_offered(ground, unit, edit.before, edit.after), True
    found = data_offered(ground, changed)
    return (found, False) if found else (left_offered(ground, changed), True)


def _title(ground: Ground, changed: Changed) -> tuple[Offer, bool]:
    """The title of a paper is that of the case, in a phrase or alone."""
    unit = ground.unit_for(changed)
    if unit:
        said = ground.said(unit.said)
        words = between(changed.edit.before, changed.edit.after, said)
        if words is not None:
            return text_offered(ground, unit, said, words), True
    elif changed.words and changed.words in changed.edit.before:
        changed = replace(changed, edit=replace(changed.edit, source="title"))
    return left_offered(ground, changed), True
