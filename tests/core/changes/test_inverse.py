"""The inverse undoes a set, whatever it does; sets that touch nothing in common commute."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bureau.core.changes.actions import Action, in_order, numbered
from bureau.core.changes.definitions import named
from bureau.core.changes.expand import expand, progress_of
from bureau.core.changes.inverse import inverse
from bureau.core.references import Reference
from bureau.core.structure.kinds import KINDS
from bureau.core.structure.snapshot import Snapshot
from tests.core.changes.builders import DAY, MemoryWorld, act, organisation
from tests.core.changes.random_sets import SPREAD, random_actions, random_world


def content(seen: Snapshot) -> set[tuple[object, ...]]:
    """What stands, without the days of its rows; lines and adoptions without their identity."""
    found: set[tuple[object, ...]] = set()
    for kind in ("unit", "post", "incumbency", "reporting", "adoption", "engagement"):
        for view in seen.standing(kind).all_views():
            fields = tuple(getattr(view, name) for name in KINDS[kind].defaults)
            found.add((kind, view.id if kind in ("unit", "post") else 0, *fields))
    return found


def undone(world: MemoryWorld, actions: list[Action]) -> MemoryWorld:
    return world.enacted(*actions).enacted(*inverse(numbered(actions), world))


@pytest.mark.exhaustive
@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**6))
def test_the_inverse_undoes_any_set_on_every_day(seed: int) -> None:
    random = Random(seed)
    world = random_world(random).enacted(*random_actions(random, from_day=DAY))
    after = undone(world, random_actions(random, from_day=DAY))
    for day in range(DAY - 1, DAY + SPREAD + 2):
        assert content(after.on(day)) == content(world.on(day))


@pytest.mark.thorough
@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_sets_that_touch_nothing_in_common_commute(seed: int) -> None:
    random = Random(seed)
    world = random_world(random)
    one, two = (random_actions(random, from_day=DAY) for _ in range(2))
    if _reach(one, world) & _reach(two, world):
        return
    forth, back = world.enacted(*one).enacted(*two), world.enacted(*two).enacted(*one)
    for day in range(DAY, DAY + SPREAD + 1):
        assert content(forth.on(day)) == content(back.on(day))


def _reach(actions: list[Action], world: MemoryWorld) -> set[Reference]:
    """What a set touches or names, and the units and posts that those are in."""
    progress = progress_of(numbered(actions), world)
    reach = {*progress.touched, *(one for action in actions for one in named(action))}
    for subject in list(reach):
        for span in progress.timeline(subject):
            for name, kind in (("unit", "unit"), ("parent", "unit"), ("post", "post")):
                if isinstance(id := span.fields.get(name), int):
                    reach.add(Reference(kind, id))
    return reach


def tsb() -> MemoryWorld:
    return organisation(
        "unit 1 TSB", "unit 2 SGD under 1 head 12", "unit 3 TSP under 1", "post 12 C1 in 2"
    )


def test_an_undone_merger_leaves_no_successor_behind() -> None:
    after = undone(tsb(), [act("merge_unit", "unit:2", into=3)])
    assert after.on(DAY + 1).successors(Reference("unit", 2)) == ()


def test_the_inverse_expects_what_the_set_left() -> None:
    (action,) = inverse([act("rename_unit", "unit:2", code="SG")], tsb())
    assert (action.kind, action.values, action.expects) == (
        "rename_unit",
        {"code": "SGD"},
        {"code": "SG"},
    )


def test_an_overridden_change_comes_back() -> None:
    world = tsb().enacted(act("move_post", "post:12", day=DAY + 5, unit=3))
    override = act("move_post", "post:12", unit=1, overrides=str(world.effects[-1].id))
    post = undone(world, [override]).on(DAY + 5).post(12)
    assert post and post.unit == 3


def test_undone_from_a_later_day_what_was_before_stays() -> None:
    actions = [act("move_post", "post:12", unit=3)]
    back = inverse(numbered(actions), tsb(), from_day=DAY + 7)
    after = tsb().enacted(*actions).enacted(*back)
    days = (DAY + 6, DAY + 7)
    assert [post.unit for day in days if (post := after.on(day).post(12))] == [3, 2]


@pytest.mark.parametrize("frozen", ["", " frozen"])
def test_a_frozen_mark_comes_back(frozen: str) -> None:
    world = organisation("unit 1 TSB", f"post 12 C1 in 1{frozen}")
    kind = "unfreeze_post" if frozen else "freeze_post"
    post = undone(world, [act(kind, "post:12")]).on(DAY).post(12)
    assert post and post.frozen is bool(frozen)


def test_a_first_description_is_taken_back() -> None:
    after = undone(tsb(), [act("adopt_description", "post:12", description=9)])
    assert after.on(DAY).adoption_of(12) is None


def test_nothing_is_undone_by_nothing() -> None:
    assert inverse([], tsb()) == ()
    assert expand(in_order([]), tsb()) == ()
