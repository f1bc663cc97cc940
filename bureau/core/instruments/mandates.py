"""How a mandate stands on a day: by the acts that settled it, and by how its provision stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bureau.core.instruments.amendments import Standing
from bureau.core.spans import Day


class MandateState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    SUPERSEDED = "superseded"
    SPENT = "spent"


@dataclass(frozen=True, slots=True)
class Settlement:
    """One dated word on a mandate; `place` sets apart those of one day."""

    day: Day
    place: int
    state: MandateState


def state_of_mandate(
    standing: Standing, settlements: Iterable[Settlement], day: Day
) -> MandateState | None:
    """The last word up to the day; with none, or opened again, it is open while its provision
    is in force. None where the provision does not stand yet."""
    if standing is Standing.NOT_YET:
        return None
    said = [one for one in settlements if one.day <= day]
    last = max(said, key=lambda one: (one.day, one.place), default=None)
    if last is not None and last.state is not MandateState.OPEN:
        return last.state
    return MandateState.OPEN if standing is Standing.IN_FORCE else MandateState.SUPERSEDED


def is_overdue(state: MandateState | None, due: Day | None, day: Day) -> bool:
    """Whether it is open still after the last day on which it should have been answered."""
    return state is MandateState.OPEN and due is not None and due < day
