"""Whom a correction concerns: whose post it gives, takes or changes, whom it makes the head of a
unit or the superior of a post, and whose saying on a case it changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bureau.core.references import Reference
from bureau.core.structure.effects import Manner
from bureau.core.structure.kinds import KINDS, Value
from bureau.institution.governance.models import Correction
from bureau.institution.organisation.models import Effect
from bureau.institution.organisation.queries.structure import today_in_force

SUBJECT = ""
"""Stands in a guard for the thing itself that an effect is about."""


@dataclass(frozen=True, slots=True)
class Guard:
    """The fields of a kind that say whom its corrections concern.

    A correction is nobody's own in `own`, and none where a case of the person comes to a post in
    `before`, whatever it changes. Those in `superior` are asked for both where it changes them: a
    post of them is, or will be, above others; of a unit its nearest head is.
    """

    own: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    superior: tuple[str, ...] = ()


GUARDS: Mapping[str, Guard] = {
    "unit": Guard(superior=("head", "parent")),
    "post": Guard(own=(SUBJECT,), before=(SUBJECT,), superior=("unit",)),
    "incumbency": Guard(own=("person",), before=("post",)),
    "reporting": Guard(own=("post",), before=("post",), superior=("superior",)),
    "adoption": Guard(own=("post",)),
    "block": Guard(superior=("superior",)),
    "succession": Guard(),  # tells what became of a thing, and gives nobody anything
    "engagement": Guard(own=("person",), superior=("supervisor",)),
}
"""Of every kind that can be corrected."""


@dataclass(frozen=True, slots=True)
class Concerned:
    """The people and posts whose own a correction is, and the posts whose saying it changes.

    `things` are what it is about: the thing that it corrects, and the post of a hold, a line or an
    adoption.
    """

    people: frozenset[int]
    posts: frozenset[int]
    before: frozenset[int]
    things: frozenset[Reference]


def concerned_by(row: Correction) -> Concerned:
    """Whom a correction concerns, by what stands, what it says and what other effects say of the
    same thing."""
    kind, guard = row.effect.kind, GUARDS[row.effect.kind]
    told = Effect.objects.filter(kind=kind, subject=row.effect.subject)
    said = [row.fields, *told.values_list("fields", flat=True)]
    people: set[int] = set()
    posts: set[int] = set()
    for name in guard.own:
        found = set(_named(row, name, said))
        (people if _refers_to(kind, name) == "person" else posts).update(found)
    before = {post for name in guard.before for post in _named(row, name, said)}
    for name in guard.superior:
        was, will_be = _superiors(row, name)
        own = {will_be} if _refers_to(kind, name) == "unit" else {was, will_be}
        posts |= {post for post in own if post}
        before |= {post for post in (was, will_be) if post}
    things = {Reference(kind, row.effect.subject)}
    if "post" in KINDS[kind].defaults:
        things |= {Reference("post", post) for post in _named(row, "post", said)}
    return Concerned(frozenset(people), frozenset(posts), frozenset(before), frozenset(things))


def _refers_to(kind: str, name: str) -> str | None:
    return KINDS[kind].field(name).refers_to if name != SUBJECT else kind


def _named(row: Correction, name: str, said: list[Mapping[str, Value]]) -> Iterator[int]:
    if name == SUBJECT:
        yield row.effect.subject
        return
    values = (fields.get(name) for fields in said)
    yield from (value for value in values if isinstance(value, int))


def _superiors(row: Correction, name: str) -> tuple[int | None, int | None]:
    """The post above before and after the correction, where it changes who that is from when."""
    was, will_be = row.effect.fields.get(name), row.fields.get(name)
    is_moved = row.day != row.effect.day or row.manner == Manner.RESCISSION
    if was == will_be and not is_moved:
        return None, None
    if _refers_to(row.effect.kind, name) == "unit":
        return _head_of(row, was), _head_of(row, will_be)
    return was, will_be


def _head_of(row: Correction, unit: int | None) -> int | None:
    """The nearest head that stands today where the correction is made, of the unit or above it."""
    now = today_in_force(row.organisation)
    heads = (one.head for one in reversed(now.path(unit) if unit else ()))
    return next((head for head in heads if head and now.post(head)), None)
