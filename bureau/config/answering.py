"""Requests are answered by a few threads, and none of them waits for a slow line.

The server has a thread for each connection that has something in hand. Such a thread reads what was
sent, has it answered, and sends the answer; of these there may be as many as connections. What is
answered is answered by a few others, each with a connection to the database of its own.

Bodies are bounded before anybody answers: by what a form may take, by how many lines may be at one
at a time, from one address and from all, and by the room that all of them take together. A page
that is only read waits for no body, so it is answered however many bodies are sent slowly.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from io import BytesIO
from tempfile import SpooledTemporaryFile
from threading import BoundedSemaphore, Condition, Lock
from typing import IO, Any

from bureau.config.home import switched

type Environ = dict[str, Any]
type Start = Callable[..., Any]
type Application = Callable[[Environ, Start], Iterable[bytes]]

ANSWERING, WRITING = 4, 2
"""How many threads of a process answer at once, and how many of these what may write: who writes
waits for the database's one writer, and none who only reads waits behind. Each has some 3 MiB."""
MAKING = 2
"""How many of these threads make what takes seconds, for one caller one at a time: a pack of papers
takes half a minute, and whoever reads a page does not wait behind those who ask for packs."""
MADE = re.compile(r"^[^?]*/(?:papers|evidence)\b|[?&]format=(?!html)")
"""What is made when it is asked for: papers, evidence, files."""
READING = frozenset({"GET", "HEAD", "OPTIONS"})
IN_MEMORY = 512 * 1024
"""What is larger, sent or answered, lies in a file meanwhile."""
AT_ONCE = 64 * 1024
SENT_MOST = 160_000_000
"""More than any form takes, in bytes."""
SENT_BY_STRANGERS = 64 * 1024
"""More than any form takes that is sent without a session or a token, in bytes."""
ROOM = 640_000_000
"""How many bytes the larger bodies of one process take together, while they are sent and read."""
OF_ONE = 2
"""How many requests of one session, token or address are answered at once: the next ones wait, so
that whoever asks for long work again and again leaves threads to others."""
WAITING_OF_ONE = 32
"""How many more of one may wait."""
BODIES, BODIES_OF_ONE = 128, 16
"""How many bodies one process receives at a time, from all addresses and from one."""
SESSION = re.compile(r"(?:^|;\s*)(?:sessionid|__Host-session)=([^;]+)")
BEHIND_PROXY = switched("BUREAU_HTTPS")
BUSY = "503 Service Unavailable"


class Answering:
    """A WSGI application in front of another, as above; its threads begin with the first request,
    when the processes of a server have parted."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self._writing, self._making = BoundedSemaphore(WRITING), BoundedSemaphore(MAKING)
        self._receiving = Receiving()
        self._shares = Shares()
        self._threads: ThreadPoolExecutor | None = None
        self._lock = Lock()

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        try:
            length = int(environ.get("CONTENT_LENGTH") or 0)
        except ValueError:
            return refused(start, "400 Bad Request")
        if environ["REQUEST_METHOD"] in READING:
            environ |= {"wsgi.input": BytesIO(), "CONTENT_LENGTH": "0"}
            return self._answered(environ, start)
        if length < 0 or length > (SENT_MOST if is_known(environ) else SENT_BY_STRANGERS):
            return refused(start, "413 Content Too Large")
        with self._receiving.place(environ, length) as has_place:
            if not has_place:
                return refused(start, BUSY)
            body = received(environ["wsgi.input"], length)
            if body is None:
                return refused(start, "400 Bad Request")
            with body:
                return self._answered({**environ, "wsgi.input": body}, start)

    def _answered(self, environ: Environ, start: Start) -> Iterable[bytes]:
        with self._lock:
            if self._threads is None:
                self._threads = ThreadPoolExecutor(ANSWERING, "answering")
        is_read = environ["REQUEST_METHOD"] in READING
        is_made = is_read and bool(MADE.search(asked_for(environ)))
        whose = f"made for {caller(environ)}" if is_made else caller(environ)
        with self._shares.turn(whose, 1 if is_made else OF_ONE) as has_turn:
            if not has_turn:
                return refused(start, BUSY)
            with self._making if is_made else nullcontext() if is_read else self._writing:
                said, answer = self._threads.submit(answered, self.application, environ).result()
        start(*said)
        return answer


class Receiving:
    """The bodies that one process has in hand: how many of each address, and their room."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._of = Counter[str]()
        self._room = 0

    @contextmanager
    def place(self, environ: Environ, length: int) -> Iterator[bool]:
        """Whether there is a place for a body of this length (bytes), until it is answered."""
        address, room = sender(environ), length if length > IN_MEMORY else 0
        with self._lock:
            fits = (
                self._of.total() < BODIES
                and self._of[address] < BODIES_OF_ONE
                and self._room + room <= ROOM
            )
            if fits:
                self._of[address] += 1
                self._room += room
        try:
            yield fits
        finally:
            if fits:
                with self._lock:
                    self._room -= room
                    self._of[address] -= 1
                    self._of += Counter()  # drops addresses with none


class Shares:
    """How many requests of each caller are answered, and wait to be."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._answered, self._waiting = Counter[str](), Counter[str]()

    @contextmanager
    def turn(self, whose: str, most: int) -> Iterator[bool]:
        """Wait until fewer than `most` of this caller are answered; False where too many wait."""
        with self._changed:
            if self._waiting[whose] >= WAITING_OF_ONE:
                fits = False
            else:
                fits = True
                self._waiting[whose] += 1
                self._changed.wait_for(lambda: self._answered[whose] < most)
                self._waiting[whose] -= 1
                self._answered[whose] += 1
                self._waiting += Counter()  # drops callers with none
        try:
            yield fits
        finally:
            if fits:
                with self._changed:
                    self._answered[whose] -= 1
                    self._answered += Counter()
                    self._changed.notify_all()


def caller(environ: Environ) -> str:
    """Whose request it is: by token, by session, else by address. Nothing is proved by that."""
    if token := environ.get("HTTP_AUTHORIZATION"):
        return str(token)
    session = SESSION.search(environ.get("HTTP_COOKIE", ""))
    return session[1] if session else sender(environ)


def asked_for(environ: Environ) -> str:
    """Path and query, a question mark between them."""
    return f"{environ.get('PATH_INFO', '')}?{environ.get('QUERY_STRING', '')}"


def sender(environ: Environ) -> str:
    """The address that sends: what the proxy in front says last, where there is one."""
    behind = environ.get("HTTP_X_FORWARDED_FOR", "") if BEHIND_PROXY else ""
    return behind.rpartition(",")[2].strip() or str(environ.get("REMOTE_ADDR", ""))


def is_known(environ: Environ) -> bool:
    """Whether a session or token is named; whether either holds is asked where it is answered."""
    named = f"{environ.get('HTTP_COOKIE', '')}; {environ.get('HTTP_AUTHORIZATION', '')}"
    return bool(SESSION.search(named)) or "Bearer " in named


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
