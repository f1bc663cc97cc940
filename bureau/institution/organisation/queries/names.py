"""What things of the structure are called in the reader's language, many at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from bureau.core.actors import Actor
from bureau.core.structure.objects import Objects
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Incumbency, Post, Unit
from bureau.institution.organisation.models import Wording
from bureau.institution.organisation.permissions import may_see_names
from bureau.record.accounts.queries import people_written
from bureau.web.multilingual import here

GRADES: Mapping[str, str | Promise] = {"elected": pgettext_lazy("grade", "elected")}
"""Grades that are a word; every other is called by its code in every language."""


def grade_called(code: str) -> str:
    """What a grade is called in the language of the page."""
    return str(GRADES.get(code, code))


@dataclass(frozen=True, slots=True)
class Names:
    """Wordings and people by number, read once for a page; people only where they may be seen.

    `latin` has the name in Latin letters of those of whom it is known.
    """

    wordings: dict[int, str]
    people: dict[int, str]
    latin: dict[int, str] = field(default_factory=dict)

    def unit(self, unit: Unit) -> str:
        return self.wordings.get(unit.name, unit.code)

    def post(self, post: Post) -> str:
        return self.wordings.get(post.title, post.number)


def wordings(ids: Iterable[int]) -> dict[int, str]:
    rows = Wording.objects.filter(pk__in=set(ids))
    return {number: here(said) for number, said in rows.values_list("pk", "said")}


def names_for(
    actor: Actor, snapshot: Snapshot, units: Iterable[Unit] = (), posts: Iterable[Post] = ()
) -> Names:
    """The names that a page about these units and posts needs, in two reads."""
    listed = list(posts)
    heads = [head for unit in units if unit.head and (head := snapshot.post(unit.head))]
    words = wordings([*(unit.name for unit in units), *(post.title for post in (*listed, *heads))])
    if not may_see_names(actor):
        return Names(words, {})
    held = people_on(snapshot, {post.id for post in (*listed, *heads)})
    written = people_written(held)
    people = {number: name for number, (name, _latin) in written.items()}
    return Names(words, people, {number: latin for number, (_name, latin) in written.items()})


def people_on(snapshot: Snapshot, posts: Iterable[int]) -> list[int]:
    """The people on any of these posts, in whatever manner."""
    incumbencies = snapshot.standing("incumbency")
    positions = incumbencies.among("post", np.array(list(set(posts)), np.int32))
    found: list[int] = incumbencies.field("person", positions).tolist()
    return found


def holders(snapshot: Snapshot, names: Names, posts: Sequence[int]) -> dict[int, list[str]]:
    """The names of those who hold each post or act in it; none where they may not be seen."""
    incumbencies: Objects[Incumbency] = snapshot.standing("incumbency")
    positions = [incumbencies.where("post", post) for post in posts]
    found: dict[int, list[str]] = {post: [] for post in posts}
    for held in incumbencies.views(np.concatenate(positions)) if positions else ():
        if held.manner != "lien" and held.person in names.people:
            found[held.post].append(names.people[held.person])
    return found
