"""Three years of reorganisations by five officers, against an oracle that folds decisions itself.

Everything goes through services, on a clock that walks the three years. Exit status 1 where
anything on record is not what was decided.
"""

import argparse
import os
import platform
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING
from unittest.mock import patch

from bench.ground import Place, place

if TYPE_CHECKING:
    from bench.governing import Desk

POSTS, CASES, CASES_SMALL, POSTS_SMALL = 20_000, 120, 15, 200
BEGINS = datetime(2024, 1, 1, 8, tzinfo=UTC)
DAYS = 1096
"""From 1 January 2024 to 31 December 2026."""
SLOWEST = 240
"""Days within which every way ends; none begins later than so long before the end."""
SEED = 2024


@dataclass(slots=True)
class Size:
    """How large, and for how many reorganisations; ceilings of a year in minor units, by rule."""

    posts: int = POSTS
    cases: int = CASES
    units: int = 0
    days: int = DAYS
    ceilings: dict[str, int] = field(
        default_factory=lambda: {"classification": 40_000_000, "posts": 90_000_000}
    )


@dataclass(frozen=True, slots=True)
class Walked:
    """The desk, the newest number known at the end of each day, and what both parts took."""

    desk: "Desk"
    known_on: dict[int, int]
    built: float
    walked: float


def small() -> Size:
    return Size(POSTS_SMALL, CASES_SMALL, units=90, days=SLOWEST + 60)


def walk(size: Size, seed: int = SEED) -> "Walked":
    """Build it, and let the years pass day by day; at the end of each the clock does its duty."""
    from django.utils import timezone

    from bench.governed import build
    from bench.governing import Clock, Desk
    from bureau.institution.governance.services import lapsing
    from bureau.record.journal.queries import record_number_now

    begun = perf_counter()
    made = build(size.posts, size.units or size.posts // 10, BEGINS, size.ceilings)
    built, clock, known_on = perf_counter() - begun, Clock(BEGINS), dict[int, int]()
    with patch.object(timezone, "now", lambda: clock.now):
        desk = Desk(made, seed, clock)
        waiting = courses(desk, size)
        for day in range(size.days):
            clock.now = BEGINS + timedelta(days=day)
            for course in waiting.pop(day, []):
                if (wait := next(course, None)) is not None:
                    waiting[day + wait].append(course)
            lapsing.lapse_due.func()
            known_on[clock.today.toordinal()] = record_number_now()
    assert not any(waiting.values()), "a reorganisation outlasts the years"
    return Walked(desk, known_on, built, perf_counter() - begun - built)


def courses(desk: "Desk", size: Size) -> dict[int, list[Iterator[int]]]:
    """Every reorganisation by the day, from the first, on which it begins: way by way in turn."""
    from bench.courses import WAYS, Sets

    waiting, names = defaultdict[int, list[Iterator[int]]](list), list(WAYS)

    def way(number: int) -> Iterator[int]:
        name, sets = names[number % len(names)], Sets(desk, number)
        yield from WAYS[name](sets)
        desk.ended[name] += 1
        sets.give_back()

    for number in range(size.cases):
        waiting[1 + number * (size.days - SLOWEST) // size.cases].append(way(number))
    return waiting


def run(size: Size, name: str) -> bool:
    """Walk the years, compare, print; whether nothing differs."""
    from bench.comparing import everything
    from bench.oracle import read_effects

    found = walk(size)
    desk = found.desk
    print(
        f"{name}: {size.posts:,} posts built in {found.built:.0f} s, walked in {found.walked:.0f} s"
    )
    print(
        f"{len(desk.cases)} reorganisations, {len(desk.decisions)} entries into force,"
        f" {len(desk.corrected)} corrections, {size.days} days"
    )
    _print_counter("ways", desk.ended)
    _print_counter("refused, as the law wants", desk.refused)
    _print_times(desk.times)
    begun, same = perf_counter(), True
    for compared in everything(desk, read_effects(), found.known_on):
        print(compared.told(), flush=True)
        same &= not compared.differs
    print(f"compared in {perf_counter() - begun:.0f} s")
    return same


def _print_counter(what: str, counted: Counter[str]) -> None:
    print(f"{what}: " + ", ".join(f"{name} {count}" for name, count in sorted(counted.items())))


def _print_times(times: dict[str, list[float]]) -> None:
    print(f"{'act':28} {'count':>6} {'median':>10} {'p99':>10}")
    for name, taken in sorted(times.items()):
        high = quantiles(taken, n=100, method="inclusive")[-1] if len(taken) > 1 else taken[0]
        print(f"{name:28} {len(taken):6} {median(taken) * 1e3:7.0f} ms {high * 1e3:7.0f} ms")


def machine() -> str:
    """Cores, memory and load: what a time here is worth."""
    memory = Path("/proc/meminfo").read_text().split()[1]
    load = os.getloadavg()[0]
    cores, python = os.cpu_count(), platform.python_version()
    return f"{cores} cores, {int(memory) // 1024**2} GB, load {load:.1f}, Python {python}"


def measure(at: Place, size: Size) -> bool:
    at.prepare()
    os.environ.update(at.environment)
    from bureau.config.cli import set_up

    set_up()
    return run(size, at.name)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="the size of the test suite")
    parser.add_argument("--posts", type=int, default=POSTS)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--postgres", default="", help="a server to run on instead of SQLite")
    options = parser.parse_args()
    size = small() if options.small else Size(options.posts, options.cases)
    print(machine())
    with place(options.postgres) as at:
        return 0 if measure(at, size) else 1


if __name__ == "__main__":
    raise SystemExit(main())
