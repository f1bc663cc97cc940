"""Requests are answered by a few threads, and none of them waits for a slow line.

The server has a thread for each connection that has something in hand. Such a thread reads what was
sent, has it answered, and sends the answer; of these there may be as many as connections. What is
answered is answered by a few others, each with a connection to the database of its own.

Bodies are bounded before anybody answers: by what a form may take, by how many lines may be at one
at a time, from one address and from all, and by the room that all of them take together. A page
that is only read waits for no body, so it is answered however many bodies are sent slowly. A body
that does not come in time has no place any more, and is dropped when its line goes on or ends.

Whose a request is, is asked of the database once in a while. Whoever names a session or token that
does not hold counts by their address.
"""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from io import BytesIO
from math import inf
from tempfile import SpooledTemporaryFile
from threading import BoundedSemaphore, Condition, Lock
from typing import IO, Any
from urllib.parse import parse_qsl

from django.utils.http import parse_header_parameters

from bureau.config.callers import Environ, caller_of, credential, sender
from bureau.documents.beside import holding

type Start = Callable[..., Any]
type Application = Callable[[Environ, Start], Iterable[bytes]]

ANSWERING, WRITING = 4, 2
"""How many threads of a process answer at once, and how many of these what may write, for one
caller one at a time: who writes waits for the database's one writer, and none who only reads waits
behind. Each has some 3 MiB."""
MAKING = 2
"""How many of these threads make what takes seconds, for one caller one at a time: a pack of papers
takes half a minute, and whoever reads a page does not wait behind those who ask for packs. A form
with files counts as well: it gives back its place among those who write while these are read."""
MADE = re.compile(r"/(?:papers|evidence)\b")
"""The addresses of what is made when it is asked for; files are asked for by their format."""
READING = frozenset({"GET", "HEAD", "OPTIONS"})
IN_MEMORY = 512 * 1024
"""What is larger, sent or answered, lies in a file meanwhile."""
AT_ONCE = 64 * 1024
SENT_MOST = 160_000_000
"""More than any form takes, in bytes."""
SENT_BY_STRANGERS = 64 * 1024
"""More than any form takes that is sent without a session or a token that holds, in bytes."""
ROOM, ROOM_OF_ONE = 640_000_000, 320_000_000
"""How many bytes the larger bodies of one process take together, while they are sent and read, and
how many those of one address."""
PATIENCE_SECONDS, SLOWEST = 30, 64 * 1024
"""How long the first byte of a body may take, and how many bytes a second have come then."""
OF_ONE = 2
"""How many requests of one person, or of one address, are answered at once: the next ones wait, so
that whoever asks for long work again and again leaves threads to others."""
WAITING_OF_ONE = 32
"""How many more of one may wait."""
BODIES, BODIES_OF_STRANGERS, BODIES_OF_ONE = 128, 64, 16
"""How many bodies one process receives at a time: from all, from all who are not signed in, and
from one person, or from one address."""
PROVED_SECONDS, PROVED_MOST = 60, 10_000
"""For how long, and of how many, it is known that a session or token holds."""
BUSY, TOO_SLOW = "503 Service Unavailable", "408 Request Timeout"


