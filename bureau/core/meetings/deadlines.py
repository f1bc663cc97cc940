"""When documents and their translations are due, counted back from the day a session opens."""

from enum import StrEnum

from bureau.core.spans import Day

WEEK, WORKING_DAYS = 7, 5


class Counting(StrEnum):
    """Which days are counted: all, or Mondays to Fridays."""

    CALENDAR = "calendar"
    WORKING = "working"


class SlotState(StrEnum):
    """How far a document has come in one language."""

    AWAITED = "awaited"
    IN_WORK = "in_work"
    THERE = "there"


def last_day_before(opening: Day, days: int, convention: Counting) -> Day:
    """The last day on which something may come that is due so many days before the opening."""
    if convention is Counting.CALENDAR:
        return opening - days
    day = opening
    for _counted in range(days):
        day -= 1
        while not is_working(day):
            day -= 1
    return day


def is_working(day: Day) -> bool:
    return (day - 1) % WEEK < WORKING_DAYS


def is_late(due: Day | None, done: Day | None, today: Day) -> bool:
    """Whether it came after the last day, or has not come though that day is over."""
    return due is not None and (done if done is not None else today) > due
