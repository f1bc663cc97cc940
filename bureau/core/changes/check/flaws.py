"""What may not be on any day: each rule reads one snapshot and names what is wrong with it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from bureau.core.references import Reference
from bureau.core.structure.columns import NULL
from bureau.core.structure.kinds import FULL, KINDS
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.tree import LEVELS_MOST

type FlawRule = Callable[[Snapshot], Iterable[Flaw]]

type Own = Callable[[Collection[int]], Collection[int]]
"""Which of some units are of the organisation whose set it is."""

_WHOLE = ("holder", "acting")
_OURS = 0


@dataclass(frozen=True, slots=True)
class Flaw:
    """`concerns` are the objects that have a part in it, so that the actions can be named."""

    subject: Reference
    facts: Mapping[str, Any] = field(default_factory=dict)
    concerns: tuple[Reference, ...] = ()


def circle(snapshot: Snapshot) -> Iterator[Flaw]:
    """Units of which each stands below the next, and the last below the first."""
    for units in snapshot.circles():
        members = tuple(Reference("unit", unit) for unit in sorted(units))
        yield Flaw(members[0], {"units": tuple(sorted(units))}, members)


def unit_too_deep(snapshot: Snapshot) -> Iterator[Flaw]:
    """A unit with more units above it than are permitted: each action costs as much as that."""
    for unit in snapshot.too_deep():
        subject = Reference("unit", unit)
        above = tuple(Reference("unit", id) for id in snapshot.ids_down_to(unit))
        yield Flaw(subject, {"most": LEVELS_MOST}, above)


def orphan_unit(snapshot: Snapshot) -> Iterator[Flaw]:
    """A unit under one that does not stand."""
    return _dangling(snapshot, "unit", "parent")


def post_without_unit(snapshot: Snapshot) -> Iterator[Flaw]:
    """A post in a unit that does not stand."""
    return _dangling(snapshot, "post", "unit")


def head_absent(snapshot: Snapshot) -> Iterator[Flaw]:
    """A unit headed by a post that does not stand."""
    return _dangling(snapshot, "unit", "head")


def holder_without_post(snapshot: Snapshot) -> Iterator[Flaw]:
    """A person on a post that does not stand."""
    return _dangling(snapshot, "incumbency", "post")


def superior_absent(snapshot: Snapshot) -> Iterator[Flaw]:
    """A reporting line that leads to a post that does not stand."""
    return _dangling(snapshot, "reporting", "superior")


def line_without_post(snapshot: Snapshot) -> Iterator[Flaw]:
    """A reporting line that comes from a post that does not stand."""
    return _dangling(snapshot, "reporting", "post")


def description_without_post(snapshot: Snapshot) -> Iterator[Flaw]:
    """A description in force for a post that does not stand."""
    return _dangling(snapshot, "adoption", "post")


def block_without_unit(snapshot: Snapshot) -> Iterator[Flaw]:
    """Counted posts in a unit that does not stand."""
    return _dangling(snapshot, "block", "unit")


def block_without_superior(snapshot: Snapshot) -> Iterator[Flaw]:
    """Counted posts that report to a post that does not stand."""
    return _dangling(snapshot, "block", "superior")


def engaged_without_unit(snapshot: Snapshot) -> Iterator[Flaw]:
    """A person engaged in a unit that does not stand."""
    return _dangling(snapshot, "engagement", "unit")


def supervisor_absent(snapshot: Snapshot) -> Iterator[Flaw]:
    """A person engaged under a post that does not stand."""
    return _dangling(snapshot, "engagement", "supervisor")


def shares_over_one(snapshot: Snapshot) -> Iterator[Flaw]:
    """A post whose holders and acting holders have more than one share; a lien does not count."""
    incumbencies = snapshot.standing("incumbency")
    known = snapshot.columns.vocabulary.known
    counts = np.isin(incumbencies.field("manner"), [known(manner) for manner in _WHOLE])
    posts, shares = (
        incumbencies.field("post")[counts],
        incumbencies.field("share")[counts],
    )
    of_post, group = np.unique(posts, return_inverse=True)
    totals = np.bincount(group, shares, len(of_post)).astype(int)
    for post, total in zip(of_post[totals > FULL], totals[totals > FULL], strict=True):
        held = snapshot.incumbencies_of(int(post))
        yield Flaw(
            Reference("post", int(post)),
            {"share": int(total)},
            tuple(Reference("incumbency", one.id) for one in held if one.manner in _WHOLE),
        )


def flaws_of(snapshot: Snapshot, own: Own) -> Iterator[tuple[str, Flaw]]:
    """All flaws of a day, each with its code."""
    for code, rule in FLAWS.items():
        for flaw in rule(snapshot):
            yield code, flaw
    for code, (kind, name) in UNIQUE.items():
        for flaw in _duplicates(snapshot, kind, name, own):
            yield code, flaw


def _dangling(snapshot: Snapshot, kind: str, name: str) -> Iterator[Flaw]:
    """Objects whose field names one that does not stand, or none where one is needed."""
    declared, standing = KINDS[kind].field(name), snapshot.standing(kind)
    target = str(declared.refers_to)
    named = standing.field(name)
    lost = snapshot.standing(target).positions(named) == NULL
    if declared.optional:
        lost &= named != NULL
    for id, missing in zip(standing.ids[lost].tolist(), named[lost].tolist(), strict=True):
        subject, gone = Reference(kind, id), Reference(target, missing)
        yield Flaw(subject, {name: None if missing == NULL else missing}, (subject, gone))


def _duplicates(snapshot: Snapshot, kind: str, name: str, own: Own) -> Iterator[Flaw]:
    """Two objects of one organisation with one word, or words that look alike, whatever unit at its
    top they are under."""
    standing, vocabulary = snapshot.standing(kind), snapshot.columns.vocabulary
    field_words = standing.field(name)
    none = np.array([vocabulary.known("")], np.int32)
    keys, (empty,) = map(vocabulary.looking_alike, (field_words, none))
    words, counts = np.unique(keys, return_counts=True)
    alike = {
        int(field_words[keys == word][0]): {
            id: _root(snapshot, kind, id) for id in standing.ids[keys == word].tolist()
        }
        for word in words[(counts > 1) & (words != empty)].tolist()
    }
    tops = [{root for root in roots.values() if root is not None} for roots in alike.values()]
    asked = {root for several in tops if len(several) > 1 for root in several}
    ours = own(asked) if asked else ()
    for word, roots in alike.items():
        together: defaultdict[int | None, list[int]] = defaultdict(list)
        for id, root in roots.items():
            together[_OURS if root in ours else root].append(id)
        for ids in together.values():
            if len(ids) > 1:
                members = tuple(Reference(kind, id) for id in ids)
                yield Flaw(
                    members[0],
                    {name: vocabulary.word(word), "same": tuple(ids)},
                    members,
                )


def _root(snapshot: Snapshot, kind: str, id: int) -> int | None:
    """The unit at the top above a unit or post."""
    post = snapshot.post(id) if kind == "post" else None
    path = snapshot.path(post.unit if post else id)
    return path[0].id if path else None


FLAWS: Mapping[str, FlawRule] = {
    "circle": circle,
    "unit_too_deep": unit_too_deep,
    "orphan_unit": orphan_unit,
    "post_without_unit": post_without_unit,
    "head_absent": head_absent,
    "holder_without_post": holder_without_post,
    "superior_absent": superior_absent,
    "line_without_post": line_without_post,
    "description_without_post": description_without_post,
    "block_without_unit": block_without_unit,
    "block_without_superior": block_without_superior,
    "engaged_without_unit": engaged_without_unit,
    "supervisor_absent": supervisor_absent,
    "shares_over_one": shares_over_one,
}
UNIQUE: Mapping[str, tuple[str, str]] = {
    "duplicate_number": ("post", "number"),
    "duplicate_code": ("unit", "code"),
}
"""What no two of one kind in an organisation have alike."""
