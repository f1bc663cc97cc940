"""A mail server that answers as slowly as it can: a mail to it is over at its deadline."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
from django.core.mail import EmailMessage
from pytest_django.fixtures import Settings

from bureau.config.proving.hostile import hostile
from bureau.record.notices.models import MailState
from bureau.record.notices.services import sending
from bureau.record.programs.services import delivering

GREETED = (b"220 here\r\n", b"250 here\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go on\r\n")
MESSAGE = EmailMessage("Subject", "Body", "from@example.org", ["to@example.org"])


@pytest.fixture(autouse=True)
def name(settings: Settings) -> None:
    settings.DEFAULT_FROM_EMAIL = "from@example.org"


def at(settings: Settings, port: int, **more: object) -> None:
    options = {"host": "127.0.0.1", "port": port, "timeout": 0.3, **more}
    backend = "bureau.record.notices.backends.EmailBackend"
    settings.MAILERS = {"default": {"BACKEND": backend, "OPTIONS": options}}


@pytest.mark.parametrize("way", ["silence", "status_line", "tls"])
@pytest.mark.parametrize("options", [{}, {"use_tls": True}, {"use_ssl": True}])
def test_a_server_that_does_not_take_the_connection_is_tried_later(
    settings: Settings, way: str, options: dict[str, bool]
) -> None:
    with hostile(way, 0.02) as server:
        at(settings, server.port, **options)
        assert sending.hand_over(MESSAGE).state is MailState.QUEUED


def test_a_server_that_goes_silent_after_the_message_leaves_it_uncertain(
    settings: Settings,
) -> None:
    with silent_after(GREETED) as port:
        at(settings, port)
        outcome = sending.hand_over(MESSAGE)
    assert outcome.state is MailState.UNCERTAIN


def test_mail_waits_in_a_queue_of_its_own() -> None:
    assert sending.deliver.queue_name == "mail"
    assert delivering.deliver_to.queue_name == "outgoing"


@contextmanager
def silent_after(lines: tuple[bytes, ...]) -> Iterator[int]:
    """A server that answers so often and then never again."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=_answer, args=(server, lines), daemon=True).start()
        yield server.getsockname()[1]


def _answer(server: socket.socket, lines: tuple[bytes, ...]) -> None:
    connection, _ = server.accept()
    with connection:
        for line in lines:
            connection.sendall(line)
            connection.recv(65536)
        while connection.recv(65536):
            pass
