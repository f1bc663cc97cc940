"""Requests are answered by a few threads, and none of them waits for a slow line.

The server has a thread for each connection that has something in hand. Such a thread reads what was
sent, has it answered, and sends the answer; of these there may be as many as connections. What is
answered is answered by a few others, each with a connection to the database of its own.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from tempfile import SpooledTemporaryFile
from threading import BoundedSemaphore, Lock
from typing import IO, Any

type Environ = dict[str, Any]
type Start = Callable[..., Any]
type Application = Callable[[Environ, Start], Iterable[bytes]]

ANSWERING, WRITING = 4, 2
"""How many threads of a process answer at once, and how many of these what may write: who writes
waits for the database's one writer, and none who only reads waits behind. Each has some 3 MiB."""
READING = frozenset({"GET", "HEAD", "OPTIONS"})
IN_MEMORY = 512 * 1024
"""What is larger, sent or answered, lies in a file meanwhile."""
AT_ONCE = 64 * 1024
SENT_MOST = 160_000_000
"""More than any form takes."""


class Answering:
    """A WSGI application in front of another, as above; its threads begin with the first request,
    when the processes of a server have parted."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self._writing = BoundedSemaphore(WRITING)
        self._threads: ThreadPoolExecutor | None = None
        self._lock = Lock()

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        try:
            length = int(environ.get("CONTENT_LENGTH") or 0)
        except ValueError:
            return refused(start, "400 Bad Request")
        if length > SENT_MOST:
            return refused(start, "413 Content Too Large")
        body = received(environ["wsgi.input"], length)
        if body is None:
            return refused(start, "400 Bad Request")
        with body:
            environ["wsgi.input"] = body
            if environ["REQUEST_METHOD"] in READING:
                return self._answered(environ, start)
            with self._writing:
                return self._answered(environ, start)

    def _answered(self, environ: Environ, start: Start) -> Iterable[bytes]:
        with self._lock:
            if self._threads is None:
                self._threads = ThreadPoolExecutor(ANSWERING, "answering")
        said, answer = self._threads.submit(answered, self.application, environ).result()
        start(*said)
        return answer


def refused(start: Start, status: str) -> list[bytes]:
    start(status, [("Content-Type", "text/plain"), ("Content-Length", "0")])
    return [b""]


def received(sent: IO[bytes], length: int) -> IO[bytes] | None:
    """All that was sent; None where less came than was announced."""
    if length <= AT_ONCE:
        content = sent.read(length) if length else b""
        return BytesIO(content) if len(content) == length else None
    body: Any = SpooledTemporaryFile(IN_MEMORY)
    left = length
    while left and (part := sent.read(min(AT_ONCE, left))):
        body.write(part)
        left -= len(part)
    if left:
        body.close()
        return None
    body.seek(0)
    return body  # type: ignore[no-any-return]


def answered(application: Application, environ: Environ) -> tuple[tuple[Any, ...], Iterable[bytes]]:
    """What an application begins its answer with, and the whole of that, which is at an end."""
    begun: list[tuple[Any, ...]] = []
    answer = application(environ, lambda *said: begun.append(said))
    try:
        if isinstance(answer, list) or not getattr(answer, "streaming", False):
            return begun[-1], [b"".join(answer)]
        return begun[-1], Spooled(answer)
    finally:
        if close := getattr(answer, "close", None):
            close()


class Spooled:
    """What was answered piece by piece, to be sent as slowly as it is taken."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._file: Any = SpooledTemporaryFile(IN_MEMORY)
        for piece in pieces:
            self._file.write(piece)
        self._file.seek(0)

    def __iter__(self) -> Iterator[bytes]:
        while part := self._file.read(AT_ONCE):
            yield part

    def close(self) -> None:
        self._file.close()
