"""What a chart says, to the eye and to the ear, in both directions."""

from dataclasses import replace

import pytest

from bureau.core.layout import face
from bureau.core.layout.boxes import ChartBox
from bureau.core.layout.chart import MIDDLE, NARROW, WIDE, chart
from bureau.core.layout.style import CLASSES
from bureau.core.layout.svg import Direction
from tests.core.layout.drawings import (
    SED,
    WORDS,
    box_spans,
    classes,
    elements,
    grown,
    parsed,
    small,
    texts,
)

HOSTILE = "<script>alert('x')</script> & \"quoted\" \x00\x0b\ud800 ]]>"


def test_it_has_a_title_and_a_description_that_name_it() -> None:
    root = parsed(chart(small(), WORDS, key="wide").svg)
    assert root.get("role") == "group"
    assert root.get("aria-labelledby") == "wide-t wide-d"
    assert [child.text for child in root[:2]] == [WORDS.title, WORDS.description]


def test_a_box_is_one_link_whose_name_says_all_of_it() -> None:
    link = next(a for a in elements(chart(small(), WORDS).svg, "a") if a.get("href") == "/units/3")
    assert link.get("aria-label") == (
        "added, SED, Strategic Engagement Department, Chief D.1, vacant, "
        "7 posts · 2 vacant, D.1 1, P.4 2, P.3 4"
    )


def test_a_footnote_is_a_link_of_its_own_beside_its_box() -> None:
    links = [a.get("href") for a in elements(chart(small(), WORDS).svg, "a")]
    assert links == ["/units/1", "/units/2", "/units/3", "#note-1", "/units/4"]


@pytest.mark.parametrize("width", [WIDE, MIDDLE, NARROW])
def test_hostile_words_stay_words(width: int) -> None:
    box = ChartBox(1, None, HOSTILE, HOSTILE, note=HOSTILE, address='/"><script>')
    root = parsed(chart([box], replace(WORDS, title=HOSTILE), width=width).svg)
    assert not [element for element in root.iter() if element.tag == "script"]
    assert root[0].text == "<script>alert('x')</script> & \"quoted\"  ]]>"


def test_right_to_left_mirrors_every_box() -> None:
    left = chart(small(), WORDS)
    right = chart(small(), WORDS, direction=Direction.RIGHT_TO_LEFT)
    mirrored = [(left.width - end, left.width - start) for start, end in box_spans(left.svg)]
    assert box_spans(right.svg) == mirrored
    assert parsed(right.svg).get("direction") == "rtl"


def test_grades_are_isolated_only_where_direction_could_turn_them() -> None:
    assert "iso" not in classes(chart([SED], WORDS).svg)
    assert "iso" in classes(chart([SED], WORDS, direction=Direction.RIGHT_TO_LEFT).svg)


def test_an_outline_says_how_many_boxes_it_leaves_out() -> None:
    boxes = [replace(box, deeper=f"/deeper/{box.id}") for box in small()]
    svg = chart(boxes, WORDS, depth=0).svg
    assert "\u200e+3" in texts(svg)
    assert [a.get("href") for a in elements(svg, "a")] == ["/units/1", "/deeper/1"]


def test_every_class_it_uses_is_declared() -> None:
    svg = "".join(chart(small(), WORDS, width=width).svg for width in (WIDE, MIDDLE, NARROW))
    assert classes(svg) <= CLASSES


def test_colours_stand_only_in_the_styles_of_a_file_that_stands_alone() -> None:
    assert "<style>" not in chart(small(), WORDS).svg
    assert "fill=" not in chart(small(), WORDS).svg


def test_a_file_that_stands_alone_carries_styles_and_coordinates_and_no_local_links() -> None:
    lines = ("Valid day: 17 March 2025", "Recorded: number 12", "Plan: in force")
    svg = chart(small(), WORDS, standalone=True, coordinates=lines).svg
    assert parsed(svg).tag == "{http://www.w3.org/2000/svg}svg"
    assert tuple(texts(svg)[-3:]) == lines
    assert not list(elements(svg, "a"))
    assert next(elements(svg, "style")).text


def test_an_empty_chart_is_still_a_drawing() -> None:
    assert parsed(chart([], WORDS).svg)[0].text == WORDS.title


def test_sixty_boxes_in_three_forms_stay_light() -> None:
    forms = [chart(grown(60, 2), WORDS, width=width) for width in (WIDE, MIDDLE, NARROW)]
    assert sum(len(form.svg) for form in forms) < 250_000


def test_work_grows_with_the_number_of_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [0]

    def counting(text: str, size: float, *, bold: bool = False) -> float:
        asked[0] += 1
        return len(text) * size / 2

    monkeypatch.setattr(face, "text_width", counting)
    chart(grown(500, 1), WORDS)
    few = asked[0]
    chart(grown(2000, 1), WORDS)
    assert asked[0] - few < 5 * few


def test_the_same_boxes_make_the_same_drawing() -> None:
    assert chart(small(), WORDS).svg == chart(small(), WORDS).svg
