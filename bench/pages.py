"""Pages under load, on SQLite and on PostgreSQL: an organisation of 100,000 posts and people.

First 100 people at once with two seconds to think, one request in ten a write; then 50 without
pause on the main list page, with two web processes, against what the best of the peers did on such
a machine. The load is made on the same two cores. Only the loopback is asked.
"""

import argparse
import os
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from threading import Event, Thread
from time import perf_counter
from typing import Any

from bench.chart import line
from bench.ground import Place, place, served
from bench.visitors import Answer, Visitor, together

LIST = "/posts/"
PAGES = (LIST, LIST, LIST, "/posts/?state=vacant&sort=-grade", "/", "/units/{unit}/")
PAGES += ("/posts/{post}/", "/posts/by-unit/?unit={unit}", "/chart/{small}/", "/search/?q=records")
WORKERS = 2
MIB = 2**20


def mixed(visitor: Visitor) -> Answer:
    """One request of somebody at work: in ten, one begins a draft."""
    if visitor.random.random() < 0.1:
        return visitor.begin_draft()
    random = visitor.random
    path = random.choice(PAGES)
    numbers = {"unit": random.randint(1, 900), "small": random.randint(3000, 9000)}
    return visitor.get(path.format(post=random.randint(1, 90_000), **numbers))


