"""Which days are reckoned with, and what costs do on any other."""

from datetime import date

import pytest

from bureau.core.costs import Year
from bureau.core.days import FIRST_DAY, LAST_DAY, day_read, is_reckoned
from bureau.core.imports import cells


@pytest.mark.parametrize("day", ["1799-12-31", "3000-01-01", "9999-12-31", "2024-02-30", "x"])
def test_a_mistyped_day_is_not_read(day: str) -> None:
    with pytest.raises(ValueError, match="day|isoformat"):
        day_read(day)
    assert cells.day(day) is None


def test_the_first_and_the_last_day_are_reckoned_with() -> None:
    assert [day_read(day.isoformat()) for day in (FIRST_DAY, LAST_DAY)] == [FIRST_DAY, LAST_DAY]
    assert is_reckoned(LAST_DAY.toordinal())
    assert not is_reckoned(LAST_DAY.toordinal() + 1)


def test_the_last_year_there_is_has_an_end() -> None:
    assert Year.calendar(date.max.toordinal()).days() == 365
