"""When a person is told that something waits: at once, gathered into one letter, or not by mail."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

HOURS = range(24)
WEEKDAYS = range(7)


class Urgency(StrEnum):
    """What a person may choose about being told of a thing.

    At once: it serves for minutes, or warns. Holds up: others wait for the person. Tells: nobody
    does.
    """

    AT_ONCE = "at_once"
    HOLDS_UP = "holds_up"
    TELLS = "tells"


class Manner(StrEnum):
    """How a person wants to be told; none silences only what holds up nobody."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Choice:
    """`hour` and `weekday` (Monday is 0) are of the person's own `zone`."""

    manner: Manner = Manner.AT_ONCE
    hour: int = 8
    weekday: int = 0
    zone: str = "UTC"


def told_at(choice: Choice, urgency: Urgency, due: date | None, now: datetime) -> datetime | None:
    """The instant from which one mail tells of it, `now` for at once; None: no mail is written.

    What would be gathered only on the day it is due, or later, is told at once.
    """
    if urgency is Urgency.AT_ONCE or choice.manner is Manner.AT_ONCE:
        return now
    if choice.manner is Manner.NONE:
        return None if urgency is Urgency.TELLS else now
    gathered = next_letter(choice, now)
    if due is not None and due <= gathered.astimezone(ZoneInfo(choice.zone)).date():
        return now
    return gathered


def next_letter(choice: Choice, now: datetime) -> datetime:
    """The next instant after `now` at which the letter of the day or week goes, in UTC.

    An hour that a change of the clock leaves out counts as the one after it.
    """
    zone = ZoneInfo(choice.zone)
    day = now.astimezone(zone).date()
    for _ in range(15):
        if choice.manner is not Manner.WEEKLY or day.weekday() == choice.weekday:
            found = datetime.combine(day, time(choice.hour), zone).astimezone(UTC)
            if found > now:
                return found
        day += timedelta(days=1)
    raise AssertionError("a letter goes within two weeks")
