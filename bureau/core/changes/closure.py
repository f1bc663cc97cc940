"""Which actions need which others: what must come along when only a part of a set is adopted."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from bureau.core.changes.actions import Action, ActionKind, in_order
from bureau.core.changes.definitions import named
from bureau.core.changes.pending import PendingEffect
from bureau.core.lookalikes import skeleton
from bureau.core.structure.effects import Role

type Key = tuple[object, ...]

_PLACES = {"unit": ("unit", "parent"), "post": ("post",)}
_UNIQUE = {"unit": ("code",), "post": ("number",)}


def needs(actions: Iterable[Action], effects: Sequence[PendingEffect]) -> dict[int, frozenset[int]]:
    """For each action the earlier ones it stands on directly; `effects`: what the set writes."""
    written = defaultdict(list)
    for effect in effects:
        written[effect.action].append(effect)
    given = defaultdict[Key, set[int]](set)
    found: dict[int, frozenset[int]] = {}
    for action in in_order(actions):
        found[action.id] = frozenset().union(*(given.get(key, ()) for key in _wants(action)))
        for effect in written[action.id]:
            for key in _gives(effect, action):
                given[key].add(action.id)
    return found


def grounds(
    actions: Iterable[Action], effects: Sequence[PendingEffect]
) -> dict[int, frozenset[int]]:
    """For each action itself and every action it needs, however indirectly."""
    listed = list(actions)
    direct = needs(listed, effects)
    found: dict[int, frozenset[int]] = {}
    for action in in_order(listed):
        below = (found[each] for each in direct[action.id])
        found[action.id] = frozenset({action.id}).union(*below)
    return found


def closure(
    chosen: Collection[int], actions: Iterable[Action], effects: Sequence[PendingEffect]
) -> frozenset[int]:
    """`chosen` and every action they need, however indirectly."""
    found = grounds(actions, effects)
    return frozenset().union(*(found[action] for action in chosen))


def _wants(action: Action) -> Iterator[Key]:
    """What the action would not find, or find taken, were it not for an earlier one."""
    for subject in named(action):
        yield "established", subject
    for name, value in action.expects.items():
        yield "set", action.subject, name, value
    if action.kind.value.startswith(("abolish", "merge")):
        for place in _PLACES.get(action.subject.kind, ()):
            yield "cleared", place, action.subject.id
    if action.kind is ActionKind.APPOINT:
        yield "seat", action.subject.id
    for name in _UNIQUE.get(action.subject.kind, ()):
        if (value := action.values.get(name)) is not None:
            yield "freed", action.subject.kind, name, skeleton(str(value))


def _gives(effect: PendingEffect, action: Action) -> Iterator[Key]:
    """What later actions find because the action writes this effect."""
    subject = effect.subject
    if effect.role is Role.ESTABLISH:
        yield "established", subject
    for name, value in effect.fields.items():
        yield "set", subject, name, value
    if subject == action.subject:
        for place in {place for places in _PLACES.values() for place in places}:
            yield "cleared", place, action.expects.get(place)
    if subject.kind == "incumbency" and effect.role is Role.END:
        yield "seat", action.expects.get("post")
    elif subject == action.subject:
        for name in _UNIQUE.get(subject.kind, ()):
            yield "freed", subject.kind, name, skeleton(str(action.expects.get(name)))
