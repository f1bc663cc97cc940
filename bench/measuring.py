"""Timing side by side: interleaved rounds, medians, and one line for each figure and its target."""

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter, thread_time
from typing import Any

type Ask = Callable[[], object]

QUICK = 8


@dataclass(slots=True)
class Side:
    """One contestant of a question; with fewer `rounds` where one takes many seconds."""

    name: str
    ask: Ask
    rounds: int = 5
    before: Ask | None = None
    times: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)

    @property
    def processor(self) -> str:
        """The median of what it took of this thread's processor: others beside matter least."""
        return f"processor {_shown(median(self.worked))}"


def interleaved(*sides: Side, quick: bool = False) -> dict[str, float]:
    """The median of each side in seconds; every round asks each once, in turn.

    What is `quick` is asked many more times, and nothing is tidied up in between.
    """
    for turn in range(max(side.rounds for side in sides) * (QUICK if quick else 1)):
        for side in sides:
            if turn < side.rounds * (QUICK if quick else 1):
                side.times.append(_timed(side, tidy=not quick))
    return {side.name: median(side.times) for side in sides}


def _timed(side: Side, *, tidy: bool) -> float:
    given: Sequence[Any] = (side.before(),) if side.before else ()
    if tidy:
        gc.collect()
    start, worked = perf_counter(), thread_time()
    kept = side.ask(*given)
    taken = perf_counter() - start
    side.worked.append(thread_time() - worked)
    del kept
    return taken


@dataclass(slots=True)
class Report:
    """What was measured, line by line; `short` counts targets that are not met.

    `pace` is how much slower this machine is than the one on which targets in seconds were set:
    these may take so much longer. Machines of one kind differ twofold, from one day to the next.
    """

    posts: int
    lines: list[str] = field(default_factory=list)
    short: int = 0
    pace: float = 1.0

    def keep_pace(self, peer: str, seconds: float, then: float) -> None:
        """Set the pace by what a peer took here, and on the machine of the targets."""
        self.pace = max(1.0, seconds / then)
        print(f"{peer}: {_shown(seconds)} here, {_shown(then)} where targets in seconds were set")
        print(f"so these may take {self.pace:.2f} times as long")

    def ratio(
        self, what: str, times: dict[str, float], peer: str, least: float | None, note: str = ""
    ) -> None:
        """Ours against one peer, and how many times quicker it must at least be."""
        ours, theirs = times["ours"], times[peer]
        reached = theirs / ours
        target = "" if least is None else f">= {least:g}x"
        self._line(
            what,
            _shown(ours),
            f"{peer} {_shown(theirs)}",
            f"{reached:.1f}x",
            target,
            least is None or reached >= least,
            note,
        )

    def most(self, what: str, seconds: float, most: float | None, note: str = "") -> None:
        """A figure of ours that may be at most so much at the pace of this machine, in seconds."""
        most = None if most is None else most * self.pace
        target = "" if most is None else f"<= {_shown(most)}"
        is_met = most is None or seconds <= most
        self._line(what, _shown(seconds), "", "", target, is_met, note)

    def against(self, what: str, times: dict[str, float], most: float) -> None:
        """A figure of ours under its target, and each peer beside it."""
        self.most(what, times["ours"], most)
        for peer, theirs in times.items():
            if peer != "ours":
                shown = f"{peer} {_shown(theirs)}", f"{theirs / times['ours']:.1f}x"
                self._line("", "", *shown, "", True, "")

    def factor(self, what: str, ours: float, reached: float, most: float) -> None:
        """How many times more something takes than its smaller like."""
        shown = f"{reached:.2f}x", f"<= {most:g}x"
        self._line(what, _shown(ours), "", *shown, reached <= most, "")

    def size(self, what: str, megabytes: float, most: float, note: str) -> None:
        """Memory that may be at most so much."""
        target = f"<= {most:g} MB"
        self._line(what, f"{megabytes} MB", "", "", target, megabytes <= most, note)

    def _line(
        self, what: str, figure: str, peer: str, ratio: str, target: str, is_met: bool, note: str
    ) -> None:
        self.short += not is_met
        met = "" if not target else "met" if is_met else "NOT MET"
        line = f"{what:34} {figure:>10}  {peer:28} {ratio:>8} {target:>12}  {met:8}{note}"
        self.lines.append(line.rstrip())
        print(self.lines[-1], flush=True)


def _shown(seconds: float) -> str:
    if seconds < 1e-3:
        return f"{seconds * 1e6:.1f} us"
    return f"{seconds * 1e3:.1f} ms" if seconds < 10 else f"{seconds:.1f} s"
