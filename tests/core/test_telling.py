"""When a person is told: at once, with the letter of the day or week, or not by mail."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bureau.core.telling import Choice, Manner, Urgency, next_letter, told_at

NOW = datetime(2024, 6, 10, 9, tzinfo=UTC)  # a Monday
DAILY = Choice(Manner.DAILY, 8, zone="Europe/Zurich")
WEEKLY = Choice(Manner.WEEKLY, 8, weekday=2, zone="Europe/Zurich")
TOMORROW = datetime(2024, 6, 11, 6, tzinfo=UTC)
WEDNESDAY = datetime(2024, 6, 12, 6, tzinfo=UTC)
choices = st.builds(
    Choice,
    st.sampled_from([Manner.DAILY, Manner.WEEKLY]),
    st.integers(0, 23),
    st.integers(0, 6),
    st.sampled_from(["UTC", "Europe/Zurich", "America/New_York", "Asia/Kathmandu"]),
)
instants = st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: NOW + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("choice", "urgency", "due", "told"),
    [
        (Choice(), Urgency.TELLS, None, NOW),
        (DAILY, Urgency.HOLDS_UP, None, TOMORROW),
        (DAILY, Urgency.AT_ONCE, None, NOW),
        (DAILY, Urgency.HOLDS_UP, date(2024, 6, 11), NOW),
        (DAILY, Urgency.HOLDS_UP, date(2024, 6, 12), TOMORROW),
        (WEEKLY, Urgency.TELLS, None, WEDNESDAY),
        (WEEKLY, Urgency.HOLDS_UP, date(2024, 6, 11), NOW),
        (Choice(Manner.NONE), Urgency.TELLS, None, None),
        (Choice(Manner.NONE), Urgency.HOLDS_UP, None, NOW),
        (Choice(Manner.NONE), Urgency.AT_ONCE, None, NOW),
    ],
)
def test_a_choice_gathers_what_may_wait_and_silences_only_what_holds_up_nobody(
    choice: Choice, urgency: Urgency, due: date | None, told: datetime | None
) -> None:
    assert told_at(choice, urgency, due, NOW) == told


@given(choices, instants)
def test_a_letter_goes_at_the_hour_of_the_persons_own_zone(choice: Choice, now: datetime) -> None:
    found = next_letter(choice, now)
    here = found.astimezone(ZoneInfo(choice.zone))
    assert here.hour - choice.hour in (0, 1)
    assert choice.manner is Manner.DAILY or here.weekday() == choice.weekday
    assert now < found <= now + timedelta(days=8)


@given(choices, instants)
def test_letters_of_one_choice_never_stand_still(choice: Choice, now: datetime) -> None:
    first = next_letter(choice, now)
    assert next_letter(choice, first - timedelta(seconds=1)) == first
    assert next_letter(choice, first) > first
