"""The ruler: a tick for each day of change, and how long the picture holds."""

from datetime import date

import pytest

from bureau.core.layout.ruler import Tick, ruler
from bureau.core.layout.style import CLASSES
from bureau.core.layout.svg import Direction
from tests.core.layout.drawings import classes, elements, parsed, texts


def day(*parts: int) -> int:
    return date(*parts).toordinal()


SPAN = (day(2022, 1, 1), day(2026, 1, 1))
TICKS = [
    Tick(day(2022, 1, 1), "Opening record", "1 January 2022: opening record", "?valid=2022-01-01"),
    Tick(day(2024, 7, 1), "In force", "1 July 2024: in force", "?valid=2024-07-01"),
    Tick(day(2024, 7, 9), "Appointed", "9 July 2024: appointed", "?valid=2024-07-09"),
]


def drawn(asked: int, direction: Direction = Direction.LEFT_TO_RIGHT) -> str:
    return ruler(TICKS, asked, SPAN, title="Days of change", direction=direction).svg


def test_each_day_of_change_is_a_named_link() -> None:
    links = [(a.get("href"), a.get("aria-label")) for a in elements(drawn(SPAN[0]), "a")]
    assert links == [(tick.address, tick.spoken) for tick in TICKS]


def bar(svg: str) -> tuple[float, float]:
    """Where the bar of accent begins and how wide it is, in hundredths of the ruler."""
    (found,) = [one for one in elements(svg, "rect") if one.get("class") == "f-accent"]
    return float(found.get("x", "")[:-1]), float(found.get("width", "")[:-1])


def test_the_bar_holds_from_the_last_change_until_the_next() -> None:
    until = 100 * (day(2024, 7, 1) - SPAN[0]) / (SPAN[1] - SPAN[0])
    assert bar(drawn(day(2023, 5, 5))) == (0, pytest.approx(until, abs=0.01))


def test_right_to_left_runs_from_the_other_end() -> None:
    (start, _width), mirrored = [bar(drawn(SPAN[0], direction)) for direction in Direction]
    assert start == 0 and sum(mirrored) == 100


def test_words_that_would_meet_give_way_to_the_later_one() -> None:
    said = texts(drawn(SPAN[0]))
    assert "Appointed" in said
    assert "In force" not in said


def test_every_class_is_declared_and_the_whole_is_named() -> None:
    svg = drawn(day(2030, 1, 1))
    assert classes(svg) <= CLASSES
    assert parsed(svg).get("aria-label") == "Days of change"
    assert 'class="asked"' not in svg


def test_a_word_with_room_for_its_beginning_is_cut() -> None:
    long = "Reorganisation of the Telecommunication Standardization Bureau"
    ticks = [
        Tick(day(2023, 1, 1), long, long, "?a"),
        Tick(day(2023, 9, 1), "Undone", "Undone", "?b"),
    ]
    svg = ruler(ticks, SPAN[0], SPAN, title="Days of change").svg
    (cut,) = [said for said in texts(svg) if said.startswith("Reorg")]
    assert cut.endswith("…") and long.startswith(cut[:-1].rstrip())
    assert [a.get("aria-label") for a in elements(svg, "a")] == [long, "Undone"]


def test_of_many_years_a_narrow_screen_names_a_few() -> None:
    svg = ruler([], 0, (day(2011, 1, 1), day(2027, 1, 1)), title="Days of change").svg
    looks = [one.get("class") for one in elements(svg, "text")]
    assert (looks.count("t2"), looks.count("t2 spare")) == (6, 10)
    assert "spare" not in drawn(SPAN[0])
