"""The days that Bureau reckons with, wherever they are said: on a page, by a program, in a file."""

from datetime import date, datetime, timedelta

from bureau.core.spans import Day

FIRST_DAY, LAST_DAY = date(1800, 1, 1), date(2999, 12, 31)
"""Days beyond are mistyped."""
AFTER_LAST = date(3000, 1, 1)
"""Where a span that ends with the last of them ends, half open."""


def is_reckoned(day: date | Day) -> bool:
    number = day.toordinal() if isinstance(day, date) else day
    return FIRST_DAY.toordinal() <= number <= LAST_DAY.toordinal()


def is_end_reckoned(day: date | Day) -> bool:
    """Whether a span may end with it, half open: its last day is the one before."""
    return is_reckoned((day.toordinal() if isinstance(day, date) else day) - 1)


def day_read(text: str) -> date:
    """A day as ISO 8601 writes it; ValueError where there is none, or none that is reckoned."""
    day = date.fromisoformat(text)
    if not is_reckoned(day):
        raise ValueError(f"{text} is not a day that is reckoned")
    return day


def last_day(until: date | None) -> date | None:
    """The last day of a span that ends half open with `until`; None while no end is known."""
    return until - timedelta(days=1) if until else None


def last_day_held(until: date | None, ended_at: datetime | None) -> date | None:
    """The same of what may have been ended in the course of a day: that one is its last."""
    if until is not None and ended_at is not None and ended_at.date() >= until:
        return until
    return last_day(until)


def day_after(last: date | None) -> date | None:
    """With which day a span ends, half open, whose last one is `last`; None while none is known."""
    return last + timedelta(days=1) if last else None
