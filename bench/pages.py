"""Pages under load, on SQLite and on PostgreSQL: an organisation of 100,000 posts and people.

50 people without pause on the main list page, with two web processes, against what the best of the
peers did on such a machine; 100 people with two seconds to think, one request in ten a write; 20
people who write while an import of 100,000 rows is under way. The load is made on the same two
cores, and what it takes of them is told. Only the loopback is asked.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from time import sleep
from typing import Any

from bench import importing
from bench.chart import line
from bench.departments import written
from bench.ground import Place, place, served
from bench.visitors import Answer, Visitor, together
from bench.watching import Taken, memory, taken, watched

LIST = "/posts/"
PAGES = (LIST, LIST, LIST, "/posts/?state=vacant&sort=-grade", "/", "/units/{unit}/")
PAGES += ("/posts/{post}/", "/posts/by-unit/?unit={unit}", "/chart/{small}/", "/search/?q=records")
WORKERS = 2


def mixed(visitor: Visitor) -> Answer:
    """One request of somebody at work: in ten, one begins a draft."""
    if visitor.random.random() < 0.1:
        return visitor.begin_draft()
    return looked_at(visitor)


def looked_at(visitor: Visitor) -> Answer:
    """One page of somebody who looks around."""
    random = visitor.random
    numbers = {"unit": random.randint(1, 900), "small": random.randint(3000, 9000)}
    path = random.choice(PAGES).format(post=random.randint(1, 90_000), **numbers)
    return visitor.get(path)


def p99(answers: Sequence[Answer]) -> float:
    times = sorted(answer.seconds for answer in answers)
    return times[min(len(times) * 99 // 100, len(times) - 1)]


def failures(answers: Sequence[Answer]) -> int:
    return sum(answer.status not in (200, 302) for answer in answers)


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


def without_pause(at: Place, seconds: float) -> bool:
    """50 people without pause on the main list page; one of them alone."""

    def ask(one: Visitor) -> Answer:
        return one.get(LIST)

    with served(at, WORKERS, with_worker=True) as (port, pids):
        people = visitors(at, port, 50)
        together(people, ask, partial(sleep, seconds / 3))
        alone = median(ask(people[0]).seconds for _ in range(40))
        with taken(pids) as work:
            answers = together(people, ask, partial(sleep, seconds))
        held = memory(pids)
        first, requests, second = weight(port, people[0])
    told(f"{at.name}: 50 users without pause, main list page, {WORKERS} workers", answers, work)
    rate, slowest, failed = len(answers) / work.seconds, p99(answers), failures(answers)
    return all(
        [
            line("  requests a second", f"{rate:.0f}", "100 (peer: 64)", rate >= 100),
            line("  p99", f"{slowest:.2f} s", "0.8 s (1.25)", slowest <= 0.8),
            line("  errors", str(failed), "0", failed == 0),
            line("  alone, median", f"{alone * 1e3:.1f} ms", "25 ms (28)", alone <= 0.025),
            line("  memory, server and worker", f"{held:.0f} MiB", "240 MiB (243)", held <= 240),
            line("  first load", f"{first / 1e3:.1f} kB", "80 kB (90)", first <= 80_000),
            line("  requests on first load", str(requests), "6 (6)", requests <= 6),
            line("  second load", f"{second / 1e3:.1f} kB", "6 kB", second <= 6_000),
        ]
    )


def at_work(at: Place, seconds: float) -> bool:
    """100 people with two seconds to think, one request in ten a write."""
    with served(at, WORKERS, with_worker=True) as (port, pids):
        people = visitors(at, port, 100)
        together(people, mixed, partial(sleep, seconds / 2), think=2)
        before = memory(pids)
        with watched(at) as holds, taken(pids) as work:
            answers = together(people, mixed, partial(sleep, seconds), think=2)
        after = memory(pids)
    told(f"{at.name}: 100 users, 2 s to think, one in ten a write", answers, work)
    grown = f"{before:.0f}/{after:.0f} MiB"
    return waited(answers, 0.8, holds.longest) & line(
        "  memory before and after", grown, "flat (10 %)", after <= before * 1.1 + 10
    )


def during_import(at: Place, rows: int) -> bool:
    """20 people write, a second to think between, while files of so many rows are imported."""
    command = [sys.executable, "-m", "bureau.config.cli", "import", "organogram"]
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        written(Path(folder), rows)
        with served(at, WORKERS, with_worker=True) as (port, pids):
            people = visitors(at, port, 20)
            environment = at.environment
            with watched(at) as holds, taken(pids) as work:
                importer = subprocess.Popen(
                    [*command, folder, "--json"], env=environment, stdout=subprocess.PIPE
                )
                answers = together(people, Visitor.begin_draft, importer.communicate, think=1)
    told(f"{at.name}: 20 who write during an import of {rows} rows", answers, work)
    return waited(answers, 1.0, holds.longest) & line(
        "  import", f"{work.seconds:.0f} s", "all of it", importer.returncode == 0
    )


def through_the_page(at: Place, rows: int, after: float, workers: int) -> bool:
    """20 people look at pages, a second to think between, while files of so many rows are imported
    through the page, and for so many seconds after."""
    course = importing.Course()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        administrator = at.administrator()
        with served(at, workers, with_worker=True) as (port, pids):
            people = visitors(at, port, 20)
            importer = Visitor(port, Random(0), {"sessionid": administrator}, patience=600)
            importer.get("/settings/imports/")
            go = partial(importing.taken_through, importer, Path(folder), rows, after, course)
            with watched(at) as holds, taken(pids) as work:
                answers = together(people, looked_at, go, think=1)
            held = memory(pids)
    what = f"{at.name}: 20 who look at pages while {rows} rows are imported through the page"
    told(f"{what}, {workers} processes", answers, work)
    failed, hold = failures(answers), holds.longest
    return all(
        [
            importing.told(course, answers),
            line("  errors", str(failed), "0", failed == 0),
            line("  longest write hold", f"{hold * 1e3:.0f} ms", "1000 ms", hold <= 1),
            line("  memory, server and worker", f"{held:.0f} MiB", "(told only)", True),
        ]
    )


def waited(answers: Sequence[Answer], most: float, hold: float) -> bool:
    """How long people waited, and for whom; in seconds."""
    slowest, failed = p99(answers), failures(answers)
    return all(
        [
            line("  p99", f"{slowest * 1e3:.0f} ms", f"{most * 1e3:.0f} ms", slowest <= most),
            line("  errors", str(failed), "0", failed == 0),
            line("  longest write hold", f"{hold * 1e3:.0f} ms", "1000 ms", hold <= 1),
        ]
    )


def told(what: str, answers: Sequence[Answer], work: Taken) -> None:
    """The heading of some figures, with what a request took and who else was there."""
    count, writes = len(answers), sum(answer.is_write for answer in answers)
    server, driver = (seconds / count * 1e3 for seconds in (work.server, work.driver))
    print(f"{what}: {count} requests, {writes} writes")
    print(f"  processor time a request {server:.1f} ms, of the load {driver:.1f} ms;", end=" ")
    print(f"others took {work.others:.0%} of the machine (load {os.getloadavg()[0]:.1f})")


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


def keeps_statistics(server: str) -> bool:
    """Whether PostgreSQL looks after its tables by itself, as it does unless it is told not to."""
    import psycopg

    with psycopg.connect(server) as connection:
        row: Any = connection.execute("SHOW autovacuum").fetchone()
        return bool(row[0] == "on")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--postgres", default=os.environ.get("BUREAU_TEST_POSTGRES", ""))
    parser.add_argument("--kept", default="", help="a home with SQLite that was filled before")
    parser.add_argument("--only", choices=("sqlite", "postgresql"), default="")
    parser.add_argument("--part", choices=("list", "work", "import", "page"), default="")
    parser.add_argument("--rows", type=int, default=100_000, help="of the import")
    parser.add_argument("--processes", type=int, default=1, help="that serve the import by page")
    options = parser.parse_args()
    met: list[bool] = []
    parts: dict[str, Callable[[Place], bool]] = {
        "list": lambda at: without_pause(at, options.seconds / 2),
        "work": lambda at: at_work(at, options.seconds),
        "import": lambda at: during_import(at, options.rows),
        "page": lambda at: through_the_page(at, options.rows, options.seconds, options.processes),
    }
    for server in ("", options.postgres):
        name = "postgresql" if server else "sqlite"
        if (options.only and options.only != name) or (server == options.postgres == "" and met):
            continue
        if server and not keeps_statistics(server):
            print("This PostgreSQL has autovacuum off, so what was written has no statistics.")
        with place(server, "" if server else options.kept) as at:
            if options.kept and not server:
                at.prepare()
            else:
                at.fill(options.posts, options.posts // 10, users=100)
            for name, measure in parts.items():
                if options.part in ("", name):
                    met.append(measure(at))
    return 0 if all(met) else 1


if __name__ == "__main__":
    raise SystemExit(main())