class Answering:
    """A WSGI application in front of another, as above; its threads begin with the first request,
    when the processes of a server have parted."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self._writing, self._making = BoundedSemaphore(WRITING), BoundedSemaphore(MAKING)
        self._receiving = Receiving()
        self._shares = Shares()
        self._threads: ThreadPoolExecutor | None = None
        self._proved: dict[str, tuple[float, str]] = {}
        self._lock = Lock()

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        try:
            length = int(environ.get("CONTENT_LENGTH") or 0)
        except ValueError:
            return refused(start, "400 Bad Request")
        if not has_readable_type(environ):
            return refused(start, "400 Bad Request")
        whose = self._whose(environ)
        if environ["REQUEST_METHOD"] in READING:
            environ |= {"wsgi.input": BytesIO(), "CONTENT_LENGTH": "0"}
            return self._answered(environ, start, whose)
        if length < 0 or length > (SENT_MOST if whose else SENT_BY_STRANGERS):
            return refused(start, "413 Content Too Large")
        with self._receiving.place(sender(environ), whose, length) as place:
            if place is None:
                return refused(start, BUSY)
            body = received(environ["wsgi.input"], length, place.until)
            if body is None:
                is_late = time.monotonic() > place.until
                return refused(start, TOO_SLOW if is_late else "400 Bad Request")
            place.until = inf
            with body:
                return self._answered({**environ, "wsgi.input": body}, start, whose)

    def _whose(self, environ: Environ) -> str:
        """Who is signed in by the session or token of a request, or was lately; else ""."""
        said, now = credential(environ), time.monotonic()
        if not said:
            return ""
        with self._lock:
            until, whose = self._proved.get(said, (0.0, ""))
            if until > now:
                return whose
        with self._shares.turn(f"proof of {sender(environ)}", OF_ONE) as has_turn:
            whose = self._threads_now().submit(caller_of, said).result() if has_turn else ""
        if not whose:
            return ""
        with self._lock:
            if len(self._proved) >= PROVED_MOST:
                self._proved.clear()
            self._proved[said] = now + PROVED_SECONDS, whose
        return whose

    def _answered(self, environ: Environ, start: Start, whose: str) -> Iterable[bytes]:
        caller, is_read = whose or sender(environ), environ["REQUEST_METHOD"] in READING
        makes = is_made(environ) if is_read else has_files(environ)
        turns = [(f"made for {caller}", 1)] if makes else []
        turns += [] if is_read else [(f"written for {caller}", 1)]
        turns += [] if makes and is_read else [(f"for {caller}", OF_ONE)]
        with ExitStack() as places:
            for turn in turns:
                if not places.enter_context(self._shares.turn(*turn)):
                    return refused(start, BUSY)
            if makes:
                places.enter_context(self._making)
            if not is_read:
                places.enter_context(self._writing)
            application = self.application if is_read else self._written
            said, answer = self._threads_now().submit(answered, application, environ).result()
        start(*said)
        return answer

    def _written(self, environ: Environ, start: Start) -> Iterable[bytes]:
        with holding(self._writing):
            return self.application(environ, start)

    def _threads_now(self) -> ThreadPoolExecutor:
        with self._lock:
            if self._threads is None:
                self._threads = ThreadPoolExecutor(ANSWERING, "answering")
            return self._threads


@dataclass(slots=True, eq=False)
class Place:
    """A body in hand; after `until` it has come too slowly, and takes a place no more."""

    address: str
    whose: str
    room: int
    until: float


class Receiving:
    """The bodies that one process has in hand: how many of each, and the room of each address."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._all: list[Place] = []

    @contextmanager
    def place(self, address: str, whose: str, length: int) -> Iterator[Place | None]:
        """The place of a body of this length (bytes) until it is answered, None where there is
        none; `whose` is the person who is signed in, "" of a stranger."""
        room = length if length > IN_MEMORY else 0
        until = time.monotonic() + PATIENCE_SECONDS + length / SLOWEST
        mine = Place(address, whose, room, until)
        with self._lock:
            fits = self._fits(mine)
            if fits:
                self._all.append(mine)
        try:
            yield mine if fits else None
        finally:
            if fits:
                with self._lock:
                    self._all.remove(mine)

    def _fits(self, mine: Place) -> bool:
        now = time.monotonic()
        held = [one for one in self._all if one.until > now]
        strangers = [one for one in held if not one.whose]
        of = [one for one in held if one.whose == mine.whose]
        if not mine.whose:
            of = [one for one in of if one.address == mine.address]
        room = Counter({mine.address: mine.room})
        for one in self._all:
            room[one.address] += one.room
        return (
            len(held) < BODIES
            and (bool(mine.whose) or len(strangers) < BODIES_OF_STRANGERS)
            and len(of) < BODIES_OF_ONE
            and room.total() <= ROOM
            and room[mine.address] <= ROOM_OF_ONE
        )


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


def has_readable_type(environ: Environ) -> bool:
    """Whether Django can read the header Content-Type, which it does before any middleware."""
    try:
        parse_header_parameters(environ.get("CONTENT_TYPE", ""))
    except (ValueError, LookupError):
        return False
    return True


def has_files(environ: Environ) -> bool:
    """Whether a form may bring files, which are read before anything is written."""
    return str(environ.get("CONTENT_TYPE", "")).lower().startswith("multipart/")


def is_made(environ: Environ) -> bool:
    """Whether what is asked for is made first: read as pages read their address and query."""
    query = dict(parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True))
    if (query.get("format") or "html") != "html":
        return True
    return bool(MADE.search(environ.get("PATH_INFO", "")))


def refused(start: Start, status: str) -> list[bytes]:
    start(status, [("Content-Type", "text/plain"), ("Content-Length", "0")])
    return [b""]


def received(sent: IO[bytes], length: int, until: float) -> IO[bytes] | None:
    """All that was sent; None where less came than was announced, or not until then."""
    if length <= AT_ONCE:
        content = sent.read(length) if length else b""
        is_whole = len(content) == length and time.monotonic() <= until
        return BytesIO(content) if is_whole else None
    with ExitStack() as unless_whole:
        body: Any = unless_whole.enter_context(SpooledTemporaryFile(IN_MEMORY))
        left = length
        while left and time.monotonic() < until and (part := sent.read(min(AT_ONCE, left))):
            body.write(part)
            left -= len(part)
        if left or time.monotonic() > until:
            return None
        unless_whole.pop_all()
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
