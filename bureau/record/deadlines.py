"""One deadline for a whole exchange with an outside party, whatever that party does.

A timeout of a socket counts anew with every byte that arrives. A deadline does not: when its time
is over it shuts every connection that was made under it, from a thread of its own, so that whoever
reads, writes or shakes hands over one is woken.
"""

import socket
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

LOOKUPS_MAX = 128
"""How many names may be looked up at once. A lookup cannot be stopped: one that nobody answers goes
on behind the deadline, until the system gives up (`man 5 resolv.conf`: `timeout`, `attempts`)."""
_lookups = threading.BoundedSemaphore(LOOKUPS_MAX)


class Deadline:
    """So many seconds for looking up, connecting, TLS, sending and reading together.

    Entered, the time runs. `connect` gives sockets that are shut when it is over.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._ends = time.monotonic() + seconds
        self._lock = threading.Lock()
        self._guards: list[socket.socket] = []

    def __enter__(self) -> Self:
        self._ends = time.monotonic() + self.seconds
        self._timer = threading.Timer(self.seconds, self._shut)
        self._timer.daemon = True
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        with self._lock:
            for guard in self._guards:
                guard.close()
            self._guards.clear()

    def left(self) -> float:
        """The seconds that are left. Raises TimeoutError where none are."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise TimeoutError("the deadline has passed")
        return left

    def is_over(self) -> bool:
        return time.monotonic() >= self._ends

    def addresses_of(self, host: str, port: int) -> list[str]:
        """The addresses that a name has now, each once. Raises OSError or UnicodeError where it has
        none, TimeoutError where nobody answers in time."""
        rows = looked_up(host, port, self.left())
        return list(dict.fromkeys(str(row[4][0]) for row in rows))

    def connect(self, addresses: Sequence[str], port: int) -> socket.socket:
        """A connection to the first of these addresses that takes one; each has its share of the
        time that is left. Raises OSError where none does."""
        for place, address in enumerate(addresses, start=1):
            share = self.left() / (len(addresses) - place + 1)
            try:
                made = socket.create_connection((address, port), share)
            except OSError:
                if place == len(addresses):
                    raise
                continue
            return self._guarded(made)
        raise OSError("no address")

    def _guarded(self, made: socket.socket) -> socket.socket:
        """A second handle on the connection stays the same when TLS takes over the first."""
        with self._lock:
            self._guards.append(made.dup())
        try:
            made.settimeout(self.left())
        except TimeoutError:
            made.close()
            raise
        return made

    def _shut(self) -> None:
        with self._lock:
            for guard in self._guards:
                with suppress(OSError):
                    guard.shutdown(socket.SHUT_RDWR)


def looked_up(host: str, port: int, seconds: float) -> list[tuple[Any, ...]]:
    """The rows of `getaddrinfo`. Raises TimeoutError after so many seconds."""
    ends, places = time.monotonic() + seconds, _lookups
    if not places.acquire(timeout=seconds):
        raise TimeoutError("too many names are being looked up")
    answer: Future[list[tuple[Any, ...]]] = Future()

    def look_up() -> None:
        try:
            answer.set_result(list(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
        except Exception as error:
            answer.set_exception(error)
        finally:
            places.release()

    try:
        threading.Thread(target=look_up, daemon=True).start()
    except RuntimeError:
        places.release()
        raise
    return answer.result(max(0.0, ends - time.monotonic()))
