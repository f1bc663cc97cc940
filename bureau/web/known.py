"""Answers that hold until the next act: what follows from the record alone is asked once an act.

Nothing but acts changes what is on record, each moves the head of the journal's chain, and who
reads the head sees all that was written before it. So an answer asked after a head was read may
serve every request that finds that same head: rights that are taken away are gone at the next
request. Days begin on a quarter of an hour everywhere, so no answer outlives one.
"""

from collections.abc import Callable, Hashable
from typing import Any

from django.utils import timezone, translation

MOST = 4096
"""How many answers are kept; with more than these all are asked anew."""
QUARTER_SECONDS = 900


class _Unknown:
    """Stands for an answer that is not kept: None may be one."""


UNKNOWN = _Unknown()


class Known:
    """What was asked since the head that `stamp` names; without one nothing is kept."""

    __slots__ = ("_answers", "stamp")

    def __init__(self, stamp: Hashable = None) -> None:
        self.stamp = stamp
        self._answers: dict[Hashable, Any] = {}

    def ask[A](self, key: Hashable, work_out: Callable[[], A]) -> A:
        """The answer kept under the key in this language and zone, else what is worked out now.

        The key names all that the answer follows from, but for the record, language and zone;
        nobody may write in what is kept.
        """
        if self.stamp is None:
            return work_out()
        whole = key, translation.get_language(), timezone.get_current_timezone_name()
        kept: A | _Unknown = self._answers.get(whole, UNKNOWN)
        if not isinstance(kept, _Unknown):  # another thread may have let go of it meanwhile
            return kept
        if len(self._answers) >= MOST:
            self._answers.clear()
        found = self._answers[whole] = work_out()
        return found

    def of[A, *P](self, function: Callable[[*P], A], *arguments: *P) -> A:
        """What the function answers to these arguments, which say all that it asks."""
        return self.ask((function, arguments), lambda: function(*arguments))


class UnlessActed(Known):
    """For a request that may itself act: what is known serves it, until the head has moved."""

    __slots__ = ("_head", "_head_now", "_known")

    def __init__(self, head: Hashable, head_now: Callable[[], Hashable]) -> None:
        self._known, self._head, self._head_now = known_since(head), head, head_now

    def ask[A](self, key: Hashable, work_out: Callable[[], A]) -> A:
        return self._known.ask(key, work_out) if self._head_now() == self._head else work_out()


_newest = Known()


def forget() -> None:
    """Ask all anew, as where the record itself went another way."""
    global _newest
    _newest = Known()


def stamp_of(head: Hashable) -> Hashable:
    """By what it is known that nothing was done since: the head, and the quarter hour it is."""
    return head, int(timezone.now().timestamp()) // QUARTER_SECONDS


def known_since(head: Hashable) -> Known:
    """What this process was told since the journal's head was this one, in this quarter hour."""
    global _newest
    stamp = stamp_of(head)
    found = _newest
    if found.stamp != stamp:
        found = _newest = Known(stamp)
    return found
