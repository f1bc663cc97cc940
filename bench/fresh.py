"""A process that has just begun: how long until it answers, and what memory it takes."""

import json
from time import perf_counter

import django

django.setup()

from bureau.core.coordinates import Coordinates  # noqa: E402
from bureau.institution.organisation.queries.structure import snapshot  # noqa: E402
from bureau.record.journal.queries import record_number_now  # noqa: E402


def memory() -> dict[str, int]:
    """Megabytes of this process: its own, and those it shares with others or with a file."""
    kept = {"Private_Dirty": 0, "Private_Clean": 0, "Shared_Clean": 0, "Shared_Dirty": 0}
    with open("/proc/self/smaps_rollup") as lines:
        for line in lines:
            name, _, size = line.partition(":")
            if name in kept:
                kept[name] = int(size.split()[0])
    private = kept["Private_Dirty"]
    return {"private": private // 1024, "shared": (sum(kept.values()) - private) // 1024}


now = record_number_now()
start = perf_counter()
seen = snapshot(Coordinates(10**6, now))
roots = seen.roots()
chain = seen.posts_of(roots[0].id)
seconds = perf_counter() - start
print(json.dumps({"seconds": seconds, **memory()}))
