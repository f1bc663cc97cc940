"""The department's work on paper: the states of initiatives and editions, and what bars a step."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bureau.core.reasons import Reason
from bureau.core.states import Flow, step

INITIATIVE = Flow(
    ("proposed", "active", "closed", "dropped"),
    (
        step("start", ("proposed",), "active"),
        step("close", ("active",), "closed"),
        step("drop", ("proposed",), "dropped"),
        step("reopen", ("closed", "dropped"), "proposed"),
    ),
    frozenset({"closed", "dropped"}),
)
EDITION = Flow(
    ("planned", "held", "cancelled"),
    (
        step("hold", ("planned",), "held"),
        step("cancel", ("planned",), "cancelled"),
        step("reopen", ("held", "cancelled"), "planned"),
    ),
    frozenset({"held", "cancelled"}),
)


def span_faults(first: date | None, until: date | None) -> Iterator[Reason]:
    """What is wrong with the days of work; `until` is the day after the last one."""
    if until is not None and first is None:
        yield Reason("first_day_missing")
    elif first is not None and until is not None and until <= first:
        yield Reason("ends_before_it_begins")


@dataclass(frozen=True, slots=True)
class Span:
    """The days of an initiative, as far as they are known; `until` is the day after the last."""

    first: date
    until: date | None


def edition_faults(
    year: int, first: date | None, until: date | None, whole: Span
) -> Iterator[Reason]:
    """The same of an edition: its first day lies in its year, its year in the initiative's days."""
    yield from span_faults(first, until)
    if first is not None and first.year != year:
        yield Reason("edition_of_another_year", {"year": year})
    yield from years_outside([year], whole)


def years_outside(years: Iterable[int], whole: Span) -> Iterator[Reason]:
    """Years of editions that lie outside the days of their initiative."""
    last = (whole.until - timedelta(days=1)).year if whole.until else None
    for year in years:
        if year < whole.first.year or (last is not None and year > last):
            yield Reason("edition_outside_initiative", {"year": year})


def holding_faults(first: date | None, today: date) -> Iterator[Reason]:
    """Why an edition cannot be recorded as held: it has no day yet, or has not begun."""
    if first is None:
        yield Reason("first_day_missing")
    elif first > today:
        yield Reason("edition_not_begun", {"day": first})
