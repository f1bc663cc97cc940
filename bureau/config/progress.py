"""How far long work in the shell is, on stderr: in place on a terminal, else a line at times."""

import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

EVERY_SECONDS = 10.0
ON_A_TERMINAL_SECONDS = 0.2


class Progress:
    """Tells how much is done. `words` says what is done, by the name under which it is told."""

    def __init__(
        self,
        words: Mapping[str, str],
        out: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._words, self._out, self._clock = words, out or sys.stderr, clock
        self._doing, self._told, self._width = "", 0.0, 0
        self._in_place = self._out.isatty()
        self.done, self.total = 0, 0

    def __call__(self, doing: str, done: int, total: int) -> None:
        """Tell it, where it is something else than before or the last time is long enough ago."""
        self.done, self.total = done, total
        now, pause = self._clock(), ON_A_TERMINAL_SECONDS if self._in_place else EVERY_SECONDS
        if doing == self._doing and now - self._told < pause and done < total:
            return
        self._doing, self._told = doing, now
        self._say(self._words[doing] + (f": {done:,} of {total:,}" if total else ""))

    def _say(self, line: str) -> None:
        if self._in_place:
            print(f"\r{line:{self._width}}", end="", file=self._out, flush=True)
            self._width = len(line)
        else:
            print(line, file=self._out, flush=True)

    def end(self) -> None:
        """Leave the line, so that what comes next begins one of its own."""
        if self._in_place and self._width:
            print(f"\r{'':{self._width}}\r", end="", file=self._out, flush=True)
            self._width = 0


@contextmanager
def progress(words: Mapping[str, str]) -> Iterator[Progress]:
    found = Progress(words)
    try:
        yield found
    finally:
        found.end()
