"""What a server takes while it is asked: memory, processor time, and how long writers hold."""

import fcntl
import os
import re
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from time import perf_counter, process_time
from typing import Any

from bench.ground import Place

LOCK = "hhqqi4x"
"""A `struct flock` of Linux on 64 bits: kind, whence, start, length, holder."""
WRITER_AT, COMMITS_AT = 120, 8


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
class Taken:
    """Seconds of processor: of the server, of who asks it; `others`: their share of the machine."""

    seconds: float = 0.0
    server: float = 0.0
    driver: float = 0.0
    others: float = 0.0


@contextmanager
def taken(pids: Sequence[int]) -> Iterator[Taken]:
    """What is taken of the machine while it lasts."""
    found = Taken()
    start, before, own, busy = perf_counter(), worked(pids), process_time(), _busy()
    yield found
    found.seconds = perf_counter() - start
    found.server, found.driver = worked(pids) - before, process_time() - own
    whole = found.seconds * (os.cpu_count() or 1)
    found.others = max(0.0, (_busy() - busy - found.server - found.driver) / whole)


def _busy() -> float:
    """Seconds of processor that the whole machine has spent on anything."""
    fields = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]
    ticks = list(map(int, fields))
    return (sum(ticks) - ticks[3] - ticks[4]) / os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Holds:
    """The longest that a writer was seen to hold the database, in seconds."""

    longest: float = 0.0


@contextmanager
def watched(at: Place) -> Iterator[Holds]:
    """Look again and again who holds the database for writing, and since when."""
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
    """By the lock on the file beside the database, which tells its holder, and by the counter of
    commits there: see "WAL-index format" in SQLite's documentation. It keeps nobody waiting."""
    asked = struct.pack(LOCK, fcntl.F_WRLCK, os.SEEK_SET, WRITER_AT, 1, 0)
    held, since = (0, b""), perf_counter()
    with (at.home / "bureau.sqlite3-shm").open("rb") as shared:
        while not ended.wait(0.004):
            told = fcntl.fcntl(shared, fcntl.F_GETLK, asked)
            kind, _, _, _, holder = struct.unpack(LOCK, told)
            now = perf_counter()
            commits = os.pread(shared.fileno(), 4, COMMITS_AT)
            if kind == fcntl.F_UNLCK or (holder, commits) != held:
                held, since = (0 if kind == fcntl.F_UNLCK else holder, commits), now
            elif held[0]:
                holds.longest = max(holds.longest, now - since)


def _watch_shared(at: Place, holds: Holds, ended: Event) -> None:
    """Not the server's own vacuum, which has a transaction too and keeps no writer waiting."""
    import psycopg

    asked = """SELECT coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)), 0)
 FROM pg_stat_activity WHERE backend_xid IS NOT NULL AND datname = current_database()
 AND backend_type = 'client backend'"""
    with psycopg.connect(at.url, autocommit=True) as connection:
        while not ended.wait(0.02):
            row: Any = connection.execute(asked).fetchone()
            holds.longest = max(holds.longest, float(row[0]))
