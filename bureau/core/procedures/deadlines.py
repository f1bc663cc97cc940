"""A deadline: a day with the hour at which a body closes and its zone; and what follows delay."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

END_OF_DAY = ""


@dataclass(frozen=True, slots=True)
class Convention:
    """How a body counts its last day: until the hour `closes` ("17:30"; "": the end of the day).

    After `stand_in_after` days of delay whoever stands in is told, after `superior_after` the post
    that the late one reports to.
    """

    zone: str = "UTC"
    closes: str = END_OF_DAY
    stand_in_after: int = 3
    superior_after: int = 7


@dataclass(frozen=True, slots=True)
class Deadline:
    """It keeps the zone and the hour that were the convention when it was set."""

    day: date
    zone: str = "UTC"
    closes: str = END_OF_DAY

    @classmethod
    def over_at(cls, instant: datetime, zone: str) -> "Deadline":
        """The deadline that is over at an instant: at the end of a day where one ends then. Where
        summer time begins at midnight, the day ends as the clock shows one hour later."""
        over = instant.astimezone(ZoneInfo(zone))
        whole = cls(over.date() - timedelta(days=1), zone)
        return whole if whole.instant() == instant else cls(over.date(), zone, f"{over:%H:%M}")

    def instant(self) -> datetime:
        """The first instant at which it is over, in UTC."""
        zone = ZoneInfo(self.zone)
        if self.closes == END_OF_DAY:
            return datetime.combine(self.day + timedelta(days=1), time(), zone).astimezone(UTC)
        return datetime.combine(self.day, hour_of(self.closes), zone).astimezone(UTC)

    def is_late(self, now: datetime) -> bool:
        return now >= self.instant()

    def days_late(self, now: datetime) -> int:
        """Whole days since it was over, by the calendar of its zone; 0 on the day itself."""
        if not self.is_late(now):
            return 0
        return max(0, (now.astimezone(ZoneInfo(self.zone)).date() - self.day).days)


def hour_of(closes: str) -> time:
    """ValueError for anything but hours and minutes, as in "17:30"."""
    return time.fromisoformat(closes)


def stages_due(deadline: Deadline, convention: Convention, now: datetime) -> tuple[str, ...]:
    """Who is to be told of the delay by now: chased, stand_in, superior; each stage comes once."""
    if not deadline.is_late(now):
        return ()
    late = deadline.days_late(now)
    after = (
        ("chased", 0),
        ("stand_in", convention.stand_in_after),
        ("superior", convention.superior_after),
    )
    return tuple(stage for stage, days in after if late >= days)
