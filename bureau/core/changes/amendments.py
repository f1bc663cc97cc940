"""What a body changes in a frozen set: a typed difference, action by action, with its own hash."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256
from typing import Any

from bureau.core.changes.actions import Action, action_from, canonical, plain_of
from bureau.core.reasons import Reason, Refused
from bureau.core.spans import Day


class Amending(StrEnum):
    """What an amendment does to one place of a set."""

    CHANGE = "change"
    LEAVE_OUT = "leave_out"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class Amendment:
    """One place of a set and how it reads as amended; None where the action is left out."""

    manner: Amending
    place: int
    action: Action | None = None


def amended(actions: Iterable[Action], amendments: Iterable[Amendment]) -> tuple[Action, ...]:
    """The set as amended, by place; raises `Refused` where an amendment does not fit it.

    Changing an action leaves its kind and its subject: another one would be another action.
    """
    found = {action.id: action for action in actions}
    for one in amendments:
        before = found.pop(one.place, None)
        if not _fits(one, before):
            raise Refused(Reason("amendment_does_not_fit", {"place": one.place}))
        if one.action is not None:
            found[one.place] = one.action
    return tuple(found[place] for place in sorted(found))


def difference_of_sets(before: Iterable[Action], after: Iterable[Action]) -> tuple[Amendment, ...]:
    """What turns the one set into the other, by place."""
    was = {action.id: action for action in before}
    now = {action.id: action for action in after}
    return tuple(
        Amendment(_manner(was.get(place), now.get(place)), place, now.get(place))
        for place in sorted(was.keys() | now.keys())
        if was.get(place) != now.get(place)
    )


def postponed(actions: Iterable[Action], not_before: Mapping[int, Day]) -> tuple[Action, ...]:
    """The actions as they take effect where some, by place, may not before a day."""
    return tuple(
        replace(action, day=max(action.day, not_before.get(action.id, action.day)))
        for action in actions
    )


def difference_json(amendments: Iterable[Amendment]) -> str:
    """Canonical: by place, equal differences give equal text."""
    ordered = sorted(amendments, key=lambda one: one.place)
    return canonical([_plain(one) for one in ordered])


def difference_from(text: str) -> tuple[Amendment, ...]:
    """Read what `difference_json` wrote."""
    return tuple(_amendment(row) for row in json.loads(text))


def difference_hash(amendments: Iterable[Amendment]) -> str:
    """SHA-256 (hex) of the canonical text: what the act that amends cites besides the set."""
    return sha256(difference_json(amendments).encode()).hexdigest()


def _fits(one: Amendment, before: Action | None) -> bool:
    match one.manner:
        case Amending.LEAVE_OUT:
            return before is not None and one.action is None
        case Amending.ADD:
            return before is None and one.action is not None and one.action.id == one.place
    if before is None or one.action is None or one.action.id != one.place:
        return False
    return (before.kind, before.subject) == (one.action.kind, one.action.subject)


def _manner(before: Action | None, after: Action | None) -> Amending:
    if after is None:
        return Amending.LEAVE_OUT
    return Amending.ADD if before is None else Amending.CHANGE


def _plain(one: Amendment) -> dict[str, Any]:
    said = plain_of(one.action) if one.action else None
    return {"manner": one.manner.value, "place": one.place, "action": said}


def _amendment(row: dict[str, Any]) -> Amendment:
    said = row["action"]
    action = action_from(said) if said else None
    return Amendment(Amending(row["manner"]), row["place"], action)
