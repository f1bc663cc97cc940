"""Days as an iCalendar file (RFC 5545): whole days, each with what falls on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bureau.documents.content_lines import escaped, folded


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day; `identity` stays the same however often the file is made."""

    identity: str
    day: date
    summary: str
    description: str
    address: str


def calendar(name: str, days: Iterable[CalendarDay], made: datetime) -> str:
    """All days in the order given."""
    head = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Bureau//Effective days//EN",
        f"X-WR-CALNAME:{escaped(name)}",
    )
    stamp = made.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    body = (line for each in days for line in _event(each, stamp))
    return folded([*head, *body, "END:VCALENDAR"])


def _event(each: CalendarDay, stamp: str) -> Iterable[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{each.identity}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{each.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{each.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(each.summary)}"
    if each.description:
        yield f"DESCRIPTION:{escaped(each.description)}"
    yield f"URL:{each.address}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"
