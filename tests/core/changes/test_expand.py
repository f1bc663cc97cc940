"""Actions become effects that leave the organisation as the action says."""

import pytest

from bureau.core.changes.definitions import problems
from bureau.core.changes.expand import expand, overlay
from bureau.core.changes.world import snapshot
from bureau.core.references import Reference
from bureau.core.structure.effects import Manner
from tests.core.changes.builders import DAY, MemoryWorld, act, counted, organisation
from tests.core.changes.random_sets import random_case


def tsb() -> MemoryWorld:
    return organisation(
        "unit 1 TSB",
        "unit 2 SGD under 1 head 12",
        "unit 3 TSP under 1 head 13",
        "unit 4 SG5 under 2",
        "post 12 C1 in 2 grade D.1",
        "post 13 C2 in 3 grade D.2",
        "post 14 C3 in 2",
        "line 31 from 14 to 12",
        "described 41 on 14 by 71",
    )


def test_a_merger_carries_posts_and_units_and_says_where_they_went() -> None:
    after = tsb().enacted(act("merge_unit", "unit:2", into=3)).on(DAY)
    assert after.unit(2) is None
    assert [post.id for post in after.posts_of(3)] == [12, 13, 14]
    assert [unit.id for unit in after.children(3)] == [4]
    assert [step.after for step in after.successors(Reference("unit", 2))] == [Reference("unit", 3)]


def test_counted_posts_begin_change_and_end() -> None:
    said = {"unit": 2, "title": 1, "grade": "G.5", "fte": 400}
    world = tsb().enacted(act("establish_block", "block:61", **said))
    world = world.enacted(act("change_block", "block:61", day=DAY + 1, fte=250))
    world = world.enacted(act("abolish_block", "block:61", day=DAY + 2))
    found = [[(one.unit, one.fte) for one in world.on(DAY + n).blocks_of(2)] for n in range(3)]
    assert found == [[(2, 400)], [(2, 250)], []]


def test_a_merger_carries_counted_posts() -> None:
    after = counted(tsb(), 61, 2).enacted(act("merge_unit", "unit:2", into=3)).on(DAY)
    assert [block.id for block in after.blocks_of(3)] == [61]


def test_each_carried_effect_names_the_merger() -> None:
    effects = expand([act("merge_unit", "unit:2", into=3)], tsb())
    assert {effect.action for effect in effects} == {1}
    assert [effect.place for effect in effects] == [1, 2, 3, 4, 5]


def test_what_left_the_unit_earlier_in_the_set_is_not_carried() -> None:
    after = tsb().enacted(act("move_post", "post:14", unit=1), act("merge_unit", "unit:2", into=3))
    post = after.on(DAY).post(14)
    assert post and post.unit == 1


def test_a_split_unit_stands_on_and_is_named_as_origin() -> None:
    after = tsb().enacted(act("split_unit", "unit:2", into=4)).on(DAY)
    assert after.unit(2)
    assert after.successors(Reference("unit", 2))[0].manner == "split"


def test_an_abolished_unit_is_replaced_by_its_successor() -> None:
    after = tsb().enacted(act("abolish_unit", "unit:4", successor=3)).on(DAY)
    assert after.unit(4) is None
    assert after.successors(Reference("unit", 4))[0].manner == "replaced"


def test_an_abolished_post_takes_its_line_and_description_along() -> None:
    after = tsb().enacted(act("abolish_post", "post:14")).on(DAY)
    assert after.reportings_of(14) == ()
    assert after.adoption_of(14) is None


def test_a_new_line_ends_the_one_of_that_manner_before_it() -> None:
    after = tsb().enacted(act("change_reporting", "post:14", superior=13)).on(DAY)
    assert [post.id for post in after.superiors(14)] == [13]


def test_a_functional_line_leaves_the_line_as_it_is() -> None:
    changed = act("change_reporting", "post:14", superior=13, manner="functional")
    after = tsb().enacted(changed).on(DAY)
    assert [post.id for post in after.superiors(14)] == [12]
    assert [post.id for post in after.superiors(14, "functional")] == [13]


