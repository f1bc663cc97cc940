"""The lines of a drawing, read back: whatever its form, whichever way it is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bureau.core.layout.boxes import ChartBox, ChartWords
from bureau.core.layout.svg import Direction
from bureau.core.papers.drawn import chart_drawn
from bureau.core.papers.kinds.fitting import PAGE, Asked, Sheet, drawn_on

WORDS = ChartWords("Chart", "", "encumbered", "vacant", "frozen", hidden=lambda count: f"+{count}")
SHEETS = (PAGE, Sheet((640,), 1.35), Sheet((1262, 2600), 1.4), Sheet((328,), 9))


def drawing(parents: list[int], sheet: Sheet, direction: Direction) -> tuple[str, dict[str, str]]:
    """A chart in which each box stands under an earlier one; and what its lines say."""
    boxes = [
        ChartBox(id=place, parent=above if place else None, code=f"U{place}", name=f"Unit {place}")
        for place, above in enumerate(parents)
    ]
    asked = Asked(boxes, WORDS, direction, "chart", "1 July", lambda shown: f"{shown} shown")
    above = {f"U{place}": f"U{parent}" for place, parent in enumerate(parents) if place}
    return drawn_on(sheet, asked), above


@st.composite
def trees(draw: st.DrawFn) -> list[int]:
    count = draw(st.integers(1, 45))
    return [0, *(draw(st.integers(0, place)) for place in range(count - 1))]


@given(trees(), st.sampled_from(SHEETS), st.sampled_from(list(Direction)))
def test_every_line_is_read_as_it_was_meant(
    parents: list[int], sheet: Sheet, direction: Direction
) -> None:
    svg, above = drawing(parents, sheet, direction)
    said = chart_drawn(svg, {"U0", *above})
    assert said is not None
    assert said.above == {one: over for one, over in above.items() if one in said.codes}


def test_a_line_that_is_gone_leads_nowhere() -> None:
    svg, _ = drawing([0, 0, 1], PAGE, Direction.LEFT_TO_RIGHT)
    (line,) = (part for part in svg.split("<") if 'class="rail"' in part)
    said = chart_drawn(svg.replace(f"<{line}", ""), {"U0", "U1", "U2"})
    assert said is not None and said.above == {}


def test_a_box_without_a_frame_is_not_drawn() -> None:
    said = chart_drawn('<g aria-label="U1"><rect x="1..2" y="." /></g>', {"U1"})
    assert said is not None and said.codes == frozenset()


@pytest.mark.parametrize("svg", ["", "<svg/>", '<g aria-label="U2"><rect x="1" y="2"/></g>'])
def test_what_is_no_chart_of_ours_says_nothing(svg: str) -> None:
    assert chart_drawn(svg, {"U1"}) is None


def test_nor_does_one_with_more_lines_than_any_chart() -> None:
    box = '<g aria-label="U1"><rect x="0" y="0" width="9" height="9"/></g>'
    assert chart_drawn(box + '<path d="M1 2V3"/>' * 6000, {"U1"}) is None