def p99(answers: Sequence[Answer]) -> float:
    times = sorted(answer.seconds for answer in answers)
    return times[min(len(times) * 99 // 100, len(times) - 1)]


def failures(answers: Sequence[Answer]) -> int:
    return sum(answer.status not in (200, 302) for answer in answers)


def processes(pids: Sequence[int]) -> list[int]:
    """These processes and all they started."""
    found, waiting = [], list(pids)
    while waiting:
        pid = waiting.pop()
        try:
            threads = [each.read_text() for each in Path(f"/proc/{pid}/task").glob("*/children")]
        except OSError:
            continue
        found.append(pid)
        waiting += [int(child) for children in threads for child in children.split()]
    return found


def memory(pids: Sequence[int]) -> float:
    """MiB of these processes and all they started: each page of memory counted once."""
    said = [Path(f"/proc/{pid}/smaps_rollup").read_text() for pid in processes(pids)]
    sizes = [re.search(r"^Pss:\s+(\d+) kB", one, re.MULTILINE) for one in said]
    return sum(int(size[1]) / 1024 for size in sizes if size)


def worked(pids: Sequence[int]) -> float:
    """Seconds of processor that these processes and all they started have taken."""
    ticks = 0
    for pid in processes(pids):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Holds:
    """The longest that a writer was seen to hold the database, in seconds."""

    longest: float = 0.0


@contextmanager
def watched(at: Place) -> Iterator[Holds]:
    """Look again and again how long writers hold: on SQLite by waiting for the lock oneself."""
    holds, ended = Holds(), Event()
    watch = _watch_shared if at.url else _watch_file
    thread = Thread(target=watch, args=(at, holds, ended), daemon=True)
    thread.start()
    try:
        yield holds
    finally:
        ended.set()
        thread.join(timeout=30)


def _watch_file(at: Place, holds: Holds, ended: Event) -> None:
    connection = sqlite3.connect(at.home / "bureau.sqlite3", timeout=60, isolation_level=None)
    while not ended.wait(0.05):
        start = perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        holds.longest = max(holds.longest, perf_counter() - start)
        connection.execute("ROLLBACK")
    connection.close()


def _watch_shared(at: Place, holds: Holds, ended: Event) -> None:
    import psycopg

    asked = """SELECT coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)), 0)
 FROM pg_stat_activity WHERE backend_xid IS NOT NULL AND datname = current_database()"""
    with psycopg.connect(at.url, autocommit=True) as connection:
        while not ended.wait(0.02):
            row: Any = connection.execute(asked).fetchone()
            holds.longest = max(holds.longest, float(row[0]))


def visitors(at: Place, port: int, count: int) -> list[Visitor]:
    """So many people who are signed in and have looked at one page."""
    found = [
        Visitor(port, Random(n), {"sessionid": session})
        for n, session in enumerate(at.sessions(count))
    ]
    for visitor in found:
        if visitor.get(LIST).status != 200:
            raise RuntimeError("a visitor was not let in")
    return found


def at_work(at: Place, seconds: float) -> bool:
    """100 people with two seconds to think, one request in ten a write."""
    with served(at, WORKERS, with_worker=True) as (port, pids):
        people = visitors(at, port, 100)
        together(people, mixed, seconds / 3, think=2)
        before = memory(pids)
        start = worked(pids)
        with watched(at) as holds:
            answers = together(people, mixed, seconds, think=2)
        after, work = memory(pids), worked(pids) - start
    writes = sum(answer.is_write for answer in answers)
    slowest, failed = p99(answers), failures(answers)
    print(f"{at.name}: 100 users, 2 s to think: {len(answers)} requests, {writes} writes", end=" ")
    print(f"({work / len(answers) * 1e3:.1f} ms of processor a request)")
    met = [
        line("  p99", f"{slowest * 1e3:.0f} ms", "800 ms", slowest <= 0.8),
        line("  errors", str(failed), "0", failed == 0),
        line(
            "  longest write hold", f"{holds.longest * 1e3:.0f} ms", "1000 ms", holds.longest <= 1
        ),
        line(
            "  memory before and after",
            f"{before:.0f}/{after:.0f} MiB",
            "flat (10 %)",
            after <= before * 1.1 + 10,
        ),
    ]
    return all(met)


def without_pause(at: Place, seconds: float) -> bool:
    """50 people without pause on the main list page; before that, one alone."""
    with served(at, WORKERS, with_worker=True) as (port, pids):
        people = visitors(at, port, 50)
        together(people, lambda one: one.get(LIST), seconds / 3)
        alone = median(people[0].get(LIST).seconds for _ in range(40))
        start, before = perf_counter(), worked(pids)
        answers = together(people, lambda one: one.get(LIST), seconds)
        took, work = perf_counter() - start, worked(pids) - before
        held = memory(pids)
        first, requests, second = weight(port, people[0])
    rate, slowest, failed = len(answers) / took, p99(answers), failures(answers)
    print(f"{at.name}: 50 users without pause, main list page, {WORKERS} workers", end=" ")
    print(f"({work / len(answers) * 1e3:.1f} ms of processor a request)")
    met = [
        line("  requests a second", f"{rate:.0f}", "100 (peer: 64)", rate >= 100),
        line("  p99", f"{slowest:.2f} s", "0.8 s (1.25)", slowest <= 0.8),
        line("  errors", str(failed), "0", failed == 0),
        line("  alone, median", f"{alone * 1e3:.1f} ms", "25 ms (28)", alone <= 0.025),
        line("  memory, server and worker", f"{held:.0f} MiB", "240 MiB (243)", held <= 240),
        line("  first load", f"{first / 1e3:.1f} kB", "80 kB (90)", first <= 80_000),
        line("  requests on first load", str(requests), "6 (6)", requests <= 6),
        line("  second load", f"{second / 1e3:.1f} kB", "6 kB", second <= 6_000),
    ]
    return all(met)


def weight(port: int, visitor: Visitor) -> tuple[int, int, int]:
    """Bytes and requests of the first load of the list, and bytes of the second."""
    from playwright.sync_api import sync_playwright

    from bench.chart import ARGUMENTS

    cookies = [
        {"name": name, "value": value, "url": f"http://127.0.0.1:{port}"}
        for name, value in visitor.cookies.items()
    ]
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        context = browser.new_context()
        context.add_cookies(cookies)  # type: ignore[arg-type]
        page = context.new_page()
        asked: list[Any] = []
        page.on("requestfinished", lambda request: asked.append(request))
        loads = []
        for _ in range(2):
            asked.clear()
            page.goto(f"http://127.0.0.1:{port}{LIST}", wait_until="networkidle")
            sizes = [request.sizes()["responseBodySize"] for request in asked]
            loads.append((sum(sizes), sum(1 for size in sizes if size)))
        browser.close()
    return loads[0][0], loads[0][1], loads[1][0]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--postgres", default=os.environ.get("BUREAU_TEST_POSTGRES", ""))
    parser.add_argument("--kept", default="", help="a home with SQLite that was filled before")
    parser.add_argument("--only", choices=("sqlite", "postgresql"), default="")
    options = parser.parse_args()
    met = []
    for server in ("", options.postgres):
        name = "postgresql" if server else "sqlite"
        if (options.only and options.only != name) or (server == options.postgres == "" and met):
            continue
        with place(server, "" if server else options.kept) as at:
            if options.kept and not server:
                at.prepare()
            else:
                at.fill(options.posts, options.posts // 10, users=100)
            met += [without_pause(at, options.seconds / 2), at_work(at, options.seconds)]
    return 0 if all(met) else 1


if __name__ == "__main__":
    raise SystemExit(main())
