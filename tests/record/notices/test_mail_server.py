"""With a real mail server and real processes: no mail twice, and what a kill leaves in doubt."""

import signal
import socket
from collections import Counter
from collections.abc import Iterator
from email.message import Message

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler

from tests.databases import Database, finished, fresh_database

pytestmark = pytest.mark.exhaustive

MAILS = 50
WIRED = """
from django.conf import settings
settings.BUREAU_WIRING = "tests.record.notices.wiring.EVERYBODY"
settings.BUREAU_ACTOR = "tests.record.notices.wiring.actor_of"
from bureau.record.accounts.models import Person
from bureau.record.clock.services import work_off
from bureau.record.notices.models import OutboxMail
from bureau.record.notices.services import sending, telling
"""
QUEUE = f"""
Person.objects.bulk_create(
    Person(name=f"P {{n}}", email=f"p{{n}}@example.org") for n in range({MAILS})
)
telling.keep_notices("boat", None)
"""
SEND_ALL = """
for pk in OutboxMail.objects.order_by("pk").values_list("pk", flat=True):
    sending.deliver.func(pk)
"""
DIE_AT_TENTH = """
import os, signal
true_mark, marked = sending.mark, []
def mark_or_die(*said):
    marked.append(said)
    if len(marked) == 10:
        os.kill(os.getpid(), signal.SIGKILL)
    return true_mark(*said)
sending.mark = mark_or_die
"""
CLAIM_REGARDLESS = """
import time
true_letter = sending.letter_for
def claim_regardless(mail, letter, since):
    return "x"
def slowly(mail):
    time.sleep(0.01)
    return true_letter(mail)
sending.claim_mail, sending.letter_for = claim_regardless, slowly
"""


class Inbox(MessageHandler):
    """Counts what arrived, by its Message-ID."""

    def __init__(self) -> None:
        super().__init__()
        self.arrived: Counter[str] = Counter()

    def handle_message(self, message: Message) -> None:
        self.arrived[message["Message-ID"]] += 1


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, dict[str, str]]]:
    """A mail server on this machine, and the environment that names it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    handler = Inbox()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, {"BUREAU_SMTP_HOST": "127.0.0.1", "BUREAU_SMTP_PORT": str(port)}
    controller.stop()


@pytest.fixture
def database() -> Iterator[Database]:
    with fresh_database() as made:
        made.run(WIRED + QUEUE)
        yield made


def states(database: Database) -> dict[str, int]:
    return dict(database.read("SELECT state, COUNT(*) FROM notices_outboxmail GROUP BY state"))


def both(database: Database, code: str, smtp: dict[str, str]) -> None:
    for process in [database.start(WIRED + code, **smtp) for _ in range(2)]:
        assert finished(process) == 0


def test_two_workers_send_each_of_fifty_mails_once(
    inbox: tuple[Inbox, dict[str, str]], database: Database
) -> None:
    handler, smtp = inbox
    both(database, SEND_ALL, smtp)
    assert states(database) == {"sent": MAILS}
    assert len(handler.arrived) == MAILS and set(handler.arrived.values()) == {1}


def test_without_the_claim_some_would_be_sent_twice(
    inbox: tuple[Inbox, dict[str, str]], database: Database
) -> None:
    handler, smtp = inbox
    both(database, CLAIM_REGARDLESS + SEND_ALL, smtp)
    assert max(handler.arrived.values()) == 2


def test_a_worker_killed_after_sending_leaves_one_mail_uncertain(
    inbox: tuple[Inbox, dict[str, str]], database: Database
) -> None:
    handler, smtp = inbox
    dying = database.start(WIRED + DIE_AT_TENTH + "work_off('first')", **smtp)
    assert finished(dying) == -signal.SIGKILL
    assert states(database) == {"sent": 9, "claimed": 1, "queued": MAILS - 10}
    at_once = "from datetime import timedelta; sending.CLAIM_LASTS = timedelta(0)\n"
    database.run(WIRED + at_once + "sending.send_due.func(); work_off('second')", **smtp)
    assert states(database) == {"sent": MAILS - 1, "uncertain": 1}
    assert len(handler.arrived) == MAILS and set(handler.arrived.values()) == {1}


def test_a_mail_server_that_is_not_there_loses_nothing(database: Database) -> None:
    nowhere = {"BUREAU_SMTP_HOST": "127.0.0.1", "BUREAU_SMTP_PORT": "9"}
    database.run(WIRED + SEND_ALL, **nowhere)
    assert states(database) == {"queued": MAILS}
