"""An agenda: the order of its items by number, the next number, and what sittings can hold."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_RUN = re.compile(r"\d+|\D+")

type Order = tuple[tuple[int, int, str], ...]


def order_of(number: str) -> Order:
    """By which numbers sort as people count: 2 before 2.1, and both before 10."""
    return tuple(
        (0, int(run), "") if run.isdecimal() else (1, 0, run.casefold())
        for run in _RUN.findall(number)
    )


def next_number(taken: Iterable[str], above: str = "") -> str:
    """The number after the highest plain one, at the top or below an item."""
    lead = f"{above}." if above else ""
    rests = (number[len(lead) :] for number in taken if number.startswith(lead))
    counted = [int(rest) for rest in rests if rest.isascii() and rest.isdecimal()]
    return f"{lead}{max(counted, default=0) + 1}"


@dataclass(frozen=True, slots=True)
class Load:
    """What a sitting holds, in minutes; `room` is None where its hours are not known.

    `unplanned` counts items for which nobody said how long they take.
    """

    planned: int
    room: int | None
    unplanned: int

    @property
    def left(self) -> int | None:
        return None if self.room is None else self.room - self.planned

    @property
    def over(self) -> int:
        """By how much it overruns; 0 where it does not, or where nobody knows."""
        return max(0, -(self.left or 0))


def load_of(minutes: Sequence[int | None], room: int | None) -> Load:
    known = [each for each in minutes if each is not None]
    return Load(sum(known), room, len(minutes) - len(known))


def timed(opens: int, minutes: Iterable[int | None]) -> Iterator[tuple[int, int]]:
    """When each item begins and ends, one after the other, in minutes of the day."""
    at = opens
    for each in minutes:
        yield at, at + (each or 0)
        at += each or 0
