"""Outside parties that answer as slowly as they can, or never: each is over at the deadline."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from bureau.config.proving.hostile import QUICK, SLOW, hostile
from bureau.record import deadlines
from bureau.record.deadlines import Deadline
from bureau.record.fetching import FetchFailed, fetch, send

SECONDS, TICK = 0.3, 0.02
"""A tick never reaches a timeout that begins anew with every byte: what ends is the deadline."""


@pytest.fixture(autouse=True)
def loopback(settings: Settings) -> None:
    settings.BUREAU_FETCH_LOOPBACK = True


@pytest.mark.parametrize("way", sorted(SLOW))
def test_whoever_answers_slowly_is_given_up_at_the_deadline(way: str) -> None:
    tick = 0.0 if way in ("continue", "trailers") else TICK
    with hostile(way, tick) as server, pytest.raises(FetchFailed, match="too_slow"):
        send(f"http://127.0.0.1:{server.port}/", b"x", {}, seconds=SECONDS)


@pytest.mark.parametrize("way", ["silence", "tls"])
def test_whoever_stalls_the_tls_handshake_is_given_up(way: str) -> None:
    with hostile(way, TICK) as server, pytest.raises(FetchFailed, match="too_slow"):
        send(f"https://127.0.0.1:{server.port}/", b"x", {}, seconds=SECONDS)


@pytest.mark.parametrize("way", sorted(QUICK))
def test_whoever_does_not_answer_in_http_is_given_up_at_once(way: str) -> None:
    with hostile(way, 0.0) as server, pytest.raises(FetchFailed, match="connection"):
        fetch(f"http://127.0.0.1:{server.port}/", seconds=30)


def test_whoever_never_reads_a_large_body_is_given_up() -> None:
    with hostile("silence") as server, pytest.raises(FetchFailed, match="too_slow"):
        send(f"http://127.0.0.1:{server.port}/", b"x" * 20_000_000, {}, seconds=SECONDS)


def test_every_redirect_comes_out_of_one_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each hop is quick enough by itself."""
    with hostile("header", TICK) as slow, led_on(slow.port) as port:
        with pytest.raises(FetchFailed, match="too_slow"):
            fetch(f"http://127.0.0.1:{port}/", seconds=SECONDS)


@contextmanager
def led_on(to: int) -> Iterator[int]:
    """A server that leads on to a port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_lead_on, args=(server, to), daemon=True).start()
        yield server.getsockname()[1]


def _lead_on(server: socket.socket, to: int) -> None:
    connection, _ = server.accept()
    with connection:
        connection.recv(65536)
        head = f"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:{to}/\r\n"
        connection.sendall(head.encode() + b"Content-Length: 0\r\n\r\n")


@pytest.fixture
def unanswered(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A name server that never answers; the names it was asked for."""
    answered, names = threading.Event(), list[str]()

    def hang(name: str, *asked: object, **more: object) -> list[Any]:
        names.append(name)
        answered.wait()
        return []

    monkeypatch.setattr(deadlines.socket, "getaddrinfo", hang)
    yield names
    answered.set()


def test_a_name_that_nobody_resolves_is_given_up(unanswered: list[str]) -> None:
    with pytest.raises(FetchFailed, match="too_slow"):
        fetch("https://example.org/", seconds=0.05)


def test_names_that_nobody_resolves_do_not_pile_up(
    unanswered: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deadlines, "_lookups", threading.BoundedSemaphore(2))
    for _ in range(5):
        with pytest.raises(TimeoutError):
            deadlines.looked_up("example.org", 443, 0.01)
    assert unanswered == ["example.org"] * 2


def test_after_an_exchange_nothing_of_a_deadline_is_left() -> None:
    before = set(threading.enumerate())
    with hostile("silence") as server, pytest.raises(FetchFailed):
        fetch(f"http://127.0.0.1:{server.port}/", seconds=0.02)
    with Deadline(60) as deadline:
        assert deadline.left() > 0
    timers = [
        one for one in set(threading.enumerate()) - before if isinstance(one, threading.Timer)
    ]
    for one in timers:
        one.join(5)
    assert not any(one.is_alive() for one in timers)


def test_the_first_address_that_takes_the_connection_is_used() -> None:
    with hostile("silence") as server, Deadline(5) as deadline:
        with deadline.connect(["127.0.0.2", "127.0.0.1"], server.port) as made:
            assert made.getpeername() == ("127.0.0.1", server.port)
    with Deadline(5) as deadline, pytest.raises(OSError):
        deadline.connect(["127.0.0.2", "127.0.0.3"], server.port)
