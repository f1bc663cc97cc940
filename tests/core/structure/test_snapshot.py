"""What a snapshot says of the tree, of posts, of those above them and of counts."""

from bureau.core.coordinates import Coordinates
from bureau.core.structure.columns import Columns
from bureau.core.structure.snapshot import Snapshot
from tests.core.structure.builders import Script, bureau_before_and_after, overlay


def test_units_come_in_pre_order_and_siblings_in_their_order() -> None:
    before, after = bureau_before_and_after()
    assert [unit.code for unit in before.units()] == ["TSB", "SGD", "SGA", "TSP", "OPD"]
    assert [unit.code for unit in after.units()] == ["TSB", "SED", "SPD", "SGA", "OPD"]
    assert [unit.code for unit in before.children(1)] == ["SGD", "TSP", "OPD"]


def test_a_subtree_is_the_unit_and_all_below_it() -> None:
    before, after = bureau_before_and_after()
    assert before.subtree(2) == (2, 6)
    assert after.subtree(2) == ()
    assert after.subtree(3) == (3, 6)


def test_a_path_runs_from_the_root_to_the_unit() -> None:
    before, _ = bureau_before_and_after()
    assert [unit.code for unit in before.path(6)] == ["TSB", "SGD", "SGA"]
    assert before.path(99) == ()


def test_posts_under_a_unit_come_in_chart_order() -> None:
    before, _ = bureau_before_and_after()
    assert [post.id for post in before.posts_under(1)] == [1, 3, 4, 2, 5, 6]
    assert [post.id for post in before.posts_of(2)] == [2, 5]


def test_a_view_has_every_field_and_the_days_of_its_row() -> None:
    before, _ = bureau_before_and_after()
    post = before.post(5)
    assert post is not None
    assert (post.valid_from, post.valid_until, post.unit) == (1, 100, 2)
    assert (post.grade, post.fte, post.frozen, post.number) == ("P.5", 50, False, "")


def test_what_does_not_stand_is_none() -> None:
    before, _ = bureau_before_and_after()
    assert before.unit(5) is None
    assert before.post(99) is None
    assert before.roll_up(5) is None
    assert not before.is_vacant(99)


def test_a_chain_begins_with_the_post_and_goes_up_by_heads() -> None:
    before, after = bureau_before_and_after()
    assert [post.id for post in before.chain(6)] == [6, 2, 1]
    assert [post.id for post in before.chain(2)] == [2, 1]
    assert [post.id for post in after.chain(5)] == [5, 3, 1]
    assert before.chain(99) == ()


def test_a_chain_ends_where_reporting_lines_circle() -> None:
    script = Script()
    for post, superior in ((1, 2), (2, 3), (3, 1)):
        script.establish(f"post:{post}")
        script.establish(f"reporting:{post}", post=post, superior=superior, manner="line")
    assert [post.id for post in script.snapshot(5).chain(1)] == [1, 2, 3]


def test_a_functional_line_is_told_and_does_not_lead_up() -> None:
    script = Script()
    script.establish("post:1")
    script.establish("post:2")
    script.establish("reporting:1", post=1, superior=2, manner="functional")
    snapshot = script.snapshot(5)
    assert snapshot.superior(1) is None
    assert [post.id for post in snapshot.superiors(1, "functional")] == [2]


def test_incumbencies_are_found_by_post_and_by_person() -> None:
    before, _ = bureau_before_and_after()
    assert before.incumbencies_of(5) == before.incumbencies_of_person(7)
    assert before.incumbencies_of(1) == ()


def test_a_roll_up_counts_own_posts_and_those_below() -> None:
    before, _ = bureau_before_and_after()
    roll_up = before.roll_up(2)
    assert roll_up is not None
    assert (roll_up.own.posts, roll_up.own.vacant, roll_up.own.fte) == (2, 1, 150)
    assert (roll_up.subtree.posts, roll_up.subtree.frozen, roll_up.subtree.fte) == (3, 1, 250)
    assert roll_up.subtree.by_grade == {"D.1": 1, "P.3": 1, "P.5": 1}


def test_all_roll_ups_come_in_chart_order() -> None:
    before, _ = bureau_before_and_after()
    assert list(before.roll_up_all()) == [1, 2, 6, 3, 4]
    assert before.roll_up_all()[1].subtree.posts == len(before.posts())


def test_a_unit_without_its_parent_is_a_root_and_keeps_its_parent_in_view() -> None:
    script = Script()
    script.establish("unit:1", parent=9)
    snapshot = script.snapshot(5)
    assert [(unit.id, unit.parent) for unit in snapshot.roots()] == [(1, 9)]


def test_a_post_without_its_unit_is_among_all_posts_and_under_no_unit() -> None:
    script = Script()
    script.establish("unit:1")
    script.establish("post:1", unit=9)
    snapshot = script.snapshot(5)
    assert [post.id for post in snapshot.posts()] == [1]
    assert snapshot.posts_under(1) == ()


def test_an_empty_organisation_has_nothing_and_says_so() -> None:
    snapshot = Snapshot(Columns(), Coordinates(1, 1))
    assert (snapshot.units(), snapshot.posts(), snapshot.chain(1)) == ((), (), ())
    assert list(snapshot.roll_up_all()) == []


def test_an_overlay_stands_instead_of_the_objects_that_it_touches() -> None:
    before, _ = bureau_before_and_after()
    draft = Script()
    draft.establish("unit:4", code="OPS", parent=3)
    draft.establish("unit:7", 60, code="NEW", parent=4)
    laid = Snapshot(before.columns, Coordinates(70, 1), overlay(draft.effects))
    assert [unit.code for unit in laid.units()] == ["TSB", "SGD", "SGA", "TSP", "OPS", "NEW"]
    assert [unit.code for unit in before.children(3)] == []


def test_an_object_touched_by_an_overlay_without_versions_is_gone() -> None:
    before, _ = bureau_before_and_after()
    draft = Script()
    draft.change("unit:4", 10, code="stray")
    laid = Snapshot(before.columns, before.coordinates, overlay(draft.effects))
    assert laid.unit(4) is None


def test_a_circle_in_a_draft_is_told_and_cut_so_that_every_walk_ends() -> None:
    before, _ = bureau_before_and_after()
    draft = Script()
    draft.establish("unit:2", code="SGD", parent=6)
    laid = Snapshot(before.columns, before.coordinates, overlay(draft.effects))
    assert laid.circles() == ((2, 6),)
    assert [unit.code for unit in laid.path(6)] == ["SGD", "SGA"]
    assert len(laid.units()) == 5
