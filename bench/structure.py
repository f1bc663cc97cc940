"""Structure as of a day, and what differs between two: our columns, and SQL on the same rows.

Both sides hand back the same end product (lists of tuples, lists of ids), checked equal before
anything is timed; runs are interleaved and ratios are of medians.
"""

import argparse
import os
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

from bench.organisations import DAYS, FIRST_DAY, versions
from bench.peers import Postgresql, Sqlite, rows_of
from bureau.core.coordinates import Coordinates
from bureau.core.structure.columns import Columns
from bureau.core.structure.snapshot import Snapshot

ROUNDS = 7
MIDDLE = FIRST_DAY + DAYS // 2


class Ours:
    name = "columns"

    def __init__(self, rows: Columns) -> None:
        self.columns = rows

    def chart(self, day: int, record: int) -> list[tuple[Any, ...]]:
        posts = Snapshot(self.columns, Coordinates(day, record)).standing("post")
        word = self.columns.vocabulary.word
        ids, units, grades = (posts.ids, posts.field("unit"), posts.field("grade"))
        found = zip(ids.tolist(), units.tolist(), map(word, grades.tolist()), strict=True)
        return sorted(found)

    def difference(self, first: int, second: int) -> list[int]:
        from bureau.core.structure.difference import difference

        before, after = (Snapshot(self.columns, Coordinates(day, 1)) for day in (first, second))
        told = difference(before, after)
        words = ("moved", "reclassified")
        return sorted(
            {
                change.subject.id
                for change in (*told.changes, *told.carried)
                if change.subject.kind == "post" and change.change in words
            }
        )


def timed(ask: Callable[[], object]) -> float:
    start = perf_counter()
    ask()
    return perf_counter() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--postgres", default=os.environ.get("BUREAU_TEST_POSTGRES", ""))
    options = parser.parse_args()
    history = list(versions(options.posts))
    rows = rows_of(history)
    sides: list[Any] = [Ours(Columns.from_versions(history)), Sqlite(rows)]
    if options.postgres:
        sides.append(Postgresql(rows, options.postgres))
    questions: dict[str, Callable[[Any], Callable[[], object]]] = {
        "as of a day": lambda side: lambda: side.chart(MIDDLE, 1),
        "difference of two days": lambda side: lambda: side.difference(MIDDLE, MIDDLE + 365),
    }
    for name, question in questions.items():
        answers = [question(side)() for side in sides]
        assert all(list(answer) == list(answers[0]) for answer in answers), name
        times: dict[str, list[float]] = {side.name: [] for side in sides}
        for _ in range(ROUNDS):
            for side in sides:
                times[side.name].append(timed(question(side)))
        ours = median(times[Ours.name])
        for peer, taken in times.items():
            ratio = f"  {median(taken) / ours:5.1f}x" if peer != Ours.name else ""
            took = f"{median(taken) * 1e3:9.2f} ms"
            print(f"{options.posts:>8} posts  {name:24} {peer:12} {took}{ratio}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
