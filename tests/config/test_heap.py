"""Memory of a server as the C library keeps it."""

import json
import subprocess
import sys

import pytest

from bureau.config import heap

SCATTERED = """
import ctypes, json
from bureau.config import heap
library = heap.declared()
heap.fill_gaps()
taken = [library.malloc(size) for size in (600, 2000, 9000) * 3000]
for place in taken[::2]:
    library.free(ctypes.c_void_p(place))
library.malloc(64)
before, whole = heap._gaps(library), library.mallinfo2().arena
heap.fill_gaps()
print(json.dumps([before, heap._gaps(library), library.mallinfo2().arena - whole]))
"""

PARTED = """
import gc, json, os, re, sys, weakref
from pathlib import Path
from bureau.config import heap

class Thing:
    pass

def copied():
    told = Path("/proc/self/smaps_rollup").read_text()
    return int(re.search(r"Private_Dirty: +(\\d+)", told)[1])

kept = [f"number {n}" for n in range(300_000)]
gc.freeze()
if sys.argv[1] == "stop":
    heap.stop_counting()
again = Thing()
seen, counts = weakref.ref(again), sys.getrefcount(again)
others = [again] * 10
counts = sys.getrefcount(again) - counts
del again, others
gc.freeze()
reads, writes = os.pipe()
if not os.fork():
    before = copied()
    for each in kept:
        pass
    os.write(writes, str(copied() - before).encode())
    os._exit(0)
os.wait()
print(json.dumps([int(os.read(reads, 20)), counts, seen() is None]))
"""


@pytest.mark.skipif(not heap.declared(), reason="another C library")
def test_what_is_free_between_what_is_used_is_taken_and_little_behind_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCATTERED], stdout=subprocess.PIPE, text=True, check=True
    )
    before, after, more = json.loads(done.stdout)
    assert before > 10_000_000 and after < before / 50 and more < 3_000_000


@pytest.mark.skipif(sys.platform != "linux", reason="told by the system of Linux alone")
def test_what_only_looks_at_what_was_made_before_copies_none_of_it() -> None:
    def parted(how: str) -> list[int]:
        command = [sys.executable, "-c", PARTED, how]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        said: list[int] = json.loads(done.stdout)
        return said

    (counted, *_), (uncounted, *afterwards) = parted("go on"), parted("stop")
    assert counted > 10_000 and uncounted < 1_000
    assert afterwards == [10, True]
