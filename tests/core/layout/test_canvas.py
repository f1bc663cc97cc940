"""What a canvas paints and what a poster draws is what the SVG of a few boxes shows."""

import re
from dataclasses import replace

import numpy as np
import pytest

from bureau.core.layout.boxes import GradePosts
from bureau.core.layout.canvas import draw_fitted, fitted, painted
from bureau.core.layout.large import BOX_HEIGHT, BOX_WIDTH, spread
from bureau.core.layout.poster import poster
from bureau.core.layout.svg import Direction, Pen
from tests.core.layout.drawings import SED, WORDS, grown, small


def test_marks_say_what_the_svg_says() -> None:
    for direction in Direction:
        face, pen = painted(SED, WORDS, direction), Pen(BOX_WIDTH, direction)
        draw_fitted(pen, SED, WORDS, (0, 0))
        written = "".join(pen.marks)
        for mark in face.marks:
            if mark[0] == "t":
                assert all(run[0] in written for run in mark[4])
            if mark[0] == "p":
                assert f'd="{mark[1]}"' in written
        assert len(face.marks) == len(re.findall("<(?:rect|path|circle|text) ", written))


def test_a_box_holds_all_that_is_painted_in_it() -> None:
    crowded = [GradePosts(f"P.{n}", 90, 5, 5) for n in range(9)]
    for box in (*grown(60, 1), replace(SED, posts=crowded, note="A note " * 30)):
        for mark in painted(box, WORDS, Direction.LEFT_TO_RIGHT).marks:
            if mark[0] == "t":
                assert 0 <= mark[2] <= BOX_HEIGHT - 6


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Border Force", ["190 posts · 190 vacant ·", "10\u202f409.22 in staffing blocks"]),
        ("Border Force National Operations", ["190 posts · 190 vacant …"]),
    ],
)
def test_counts_that_do_not_fit_on_a_line_take_the_next_or_say_that_more_is_said(
    name: str, told: list[str]
) -> None:
    counts = "190 posts · 190 vacant · 10\u202f409.22 in staffing blocks"
    face, _look = fitted(replace(SED, name=name, counts=counts, changes=()), WORDS)
    assert list(face.notes) == told


def test_a_face_is_labelled_for_who_listens() -> None:
    assert painted(SED, WORDS, Direction.LEFT_TO_RIGHT).label.startswith("added, SED, Strategic")


def test_a_poster_draws_every_box_and_its_coordinates() -> None:
    boxes = small()
    placed = spread(np.array([-1, 0, 0, 0]))
    pieces = poster(placed, boxes, WORDS, direction=Direction.RIGHT_TO_LEFT, coordinates=["Now"])
    svg = "".join(pieces)
    assert svg.startswith("<svg xmlns") and svg.endswith("</svg>")
    assert all(box.name.split()[0] in svg for box in boxes)
    assert len(re.findall('class="bx', svg)) == 4 and ">Now</text>" in svg
