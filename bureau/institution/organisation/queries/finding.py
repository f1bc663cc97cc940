"""Finding a box in a chart by what people call it: code, name, post at its head, who holds that."""

from dataclasses import dataclass

import numpy as np

from bureau.core.actors import Actor
from bureau.core.structure.columns import NULL
from bureau.core.structure.ordering import Integers, Mask
from bureau.core.structure.snapshot import Snapshot
from bureau.core.tokens import folded
from bureau.institution.organisation.models import Wording
from bureau.institution.organisation.permissions import may_see_names
from bureau.institution.organisation.queries.names import wordings
from bureau.record.accounts.queries import people_named
from bureau.web.multilingual import has_words

FOUND_MOST = 20


@dataclass(frozen=True, slots=True)
class Found:
    """A unit with the units above it, from the top of the chart down."""

    id: int
    code: str
    name: str
    path: tuple[int, ...]


def units_found(
    actor: Actor, now: Snapshot, ids: Integers, text: str, organisation: int
) -> list[Found]:
    """Those of the units `ids` that have the text: a code that is it first, then in their order."""
    wanted = folded(text.strip())
    if not wanted:
        return []
    units = now.standing("unit")
    positions = units.positions(ids)
    codes = units.field("code", positions)
    words = [folded(word) for word in units.table.vocabulary.words(codes)]
    hits: Mask = np.array([wanted in word for word in words])
    same = np.array([word == wanted for word in words])
    titles = Wording.objects.filter(has_words("said", text.strip()), organisation=organisation)
    known = list(titles.values_list("pk", flat=True))
    hits |= np.isin(units.field("name", positions), known)
    hits |= _headed(actor, now, units.field("head", positions), known, text)
    order = np.argsort(~same, kind="stable")
    chosen = ids[order[hits[order]]][:FOUND_MOST].tolist()
    return _told(now, chosen, int(ids[0]))


def _headed(actor: Actor, now: Snapshot, heads: Integers, titles: list[int], text: str) -> Mask:
    """Units whose head is called so, or held by a person of that name where names may be seen."""
    posts = now.standing("post")
    found = posts.ids[np.isin(posts.field("title"), titles)]
    if may_see_names(actor):
        incumbencies = now.standing("incumbency")
        held = np.isin(incumbencies.field("person"), list(people_named(text.strip())))
        found = np.concatenate([found, incumbencies.field("post")[held]])
    hits: Mask = np.isin(heads, found) & (heads != NULL)
    return hits


def _told(now: Snapshot, chosen: list[int], top: int) -> list[Found]:
    units = [unit for id in chosen if (unit := now.unit(id))]
    names = wordings(unit.name for unit in units)
    found = []
    for unit in units:
        path = [above.id for above in now.path(unit.id)]
        below_top = tuple(path[path.index(top) :])
        found.append(Found(unit.id, unit.code, names.get(unit.name, unit.code), below_top))
    return found
