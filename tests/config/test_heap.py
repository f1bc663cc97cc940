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


@pytest.mark.skipif(not heap.declared(), reason="another C library")
def test_what_is_free_between_what_is_used_is_taken_and_little_behind_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCATTERED], stdout=subprocess.PIPE, text=True, check=True
    )
    before, after, more = json.loads(done.stdout)
    assert before > 10_000_000 and after < before / 50 and more < 3_000_000
