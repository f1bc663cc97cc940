"""How much is written at once, what keeps others waiting a fifth of a second; and how far it is."""

import time
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum

from bureau.core.garbage import held_off

SECONDS_WANTED = 0.2
REST = 3.0
"""The pause after a portion, as a share of its time: other people's pages need the machine."""
AT_FIRST, LEAST, MOST = 100, 100, 600


class Doing(StrEnum):
    """What is under way: rows are staged, compared with the record, written or taken back."""

    STAGING = "staging"
    COMPARING = "comparing"
    WRITING = "writing"
    UNDOING = "undoing"


type Tell = Callable[[Doing, int, int], object]
"""Called with how much is done of how much; 0 of 0 where nobody can say."""


def tell_nobody(doing: Doing, done: int, total: int) -> None:
    """For work that nobody watches."""


class Portions[Item]:
    """Things in portions; each is as large as the time that the one before took lets it be."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items

    def __iter__(self) -> Iterator[list[Item]]:
        start, size = 0, AT_FIRST
        while start < len(self._items):
            began = time.monotonic()
            with held_off():  # a search for garbage takes longer than a portion
                yield list(self._items[start : start + size])
            start += size
            took = max(time.monotonic() - began, 0.001)
            size = max(LEAST, min(MOST, int(size * min(2.0, SECONDS_WANTED / took))))
            if start < len(self._items):
                time.sleep(took * REST)
