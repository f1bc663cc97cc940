"""Two structures side by side: every post a strand, every group a label and a row."""

from dataclasses import replace

import pytest

from bureau.core.layout.boxes import Change, ChartBox
from bureau.core.layout.compare import CompareWords, Comparison, compare
from bureau.core.layout.compare_upright import compare_upright
from bureau.core.layout.strands import Fate, Strand, StrandGroup
from bureau.core.layout.style import CLASSES
from bureau.core.layout.svg import Direction
from tests.core.layout.drawings import (
    WORDS,
    box_spans,
    classes,
    elements,
    parsed,
    small,
    strands,
    texts,
)


def label(group: StrandGroup) -> str:
    return f"{group.posts} {group.fate}"


LABELS = CompareWords(WORDS, "In force", "Draft", label)


def before() -> list[ChartBox]:
    return [box for box in small() if box.id != 3]


def compared(direction: Direction = Direction.LEFT_TO_RIGHT) -> Comparison:
    return compare(before(), small(), strands(), LABELS, direction=direction)


def test_groups_are_the_rows_of_the_table() -> None:
    rows = [(group.before, group.after, group.fate, group.posts) for group in compared().groups]
    assert rows == [
        (2, 2, Fate.STAYS, 3),
        (2, 3, Fate.MOVES, 2),
        (4, 4, Fate.STAYS, 1),
        (4, None, Fate.GONE, 1),
        (None, 3, Fate.NEW, 1),
    ]


def test_each_post_is_one_stroke_of_its_kind() -> None:
    paths = {e.get("class"): e.get("d", "") for e in elements(compared().drawing.svg, "path")}
    drawn = {name: paths[f"strand {name}"].count("M") for name in ("st", "mv", "nw", "gn")}
    assert drawn == {"st": 4, "mv": 2, "nw": 1, "gn": 1}
    assert paths["strand hollow nw"].count("M") == 1


def test_labels_carry_the_numbers_of_the_list_and_do_not_cover_each_other() -> None:
    svg = compared().drawing.svg
    assert {"3 stays", "2 moves", "1 new", "1 gone"} <= set(texts(svg))
    pills = [g for g in elements(svg, "g") if g.get("class", "").startswith("pill")]
    tops = {float(rect.get("y", "")) for g in pills for rect in g if rect.tag == "rect"}
    assert len(tops) == len(pills)


def test_right_to_left_mirrors_both_columns() -> None:
    left, right = compared().drawing, compared(Direction.RIGHT_TO_LEFT).drawing
    mirrored = [(left.width - end, left.width - start) for start, end in box_spans(left.svg)]
    assert box_spans(right.svg) == mirrored


def test_a_unit_that_is_the_same_without_posts_is_joined_by_a_line() -> None:
    assert "thin" not in classes(compared().drawing.svg)
    same = [replace(small()[0], changes=(replace(small()[2].changes[0], change=Change.SAME),))]
    assert "thin" in classes(compare(same, same, (), LABELS).drawing.svg)


def test_strands_of_units_that_are_not_drawn_are_left_out() -> None:
    assert compare(before(), small(), [Strand(77, 78, "P.1")], LABELS).groups == ()


@pytest.mark.parametrize("direction", Direction)
def test_the_upright_form_has_every_post_too(direction: Direction) -> None:
    drawing = compare_upright(before(), small(), strands(), LABELS, direction=direction)
    assert drawing is not None
    paths = [e for e in elements(drawing.svg, "path") if "hollow" not in e.get("class", "")]
    assert sum(e.get("d", "").count("M") for e in paths if "strand" in e.get("class", "")) == 8


def test_too_many_posts_for_a_narrow_screen_are_left_to_the_table() -> None:
    assert compare_upright(before(), small(), [Strand(2, 2, "P.1")] * 400, LABELS) is None


def test_both_forms_are_well_formed_and_use_declared_classes() -> None:
    upright = compare_upright(before(), small(), strands(), LABELS)
    assert upright is not None
    for svg in (compared().drawing.svg, upright.svg):
        assert parsed(svg)[0].text == WORDS.title
        assert classes(svg) <= CLASSES
