"""What follows from what is in force: posts to advertise, descriptions and papers to revise,
systems to tell. Proposals only: a person confirms each, or drops it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from bureau.core.changes.actions import Action, ActionKind
from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.snapshot import Snapshot


class What(StrEnum):
    """What is to be done; `OTHER` is in an officer's own words."""

    ADVERTISE = "advertise"
    DESCRIBE = "describe"
    PAPERS = "papers"
    SYSTEMS = "systems"
    OTHER = "other"


_NEW_POSTS = frozenset({ActionKind.ESTABLISH_POST, ActionKind.MOVE_POST})
_OTHER_POSTS = frozenset(
    {
        *(ActionKind.MOVE_POST, ActionKind.RETITLE_POST, ActionKind.RECLASSIFY_POST),
        ActionKind.ESTABLISH_POST,
    }
)
_OTHER_UNITS = frozenset(
    {
        *(ActionKind.RENAME_UNIT, ActionKind.MERGE_UNIT, ActionKind.SPLIT_UNIT),
        *(ActionKind.ESTABLISH_UNIT, ActionKind.ABOLISH_UNIT),
    }
)


@dataclass(frozen=True, slots=True, order=True)
class Proposal:
    """One thing to do about a unit or post, from the day on which it is so."""

    what: What
    subject: Reference
    day: Day


def proposals(
    actions: Iterable[Action], after: Snapshot, described: Collection[Reference] = ()
) -> tuple[Proposal, ...]:
    """What these actions, all in force, leave to be done; `after` is a day on which all are.

    A post that was established or moved and that nobody holds is to be advertised. One that is
    another and got no description with it (`described`: in other parts of the set) is to be
    described anew. What names a unit that
    is called or stands otherwise (papers, other systems) is to be told.
    """
    listed = list(actions)
    has_new = {one.subject for one in listed if one.kind is ActionKind.ADOPT_DESCRIPTION}
    has_new |= set(described)
    found: dict[tuple[What, Reference], Day] = {}

    def add(what: What, action: Action) -> None:
        key = what, action.subject
        found[key] = min(action.day, found.get(key, action.day))

    for action in listed:
        post = after.post(action.subject.id) if action.subject.kind == "post" else None
        if post and action.kind in _NEW_POSTS and after.is_vacant(post.id):
            add(What.ADVERTISE, action)
        if post and action.kind in _OTHER_POSTS and action.subject not in has_new:
            add(What.DESCRIBE, action)
        if action.kind is ActionKind.RENAME_UNIT:
            add(What.PAPERS, action)
        if action.kind in _OTHER_UNITS:
            add(What.SYSTEMS, action)
    return tuple(sorted(Proposal(what, subject, day) for (what, subject), day in found.items()))
