"""What an action brings along: objects that come to be with it and have numbers of their own."""

from collections.abc import Iterator, Mapping

from bureau.core.changes.actions import ActionKind
from bureau.core.changes.definitions import DEFINITIONS, Sort
from bureau.core.structure.kinds import Value

BRINGING = {
    "succession": ("into", "successor"),
    "reporting": ("superior",),
    "adoption": ("description",),
    "into_adoption": ("into_description",),
    "incumbency": ("person",),
    "engagement": ("person",),
}
"""Values that number what an action brings along, and the values of which one must be given."""


def with_brought(
    kind: ActionKind, values: Mapping[str, Value], made: Mapping[str, Iterator[int]]
) -> dict[str, Value]:
    """The values with numbers for what the action brings along, and for nothing else."""
    anew = {name: next(made[sort]) for name, sort in lacking(kind, values).items()}
    kept = {
        name: value
        for name, value in values.items()
        if name not in brought_values(kind) or _brings(name, values)
    }
    return {**kept, **anew}


def lacking(kind: ActionKind, values: Mapping[str, Value]) -> dict[str, Sort]:
    """What the action brings along and has no number yet."""
    return {
        name: sort
        for name, sort in brought_values(kind).items()
        if _brings(name, values) and values.get(name) is None
    }


def _brings(name: str, values: Mapping[str, Value]) -> bool:
    return any(values.get(one) is not None for one in BRINGING[name])


def brought_values(kind: ActionKind) -> dict[str, Sort]:
    """The values that number an object which the action brings along."""
    values = DEFINITIONS[kind].values
    return {name: sort for name, sort in values.items() if name in BRINGING}
