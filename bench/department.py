"""Pages about a department of 20,000 posts in an organisation of 100,000: time at the server.

Asked in one process, the whole way through middleware and templates, signed in, warm, with all
loaded as a server has it before it answers; the first answer of each page is told apart. Beside
the time on the clock stands the processor time of this process, which others do not move.
"""

import argparse
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time
from typing import Any

from bench.chart import line
from bench.ground import Place, place

MOST_SECONDS = 0.3
ROUNDS = 7
POSTS = 20_000


def pages(unit: int) -> dict[str, str]:
    """What is asked of the department, by what it is called."""
    compared = f"/compare/{unit}/?from_valid=2021-01-01&valid=2023-12-31"
    return {
        "staffing": f"/posts/?unit={unit}",
        "staffing, filtered and sorted": f"/posts/?unit={unit}&state=vacant&sort=-grade&text=law",
        "roll-up by unit": f"/posts/by-unit/?unit={unit}",
        "roll-up by grade": f"/posts/by-grade/?unit={unit}",
        "unit": f"/units/{unit}/",
        "history": f"/units/{unit}/history/",
        "compare, one change": f"/compare/{unit}/",
        "compare, three years": compared,
        "compare, everything new": f"/compare/{unit}/?from_valid=2014-06-01&valid=2023-12-31",
        "chart": f"/chart/{unit}/",
        "chart, whole organisation": "/chart/1/",
    }


def department(posts: int) -> tuple[int, int]:
    """The unit whose posts, with all below it, come nearest to so many; and how many they are."""
    from bureau.institution.organisation.queries.structure import today_in_force

    counts = today_in_force().roll_up_all()
    nearest = min(counts.values(), key=lambda row: abs(row.subtree.posts - posts))
    return nearest.unit, nearest.subtree.posts


def signed_in() -> Any:
    from django.test import Client

    from bureau.record.accounts.models import User

    client = Client(HTTP_HOST="127.0.0.1", HTTP_ACCEPT_ENCODING="gzip")
    client.force_login(User.objects.order_by("pk").first())
    return client


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of the first answer, medians of those after it, bytes of the page."""

    name: str
    first: float
    clock: float
    processor: float
    size: int


def timed(ask: Callable[[], Any]) -> tuple[float, float, Any]:
    clock, processor = perf_counter(), process_time()
    answer = ask()
    return perf_counter() - clock, process_time() - processor, answer


def measured(client: Any, addresses: dict[str, str]) -> Iterator[Measured]:
    for name, address in addresses.items():
        first, _, answer = timed(lambda address=address: client.get(address))
        assert answer.status_code == 200, (name, answer.status_code)
        times = [timed(lambda address=address: client.get(address))[:2] for _ in range(ROUNDS)]
        clock, processor = (median(each) for each in zip(*times, strict=True))
        yield Measured(name, first, clock, processor, len(answer.content))


def measure(at: Place) -> bool:
    os.environ.update(at.environment)
    from bureau.config.cli import set_up

    set_up()
    from bureau.config import pages as served

    served.load()
    start, _, (unit, posts) = timed(lambda: department(POSTS))
    print(f"{at.name}: unit {unit} with {posts} posts; structure read in {start:.1f} s")
    met = True
    for page in measured(signed_in(), pages(unit)):
        what = f"{page.name} ({page.size / 1000:.0f} kB)"
        took = f"{page.clock * 1e3:.0f} ms, {page.processor * 1e3:.0f} of processor"
        met &= line(what, took, "300 ms", page.clock <= MOST_SECONDS)
        if page.first > MOST_SECONDS:
            print(f"  (the first answer took {page.first * 1e3:.0f} ms)")
    return met


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--kept", default="", help="a home that was filled before, and stays")
    parser.add_argument("--postgres", default="", help="a server to measure on instead of SQLite")
    options = parser.parse_args()
    with place(options.postgres, options.kept) as at:
        at.prepare() if options.kept else at.fill(options.posts, options.posts // 10, users=1)
        return 0 if measure(at) else 1


if __name__ == "__main__":
    raise SystemExit(main())
