"""What becomes of a decision: open, under way or done, by the last dated word."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bureau.core.spans import Day


class FollowUpState(StrEnum):
    OPEN = "open"
    UNDER_WAY = "under_way"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Word:
    """One dated word on a decision; `place` sets apart those of one day."""

    day: Day
    place: int
    state: FollowUpState
    post: int | None = None
    due: Day | None = None


def word_on(words: Iterable[Word], day: Day) -> Word | None:
    """The last word up to the day; None where nothing was said by then."""
    said = (one for one in words if one.day <= day)
    return max(said, key=lambda one: (one.day, one.place), default=None)


def state_of(word: Word | None) -> FollowUpState:
    """A decision of which nothing was said is open."""
    return word.state if word else FollowUpState.OPEN


def is_overdue(word: Word | None, day: Day) -> bool:
    """Whether it is not done though its day is over."""
    is_done = state_of(word) is FollowUpState.DONE
    return word is not None and not is_done and word.due is not None and word.due < day
