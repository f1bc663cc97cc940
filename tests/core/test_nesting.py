"""Where a part may be put: not under itself, and not below the lowest level."""

import pytest

from bureau.core.nesting import LEVELS_MOST, reasons_of_place

CHAIN: dict[int, int | None] = {1: None} | {each: each - 1 for each in range(2, LEVELS_MOST + 1)}
"""Part 1 at the top, each next one under the one before, down to the lowest level."""
BESIDE: dict[int, int | None] = {50: None, 51: 50}


@pytest.mark.parametrize(
    ("part", "under", "codes"),
    [
        (None, None, []),
        (None, LEVELS_MOST - 1, []),
        (None, LEVELS_MOST, ["parts_too_deep"]),
        (3, 2, []),
        (3, 3, ["part_of_itself"]),
        (3, 7, ["part_of_itself"]),
        (3, None, []),
        (50, LEVELS_MOST - 2, []),
        (50, LEVELS_MOST - 1, ["parts_too_deep"]),
        (51, LEVELS_MOST - 1, []),
        (2, 50, []),
        (2, 51, ["parts_too_deep"]),
    ],
)
def test_a_part_is_put_where_it_may_be(
    part: int | None, under: int | None, codes: list[str]
) -> None:
    reasons = reasons_of_place(CHAIN | BESIDE, part, under)
    assert [reason.code for reason in reasons] == codes
