"""Every kind of claim and the things that one of its sentences names: a closed table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bureau.core.reasons import Reason
from bureau.core.references import Reference

type Named = int | str | tuple[int, ...]


class ClaimKind(StrEnum):
    """What may be claimed of a set."""

    UNIT_UNCHANGED = "unit_unchanged"
    DUTIES_UNCHANGED = "duties_unchanged"
    UNIT_ESTABLISHED = "unit_established"
    UNIT_MERGED = "unit_merged"
    UNIT_MOVED = "unit_moved"
    UNIT_RENAMED = "unit_renamed"
    HEAD_IS = "head_is"
    POST_IN = "post_in"
    POST_GRADED = "post_graded"
    NOBODY_WITHOUT_POST = "nobody_without_post"
    NOTHING_WITHOUT_OWNER = "nothing_without_owner"
    NO_POST_ABOVE = "no_post_above"
    POST_FUNDED = "post_funded"
    COST_WITHIN = "cost_within"
    CREDITS_KEPT = "credits_kept"
    RECOMMENDED = "recommended"
    APPROVED = "approved"
    NOTED = "noted"


OF_ACTS = frozenset({ClaimKind.RECOMMENDED, ClaimKind.APPROVED, ClaimKind.NOTED})
"""Kinds that speak of acts on the way, and not of what the set does."""


class Sort(StrEnum):
    """What is named: the number of a thing of that kind, several, or a plain word or place."""

    UNIT = "unit"
    POST = "post"
    POSTS = "posts"
    LINE = "budget_line"
    BUDGET = "budget"
    BODY = "body"
    OFFICE = "office"
    GRADE = "grade"
    CODE = "code"
    ACTION = "action"


WORDS = (Sort.GRADE, Sort.CODE)
THINGS = {
    **{sort: sort.value for sort in (Sort.UNIT, Sort.POST, Sort.LINE, Sort.BUDGET)},
    **{sort: sort.value for sort in (Sort.BODY, Sort.OFFICE)},
    Sort.POSTS: "post",
}
"""The kind of thing that a number of each sort names."""


@dataclass(frozen=True, slots=True)
class Definition:
    """What a claim names; of `one_of` exactly one is given, `optional` may be left out."""

    names: Mapping[str, Sort]
    one_of: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()


_UNIT, _POST = {"unit": Sort.UNIT}, {"post": Sort.POST}
_BODY = {"body": Sort.BODY, "action": Sort.ACTION}

CLAIMS: Mapping[ClaimKind, Definition] = {
    ClaimKind.UNIT_UNCHANGED: Definition(_UNIT),
    ClaimKind.DUTIES_UNCHANGED: Definition({"posts": Sort.POSTS}),
    ClaimKind.UNIT_ESTABLISHED: Definition({**_UNIT, "parent": Sort.UNIT}),
    ClaimKind.UNIT_MERGED: Definition({**_UNIT, "into": Sort.UNIT}),
    ClaimKind.UNIT_MOVED: Definition({**_UNIT, "parent": Sort.UNIT}),
    ClaimKind.UNIT_RENAMED: Definition({**_UNIT, "code": Sort.CODE}),
    ClaimKind.HEAD_IS: Definition({**_UNIT, **_POST}),
    ClaimKind.POST_IN: Definition({**_POST, **_UNIT}),
    ClaimKind.POST_GRADED: Definition({**_POST, "grade": Sort.GRADE}),
    ClaimKind.NOBODY_WITHOUT_POST: Definition({}),
    ClaimKind.NOTHING_WITHOUT_OWNER: Definition({}),
    ClaimKind.NO_POST_ABOVE: Definition({"grade": Sort.GRADE}),
    ClaimKind.POST_FUNDED: Definition({**_POST, "line": Sort.LINE}),
    ClaimKind.COST_WITHIN: Definition({"line": Sort.LINE}),
    ClaimKind.CREDITS_KEPT: Definition({"budget": Sort.BUDGET}),
    ClaimKind.RECOMMENDED: Definition(_BODY, optional=("action",)),
    ClaimKind.APPROVED: Definition(
        {"office": Sort.OFFICE, **_BODY}, one_of=("office", "body"), optional=("action",)
    ),
    ClaimKind.NOTED: Definition(_BODY, optional=("action",)),
}


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence; `place` is its number in the set, from 1."""

    place: int
    kind: ClaimKind
    named: Mapping[str, Named] = field(default_factory=dict)

    @property
    def about(self) -> Reference | None:
        """The thing it is first of all about; None where it is about the set as a whole."""
        return next(self.things(), None)

    def things(self) -> Iterator[Reference]:
        """Everything it names that has a number of its own."""
        for name, sort in CLAIMS[self.kind].names.items():
            value = self.named.get(name)
            if value is None or sort not in THINGS:
                continue
            for number in value if isinstance(value, tuple) else (value,):
                yield Reference(THINGS[sort], int(number))

    def number(self, name: str) -> int:
        """The number of what it names so; 0 where it names none."""
        value = self.named.get(name)
        return value if isinstance(value, int) else 0

    def reference(self, name: str) -> Reference:
        return Reference(THINGS[CLAIMS[self.kind].names[name]], self.number(name))


def problems(claim: Claim) -> list[Reason]:
    """Why this is not a well-formed claim; empty when it is. Says nothing of the organisation."""
    definition, given = CLAIMS[claim.kind], claim.named
    found = [
        Reason("value_missing", {"value": name})
        for name in definition.names
        if name not in given and name not in (*definition.one_of, *definition.optional)
    ]
    found += [
        Reason("value_unknown", {"value": name}) for name in given if name not in definition.names
    ]
    found += [
        Reason("value_wrong", {"value": name})
        for name, sort in definition.names.items()
        if name in given and not _fits(given[name], sort)
    ]
    chosen = [name for name in definition.one_of if name in given]
    if definition.one_of and len(chosen) != 1:
        found.append(Reason("value_missing", {"value": definition.one_of[0]}))
    return found


def _fits(value: Named, sort: Sort) -> bool:
    if sort is Sort.POSTS:
        is_list = isinstance(value, tuple) and bool(value) and len(set(value)) == len(value)
        return is_list and all(type(one) is int for one in value)  # type: ignore[union-attr]
    if sort in WORDS:
        return isinstance(value, str) and 0 < len(value) <= 40
    return type(value) is int
