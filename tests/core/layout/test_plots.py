"""Plots say their numbers in words, scale to what they hold, and mirror."""

from datetime import date

import pytest

from bureau.core.layout.lettering import text_width
from bureau.core.layout.plots import NARROW, Bar, PlotWords, Steps, bars, steps
from bureau.core.layout.style import CLASSES
from bureau.core.layout.svg import Direction, Drawing
from tests.core.layout.drawings import classes, elements, parsed, texts

WORDS = PlotWords("Posts by unit", parts=("encumbered", "vacant", "frozen"))
ROWS = [Bar("SPD", (17, 1, 0), "/units/2"), Bar("A <long> name & more", (4, 0, 3))]
SPAN = (date(2022, 1, 1).toordinal(), date(2026, 1, 1).toordinal())
LINES = [
    Steps("posts", ((SPAN[0], 36), (SPAN[0] + 900, 37))),
    Steps("encumbered", ((SPAN[0], 36), (SPAN[0] + 300, 35))),
]


def drawn(direction: Direction) -> list[Drawing]:
    asked = SPAN[0] + 500
    over_time = steps(LINES, SPAN, PlotWords("Over time"), asked=asked, direction=direction)
    return [bars(ROWS, WORDS, direction=direction), over_time]


@pytest.mark.parametrize("direction", Direction)
def test_they_are_well_formed_named_and_use_declared_classes(direction: Direction) -> None:
    for drawing in drawn(direction):
        assert parsed(drawing.svg)[0].text
        assert classes(drawing.svg) <= CLASSES


def test_a_bar_is_a_link_that_says_its_parts() -> None:
    link = next(elements(bars(ROWS, WORDS).svg, "a"))
    assert link.get("href") == "/units/2"
    assert link.get("aria-label") == "SPD 18, encumbered 17, vacant 1"


def test_the_axis_reaches_beyond_the_longest_bar_in_round_steps() -> None:
    assert {"0", "5", "10", "15", "20"} <= set(texts(bars(ROWS, WORDS).svg))


def test_steps_name_each_line_with_its_last_value() -> None:
    assert {"posts 37", "encumbered 35"} <= set(texts(steps(LINES, SPAN, PlotWords("t")).svg))


def test_counts_that_start_at_nothing_are_scaled_from_zero() -> None:
    rising = Steps("posts", ((SPAN[0], 0), (SPAN[0] + 9, 12)))
    assert "0" in texts(steps([rising], SPAN, PlotWords("t")).svg)


def test_tenths_are_written_as_such_and_the_scale_goes_by_whole_ones() -> None:
    line = Steps("rate", ((SPAN[0], 44), (SPAN[0] + 9, 38)))
    written = texts(steps([line], SPAN, PlotWords("t", point=",")).svg)
    assert "rate 3,8" in written and {"2,0", "3,0", "4,0", "5,0"} <= set(written)


def test_a_scale_goes_no_further_than_the_counts_need() -> None:
    line = Steps("vacancy rate", ((SPAN[0], 1000),))
    written = texts(steps([line], SPAN, PlotWords("t", point=".")).svg)
    assert "100.0" in written and "101.0" not in written


@pytest.mark.parametrize("lines", [[], [Steps("none", ())], [Steps("flat", ((SPAN[0], 0),))]])
def test_nothing_to_show_is_no_error(lines: list[Steps]) -> None:
    assert parsed(steps(lines, SPAN, PlotWords("t")).svg)[0].text == "t"
    assert parsed(bars([], WORDS).svg)[0].text == WORDS.title


def test_on_a_narrow_ground_the_words_of_the_parts_take_several_lines() -> None:
    words = PlotWords("Posts", parts=("encumbered by a holder", "vacant for a time", "frozen"))
    drawing = bars(ROWS, words, width=NARROW)
    said = [e for e in elements(drawing.svg, "text") if e.text in words.parts]
    assert len({e.get("y") for e in said}) == 2
    for text in said:
        assert float(text.get("x", "0")) + text_width(text.text or "", 13) <= NARROW


def test_on_a_narrow_ground_each_count_is_named_above_the_plot_and_nothing_lies_beyond() -> None:
    written = list(elements(steps(LINES, SPAN, PlotWords("t"), width=NARROW).svg, "text"))
    above = [float(e.get("y", "0")) for e in written if e.text in {"posts 37", "encumbered 35"}]
    below = [float(e.get("y", "0")) for e in written if (e.text or "").isdecimal()]
    assert len(above) == 2 and max(above) < min(below)
    for text in written:
        if text.get("class") != "t2 end":
            assert float(text.get("x", "0")) + text_width(text.text or "", 13) <= NARROW


def test_years_keep_apart_where_the_first_is_nearly_over() -> None:
    span = (date(2023, 11, 26).toordinal(), date(2026, 11, 27).toordinal())
    line = Steps("posts", ((span[0], 3),))
    for width in (NARROW, 640):
        written = elements(steps([line], span, PlotWords("t"), width=width).svg, "text")
        at = sorted(float(e.get("x", "0")) for e in written if (e.text or "").startswith("20"))
        assert len(at) >= 3
        assert all(right - left >= 30 for left, right in zip(at, at[1:], strict=False))
