"""How much is written at once: as much as keeps others waiting half a second at most."""

import time
from collections.abc import Iterator, Sequence

SECONDS_WANTED = 0.4
AT_FIRST, LEAST, MOST = 150, 25, 600


class Portions[Item]:
    """Things in portions; each is as large as the time that the one before took lets it be."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items

    def __iter__(self) -> Iterator[list[Item]]:
        start, size = 0, AT_FIRST
        while start < len(self._items):
            began = time.monotonic()
            yield list(self._items[start : start + size])
            start += size
            took = max(time.monotonic() - began, 0.001)
            size = max(LEAST, min(MOST, int(size * min(2.0, SECONDS_WANTED / took))))
