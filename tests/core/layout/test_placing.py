"""Boxes stand apart, in trees of any form and size."""

import pytest

from bureau.core.layout.boxes import ChartBox
from bureau.core.layout.chart import MIDDLE, NARROW, WIDE, placed
from bureau.core.layout.placing import Place
from bureau.core.layout.tree import build
from tests.core.layout.drawings import WORDS, grown, small


def places(boxes: list[ChartBox], width: int) -> list[Place]:
    return list(placed(build(boxes), boxes, WORDS, width, ()).places.values())


def meeting(places: list[Place]) -> int:
    """How many pairs of boxes overlap, found by a sweep from the left."""
    found, open_places = 0, list[Place]()
    for place in sorted(places, key=lambda place: place.x):
        open_places = [other for other in open_places if other.x + other.face.width > place.x]
        found += sum(other.y < place.bottom and place.y < other.bottom for other in open_places)
        open_places.append(place)
    return found


@pytest.mark.thorough
@pytest.mark.parametrize("width", [WIDE, MIDDLE, NARROW])
@pytest.mark.parametrize(("count", "seed"), [(1, 0), (2, 1), (7, 2), (60, 3), (300, 4), (2000, 5)])
def test_no_two_boxes_overlap(count: int, seed: int, width: int) -> None:
    found = places(grown(count, seed), width)
    assert len(found) == count
    assert meeting(found) == 0


@pytest.mark.parametrize("count", [3, 11, 40])
@pytest.mark.parametrize("width", [WIDE, MIDDLE, NARROW])
def test_many_siblings_break_into_lines_within_the_width(count: int, width: int) -> None:
    boxes = [ChartBox(1, None, "A", "a"), *(ChartBox(n, 1, "B", "b") for n in range(2, count))]
    assert max(place.x + place.face.width for place in places(boxes, width)) <= width


def test_siblings_stand_level_and_equally_high() -> None:
    _, *departments = places(small(), WIDE)
    assert len({(place.y, place.bands.height) for place in departments}) == 1


def test_in_a_narrow_pane_everything_hangs_below_the_root() -> None:
    root, *departments = places(small(), NARROW)
    assert all(place.x > root.x and place.y > root.bottom for place in departments)


def test_several_roots_stand_beside_each_other_without_a_line() -> None:
    boxes = [ChartBox(1, None, "A", "a"), ChartBox(2, None, "B", "b")]
    placing = placed(build(boxes), boxes, WORDS, WIDE, ())
    assert placing.strokes == []
    assert meeting(list(placing.places.values())) == 0
