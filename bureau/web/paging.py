"""Pages by key: a page begins after, or ends before, a row that the address names by number."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ROWS = 50


@dataclass(frozen=True, slots=True)
class Slice:
    """Which of the ordered rows a page shows, and the keys of its neighbours (None: none)."""

    start: int
    end: int
    previous: str | None
    following: str | None


def slice_of(ids: Sequence[int] | NDArray[np.int32], key: str, most: int = ROWS) -> Slice | None:
    """The rows after a key ("after-7": the row 7) or before it; None where the row is not there."""
    start, count = 0, len(ids)
    if key:
        direction, _, number = key.partition("-")
        if direction not in ("after", "before") or not (number.isascii() and number.isdecimal()):
            return None
        places = np.flatnonzero(np.asarray(ids, np.int64) == int(number[:18]))
        if not len(places):
            return None
        place = int(places[0])
        start = place + 1 if direction == "after" else max(place - most, 0)
    end = min(start + most, count)
    return Slice(
        start,
        end,
        previous=f"before-{ids[start]}" if 0 < start < count else None,
        following=f"after-{ids[end - 1]}" if end < count else None,
    )
