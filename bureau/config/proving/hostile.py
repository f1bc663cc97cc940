"""Outside parties that do all they can to hold up whoever speaks to them, on the loopback."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain, repeat
from threading import Event, Thread

OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


def _one_by_one(said: bytes) -> Iterator[bytes]:
    return (said[place : place + 1] for place in range(len(said)))


def _slow(begun: bytes, endless: bytes) -> Iterator[bytes]:
    """What begins an answer at once, and then one byte after another without an end."""
    return chain([begun], chain.from_iterable(map(_one_by_one, repeat(endless))))


SLOW: dict[str, Callable[[], Iterator[bytes]]] = {
    "status_line": lambda: _slow(b"", b"HTTP/1.1 200 OK" + b" " * 1000),
    "header": lambda: _slow(OK, b"X-Long: y"),
    "body": lambda: _slow(OK + b"Content-Length: 100000\r\n\r\n", b"x"),
    "body_without_length": lambda: _slow(OK + b"\r\n", b"x"),
    "chunk_size": lambda: _slow(CHUNKED, b"0"),
    "chunk": lambda: _slow(CHUNKED + b"fff\r\n", b"x"),
    "trailers": lambda: chain([CHUNKED + b"0\r\n"], repeat(b"X-More: y\r\n")),
    "continue": lambda: repeat(b"HTTP/1.1 100 Continue\r\n\r\n"),
    "silence": lambda: iter(()),
    "tls": lambda: _slow(b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc\x03\x03", b"\x00"),
}
"""What each says, a part a tick: in silence it takes the connection and never reads nor writes."""
QUICK: dict[str, Callable[[], Iterator[bytes]]] = {
    "endless_headers": lambda: chain([OK], repeat(b"X-More: y\r\n" * 50)),
    "huge_header": lambda: iter([OK, b"X-Huge: " + b"y" * 70_000 + b"\r\n\r\n"]),
    "no_http": lambda: iter([b"220 mail.example.org ESMTP\r\n"]),
    "hung_up": lambda: iter([b"HTTP/1.1 2"]),
}
"""What is over soon, without an answer: the connection is closed behind it."""


class Hostile:
    """A server that speaks to everybody in one of these ways, a part every `tick` seconds."""

    def __init__(self, way: str, tick: float = 1.0) -> None:
        self.says = (SLOW | QUICK)[way]
        self.hangs_up = way in QUICK
        self.tick = tick
        self.asked = 0
        self._ended = Event()
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port: int = self._socket.getsockname()[1]
        Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.asked += 1
            Thread(target=self._speak, args=(connection,), daemon=True).start()

    def _speak(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            for part in self.says():
                connection.sendall(part)
                if self._ended.wait(self.tick):
                    return
            if self.hangs_up:
                connection.recv(2**20)
            else:
                self._ended.wait()

    def end(self) -> None:
        self._ended.set()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@contextmanager
def hostile(way: str, tick: float = 1.0) -> Iterator[Hostile]:
    server = Hostile(way, tick)
    try:
        yield server
    finally:
        server.end()