def test_a_line_may_be_taken_away() -> None:
    after = tsb().enacted(act("change_reporting", "post:14", superior=None)).on(DAY)
    assert after.reportings_of(14) == ()


def test_a_new_description_ends_the_former_adoption() -> None:
    before = tsb()
    after = before.enacted(act("adopt_description", "post:14", description=72)).on(DAY)
    adoption = after.adoption_of(14)
    assert adoption and adoption.description == 72
    assert len(after.standing("adoption")) == len(before.on(DAY).standing("adoption"))


def test_a_moved_duty_gives_both_posts_a_new_description() -> None:
    moved = act("move_duty", "post:14", duty=5, into=13, description=73, into_description=74)
    after = tsb().enacted(moved).on(DAY)
    given, taken = after.adoption_of(14), after.adoption_of(13)
    assert given and taken and (given.description, taken.description) == (73, 74)


def test_freezing_and_unfreezing_set_the_mark() -> None:
    frozen = tsb().enacted(act("freeze_post", "post:14"))
    thawed = frozen.enacted(act("unfreeze_post", "post:14", day=DAY + 1))
    assert (frozen.on(DAY).posts_of(2)[1].frozen, thawed.on(DAY + 1).posts_of(2)[1].frozen) == (
        True,
        False,
    )


def test_an_appointment_and_its_end_frame_an_incumbency() -> None:
    held = tsb().enacted(act("appoint", "post:14", incumbency=21, person=501))
    over = held.enacted(act("end_incumbency", "incumbency:21", day=DAY + 9))
    assert [one.person for one in over.on(DAY + 8).incumbencies_of(14)] == [501]
    assert over.on(DAY + 9).incumbencies_of(14) == ()


def test_a_change_before_a_decided_one_is_an_insertion_and_the_later_one_stays() -> None:
    decided = tsb().enacted(act("move_post", "post:14", day=DAY + 50, unit=3))
    inserted = act("move_post", "post:14", unit=1)
    assert expand([inserted], decided)[0].manner is Manner.INSERTION
    after = decided.enacted(inserted)
    assert [post.unit for day in (DAY, DAY + 50) if (post := after.on(day).post(14))] == [1, 3]


def test_an_override_replaces_the_later_change_and_keeps_what_else_it_set() -> None:
    renamed = act("rename_unit", "unit:4", day=DAY + 50, name=77, code="NEW")
    decided = tsb().enacted(renamed)
    later = decided.effects[-1].id
    after = decided.enacted(act("rename_unit", "unit:4", code="SG6", overrides=str(later)))
    unit = after.on(DAY + 50).unit(4)
    assert unit and (unit.code, unit.name) == ("SG6", 77)


def test_the_overlay_holds_what_the_set_touches_and_shows_it() -> None:
    before = tsb()
    plan = overlay([act("rename_unit", "unit:3", code="SPD")], before)
    assert plan.touched == {Reference("unit", 3)}
    unit = snapshot(before, DAY, plan).unit(3)
    assert unit and unit.code == "SPD"
    assert before.on(DAY).unit(3) != unit


def test_looking_at_a_set_makes_no_identities() -> None:
    world = tsb()
    overlay([act("merge_unit", "unit:2", into=3)], world)
    assert world.new_id("succession") == 900


def test_actions_happen_by_day_and_then_by_place() -> None:
    late = act("move_post", "post:14", day=DAY + 1, unit=3)
    early = act("move_post", "post:14", unit=1)
    after = tsb().enacted(late, early)
    assert [post.unit for day in (DAY, DAY + 1) if (post := after.on(day).post(14))] == [1, 3]


@pytest.mark.exhaustive
@pytest.mark.parametrize("start", range(0, 100, 20))
def test_plain_actions_write_what_they_would_write_one_after_another(start: int) -> None:
    for seed in range(start, start + 20):
        world, actions = random_case(seed)
        well_formed = [action for action in actions if not problems(action)]
        fresh = MemoryWorld(world.effects, world.recorded)
        assert expand(well_formed, fresh) == expand(well_formed, world.plainless()), seed
