"""A tree is made of whatever boxes come, and an outline counts what it hides."""

from bureau.core.layout.boxes import ChartBox
from bureau.core.layout.tree import build, depth_within
from tests.core.layout.drawings import grown


def named(*pairs: tuple[int, int | None]) -> list[ChartBox]:
    return [ChartBox(unit, parent, f"U{unit}", "") for unit, parent in pairs]


def test_children_may_come_before_their_parent() -> None:
    tree = build(named((2, 1), (1, None)))
    assert tree.order == (1, 0)


def test_a_box_whose_parent_is_not_shown_is_a_root() -> None:
    assert build(named((5, 99), (6, 5))).roots == [0]


def test_a_circle_is_drawn_from_its_first_box() -> None:
    tree = build(named((1, 2), (2, 1), (3, 3)))
    assert sorted(tree.order) == [0, 1, 2]
    assert tree.roots == [2, 0]


def test_an_outline_hides_what_is_deeper_and_counts_it() -> None:
    tree = build(named((1, None), (2, 1), (3, 2), (4, 3), (5, 1)), depth=1)
    assert tree.order == (0, 1, 4)
    assert tree.hidden == {1: 2, 4: 0}


def test_sizes_count_a_box_and_all_below_it() -> None:
    assert build(grown(50, 1)).sizes[0] == 50


def test_the_depth_of_an_outline_follows_from_how_many_boxes_a_page_holds() -> None:
    boxes = named((1, None), (2, 1), (3, 1), (4, 2), (5, 4))
    assert depth_within(boxes, 5) is None
    assert depth_within(boxes, 4) == 2
    assert depth_within(boxes, 1) == 1
