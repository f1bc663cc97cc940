"""Deadlines: over at the hour a body closes in its zone, and chased stage by stage."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bureau.core.procedures.deadlines import Convention, Deadline, hour_of, stages_due

DAY = date(2024, 6, 10)
GENEVA = Deadline(DAY, "Europe/Zurich", "17:30")


def test_it_is_over_at_the_hour_of_its_zone() -> None:
    assert GENEVA.instant() == datetime(2024, 6, 10, 15, 30, tzinfo=UTC)
    assert not GENEVA.is_late(GENEVA.instant() - timedelta(seconds=1))
    assert GENEVA.is_late(GENEVA.instant())


def test_without_an_hour_the_whole_day_counts() -> None:
    assert Deadline(DAY, "America/New_York").instant() == datetime(2024, 6, 11, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("late", "stages"),
    [
        (timedelta(seconds=-1), ()),
        (timedelta(0), ("chased",)),
        (timedelta(days=3), ("chased", "stand_in")),
        (timedelta(days=7), ("chased", "stand_in", "superior")),
    ],
)
def test_each_stage_comes_after_its_days(late: timedelta, stages: tuple[str, ...]) -> None:
    assert stages_due(GENEVA, Convention(), GENEVA.instant() + late) == stages


@given(st.integers(0, 60), st.integers(0, 60), st.integers(-5, 80))
def test_a_stage_that_came_never_goes(first: int, second: int, hours: int) -> None:
    convention = Convention("Europe/Zurich", "17:30", first, second)
    now = GENEVA.instant() + timedelta(hours=hours)
    before = set(stages_due(GENEVA, convention, now))
    assert before <= set(stages_due(GENEVA, convention, now + timedelta(days=1)))


def test_an_hour_is_hours_and_minutes() -> None:
    with pytest.raises(ValueError):
        hour_of("25:00")


ZONES = ["UTC", "Europe/Zurich", "Africa/Cairo", "America/Asuncion", "America/Havana"]
"""In the last three, summer time began or begins at midnight."""


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("closes", ["", "17:30"])
def test_a_deadline_is_read_from_the_instant_at_which_it_is_over(zone: str, closes: str) -> None:
    for day in range(366):
        deadline = Deadline(date(2024, 1, 1) + timedelta(days=day), zone, closes)
        assert Deadline.over_at(deadline.instant(), zone) == deadline
