"""The inverse undoes a set, whatever it does; sets that touch nothing in common commute."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bureau.core.changes.actions import Action, in_order, numbered
from bureau.core.changes.definitions import named
from bureau.core.changes.expand import expand, progress_of
from bureau.core.changes.inverse import inverse
from bureau.core.references import Reference
from bureau.core.structure.effects import Manner
from bureau.core.structure.fold import fold, on_day
from bureau.core.structure.kinds import KINDS
from bureau.core.structure.snapshot import Snapshot
from tests.core.changes.builders import DAY, MemoryWorld, act, organisation
from tests.core.changes.random_sets import SPREAD, random_actions, random_world


def content(seen: Snapshot) -> set[tuple[object, ...]]:
    """What stands, without the days of its rows; lines and adoptions without their identity."""
    found: set[tuple[object, ...]] = set()
    for kind in ("unit", "post", "block", "incumbency", "reporting", "adoption", "engagement"):
        for view in seen.standing(kind).all_views():
            fields = tuple(getattr(view, name) for name in KINDS[kind].defaults)
            is_itself = kind in ("unit", "post", "block")
            found.add((kind, view.id if is_itself else 0, *fields))
    return found


def undone(world: MemoryWorld, actions: list[Action]) -> MemoryWorld:
    return back(world.enacted(*actions))


def back(world: MemoryWorld, record: int | None = None, from_day: int | None = None) -> MemoryWorld:
    """What a record number wrote undone; the last one's, where none is named."""
    written = [one for one in world.effects if one.record == (record or world.recorded)]
    return world.enacted(*inverse(written, world, from_day=from_day))


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
    world = tsb().enacted(act("rename_unit", "unit:2", code="SG"))
    (action,) = inverse(world.effects[-1:], world)
    assert (action.kind, action.values, action.expects) == (
        "rename_unit",
        {"code": "SGD", "overrides": str(world.effects[-1].id)},
        {"code": "SG"},
    )


def test_an_overridden_change_comes_back() -> None:
    world = tsb().enacted(act("move_post", "post:12", day=DAY + 5, unit=3))
    override = act("move_post", "post:12", unit=1, overrides=str(world.effects[-1].id))
    post = undone(world, [override]).on(DAY + 5).post(12)
    assert post and post.unit == 3


def test_undone_from_a_later_day_what_was_before_stays() -> None:
    after = back(tsb().enacted(act("move_post", "post:12", unit=3)), from_day=DAY + 7)
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


def test_what_was_inserted_since_stays() -> None:
    world = tsb().enacted(act("reclassify_post", "post:12", day=DAY + 5, grade="P.5"))
    since = world.enacted(act("reclassify_post", "post:12", grade="P.3"))
    after = back(since, world.recorded)
    assert [post.grade for day in (DAY, DAY + 5) if (post := after.on(day).post(12))] == [
        "P.3",
        "P.3",
    ]


def test_what_was_decided_since_for_later_stays() -> None:
    world = tsb().enacted(act("reclassify_post", "post:12", grade="P.5"))
    since = world.enacted(act("reclassify_post", "post:12", day=DAY + 5, grade="P.3"))
    before = tsb().on(DAY).post(12)
    after = back(since, world.recorded)
    said = [post.grade for day in (DAY, DAY + 5) if (post := after.on(day).post(12))]
    assert before and said == [before.grade, "P.3"]


def test_what_was_corrected_since_is_undone_as_corrected() -> None:
    world = tsb().enacted(act("move_post", "post:12", unit=3))
    wrong = world.effects[-1]
    right = replace(
        wrong,
        id=wrong.id + 1,
        fields={"unit": 1},
        record=wrong.record + 1,
        replaces=(wrong.id,),
        manner=Manner.CORRECTION,
    )
    corrected = MemoryWorld([*world.effects, right], world.recorded + 1)
    post = back(corrected, wrong.record).on(DAY).post(12)
    assert post and post.unit == 2


@pytest.mark.exhaustive
@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**6))
def test_with_anything_decided_since_units_and_posts_are_as_without_it(seed: int) -> None:
    random = Random(seed)
    world = random_world(random).enacted(*random_actions(random, from_day=DAY))
    record = world.recorded
    since = world.enacted(*random_actions(random, from_day=DAY))
    after = back(since, record)
    for subject in {one.subject for one in world.effects if one.record == record}:
        known = [one for one in since.effects if one.subject == subject and one.record != record]
        wanted = fold(known, since.recorded)
        found = fold([one for one in after.effects if one.subject == subject], after.recorded)
        for day in range(DAY, DAY + SPREAD + 2) if subject.kind in ("unit", "post") else ():
            assert on_day(found, day) == on_day(wanted, day)


def test_nothing_is_undone_by_nothing() -> None:
    assert inverse([], tsb()) == ()
    assert expand(in_order([]), tsb()) == ()
