"""What a change set consists of: typed actions, each with day, reason and what it expects."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from operator import attrgetter

from bureau.core.references import Reference
from bureau.core.spans import Day
from bureau.core.structure.kinds import Value


class ActionKind(StrEnum):
    """Everything that may happen to structure and posts; there is no other door."""

    ESTABLISH_UNIT = "establish_unit"
    RENAME_UNIT = "rename_unit"
    MOVE_UNIT = "move_unit"
    MERGE_UNIT = "merge_unit"
    SPLIT_UNIT = "split_unit"
    ABOLISH_UNIT = "abolish_unit"
    CHANGE_UNIT_KIND = "change_unit_kind"
    ASSIGN_HEAD = "assign_head"
    ESTABLISH_POST = "establish_post"
    MOVE_POST = "move_post"
    RETITLE_POST = "retitle_post"
    RENUMBER_POST = "renumber_post"
    RECLASSIFY_POST = "reclassify_post"
    FREEZE_POST = "freeze_post"
    UNFREEZE_POST = "unfreeze_post"
    ABOLISH_POST = "abolish_post"
    MOVE_DUTY_STATION = "move_duty_station"
    CHANGE_REPORTING = "change_reporting"
    ADOPT_DESCRIPTION = "adopt_description"
    MOVE_DUTY = "move_duty"
    ESTABLISH_BLOCK = "establish_block"
    CHANGE_BLOCK = "change_block"
    ABOLISH_BLOCK = "abolish_block"
    APPOINT = "appoint"
    END_INCUMBENCY = "end_incumbency"
    ENGAGE = "engage"
    CHANGE_ENGAGEMENT = "change_engagement"
    END_ENGAGEMENT = "end_engagement"


ESTABLISHING = frozenset(
    {ActionKind.ESTABLISH_UNIT, ActionKind.ESTABLISH_POST, ActionKind.ESTABLISH_BLOCK}
)
"""What is about a thing that is not there before."""


@dataclass(frozen=True, slots=True)
class Action:
    """One step of a change set; `id` is its place in the set, from 1.

    `expects` holds what the subject's fields say on `day` just before this action, earlier actions
    of the set counted in. `caused_by` is the action that brought this one along.
    """

    id: int
    kind: ActionKind
    subject: Reference
    day: Day
    values: Mapping[str, Value] = field(default_factory=dict)
    expects: Mapping[str, Value] = field(default_factory=dict)
    reason: str = ""
    caused_by: int | None = None


def in_order(actions: Iterable[Action]) -> list[Action]:
    """As they happen: by day, and within one day by their place in the set."""
    return sorted(actions, key=attrgetter("day", "id"))


def numbered(actions: Iterable[Action]) -> tuple[Action, ...]:
    """The same actions with places 1 to n, in the order given."""
    return tuple(replace(action, id=place) for place, action in enumerate(actions, start=1))


def to_json(actions: Iterable[Action]) -> str:
    """Canonical: sorted by place, keys sorted, no blanks; equal sets give equal text."""
    return canonical([plain_of(action) for action in sorted(actions, key=lambda action: action.id)])


def from_json(text: str) -> tuple[Action, ...]:
    """Read what `to_json` wrote."""
    return tuple(action_from(row) for row in json.loads(text))


def actions_hash(actions: Iterable[Action]) -> str:
    """SHA-256 (hex) of the canonical text: what every act on a submitted set cites."""
    return sha256(to_json(actions).encode()).hexdigest()


def drafted_hash(action: Action) -> str:
    """SHA-256 (hex) of what an author says with it, whatever it expects to find."""
    return actions_hash([replace(action, expects={})])


def words_hash(language: str, parts: Mapping[str, str]) -> str:
    """SHA-256 (hex) of the words of one or more parts in their original language."""
    return sha256(canonical({"language": language, "parts": dict(parts)}).encode()).hexdigest()


def canonical(plain: object) -> str:
    """JSON with sorted keys, no blanks and letters as they are."""
    return json.dumps(plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def plain_of(action: Action) -> dict[str, object]:
    """The action as JSON holds it."""
    return {
        "id": action.id,
        "kind": action.kind.value,
        "subject": str(action.subject),
        "day": action.day,
        "values": dict(action.values),
        "expects": dict(action.expects),
        "reason": action.reason,
        "caused_by": action.caused_by,
    }


def action_from(row: Mapping[str, object]) -> Action:
    """Read what `plain_of` gave."""
    plain = dict(row)
    kind, subject = (
        ActionKind(str(plain.pop("kind"))),
        Reference.parse(str(plain.pop("subject"))),
    )
    return Action(kind=kind, subject=subject, **plain)  # type: ignore[arg-type]
