"""Which actions need which others: what must come along when only a part of a set is adopted."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from bureau.core.changes.actions import Action, in_order
from bureau.core.changes.definitions import named
from bureau.core.changes.pending import PendingEffect
from bureau.core.structure.effects import Role
from bureau.core.structure.kinds import Value

_PLACES = {"unit": ("unit", "parent"), "post": ("post",)}
_UNIQUE = {"unit": ("code",), "post": ("number",)}


def needs(actions: Iterable[Action], effects: Sequence[PendingEffect]) -> dict[int, frozenset[int]]:
    """For each action the earlier ones it stands on directly; `effects`: what the set writes."""
    written = defaultdict(list)
    for effect in effects:
        written[effect.action].append(effect)
    ordered = in_order(actions)
    return {
        action.id: frozenset(
            earlier.id
            for earlier in ordered[:position]
            if any(_carries(effect, action, earlier) for effect in written[earlier.id])
        )
        for position, action in enumerate(ordered)
    }


def closure(
    chosen: Collection[int], actions: Iterable[Action], effects: Sequence[PendingEffect]
) -> frozenset[int]:
    """`chosen` and every action they need, however indirectly."""
    direct = needs(actions, effects)
    found: set[int] = set()
    waiting = list(chosen)
    while waiting:
        action = waiting.pop()
        if action not in found:
            found.add(action)
            waiting.extend(direct[action])
    return frozenset(found)


def _carries(effect: PendingEffect, action: Action, earlier: Action) -> bool:
    """Whether `action` would not find what it needs if `effect` of `earlier` were not written."""
    return (
        _establishes(effect, action)
        or _sets_expected(effect, action)
        or _clears(effect, action, earlier)
        or _frees(effect, action, earlier)
    )


def _establishes(effect: PendingEffect, action: Action) -> bool:
    return effect.role is Role.ESTABLISH and effect.subject in set(named(action))


def _sets_expected(effect: PendingEffect, action: Action) -> bool:
    """The value that `action` expects is the one `effect` sets."""
    return effect.subject == action.subject and any(
        name in action.expects and action.expects[name] == value
        for name, value in effect.fields.items()
    )


def _clears(effect: PendingEffect, action: Action, earlier: Action) -> bool:
    """`action` ends a unit or post, and `earlier` first takes away something that stood in it."""
    if not action.kind.value.startswith(("abolish", "merge")) or effect.subject != earlier.subject:
        return False
    places = _PLACES[action.subject.kind]
    return any(earlier.expects.get(place) == action.subject.id for place in places)


def _frees(effect: PendingEffect, action: Action, earlier: Action) -> bool:
    """`action` takes a code, number or seat that `earlier` gives up."""
    if effect.subject.kind == "incumbency" and effect.role is Role.END:
        return action.kind.value == "appoint" and _same(
            earlier.expects.get("post"), action.subject.id
        )
    return effect.subject == earlier.subject and any(
        _same(earlier.expects.get(name), action.values.get(name))
        for name in _UNIQUE.get(effect.subject.kind, ())
        if effect.subject.kind == action.subject.kind
    )


def _same(left: Value, right: Value) -> bool:
    return left is not None and left == right
