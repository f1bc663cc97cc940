"""Sentences as facts, and how several that say one thing become one."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bureau.core.spans import Day


@dataclass(frozen=True, slots=True)
class Sentence:
    """`facts` hold ids under the name of what they are (`unit`, `from`, `into`, `post`, ...), the
    codes of units beside them (`unit_code`, ...), and values as `before` and `after`.
    """

    code: str
    day: Day
    facts: Mapping[str, Any] = field(default_factory=dict)
    actions: tuple[int, ...] = ()


# What posts must have in common for one sentence, and the code of that sentence.
_TOGETHER: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "post_established": ("posts_established", ("into", "into_code")),
    "post_moved": ("posts_moved", ("from", "from_code", "into", "into_code")),
    "post_abolished": ("posts_abolished", ("from", "from_code", "successor")),
    "post_frozen": ("posts_frozen", ()),
    "post_unfrozen": ("posts_unfrozen", ()),
}


def headed_where_moved(sentences: Iterable[Sentence]) -> list[Sentence]:
    """A post that moves to a unit and becomes its head that day does both in one sentence."""
    said = list(sentences)
    moves = {
        (one.facts["post"], one.facts["into"], one.day): one
        for one in said
        if one.code == "post_moved"
    }
    joined: dict[int, Sentence] = {}
    dropped: set[int] = set()
    for one in said:
        key = (one.facts.get("post"), one.facts.get("unit"), one.day)
        if one.code == "unit_headed" and (move := moves.pop(key, None)):
            actions = (*move.actions, *one.actions)
            joined[id(move)] = Sentence("post_moved_heads", one.day, move.facts, actions)
            dropped.add(id(one))
    return [joined.get(id(one), one) for one in said if id(one) not in dropped]


def gathered(sentences: Iterable[Sentence]) -> list[Sentence]:
    """Like things done to several posts on one day, as one sentence where the first stood."""
    groups: dict[tuple[object, ...], list[Sentence]] = {}
    for place, one in enumerate(sentences):
        _, common = _TOGETHER.get(one.code, ("", None))
        alone = (place,) if common is None else tuple(one.facts[name] for name in common)
        groups.setdefault((one.code, one.day, *alone), []).append(one)
    return [group[0] if len(group) == 1 else _one_of(group) for group in groups.values()]


def _one_of(group: list[Sentence]) -> Sentence:
    first = group[0]
    code, common = _TOGETHER[first.code]
    grades = Counter(str(one.facts["grade"]) for one in group)
    return Sentence(
        code,
        first.day,
        {
            **{name: first.facts[name] for name in common},
            "posts": tuple(one.facts["post"] for one in group),
            "count": len(group),
            "grades": tuple(sorted(grades.items())),
        },
        tuple(place for one in group for place in one.actions),
    )
