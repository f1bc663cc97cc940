"""Claim, send, mark: each way an attempt can go, and that none is sent twice."""

import smtplib
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail as post
from django.core.mail import EmailMessage
from django.utils import timezone
from pytest_django.fixtures import Settings

from bureau.record.clock.models import QueuedTask
from bureau.record.journal.models import Installation
from bureau.record.notices.models import MailState, OutboxMail
from bureau.record.notices.services import sending
from bureau.record.notices.services.sending import Outcome, send
from bureau.record.notices.services.telling import keep_notices
from tests.record.notices import wiring

pytestmark = pytest.mark.django_db
UNREACHED = Outcome(MailState.QUEUED, "ConnectionRefusedError")


@pytest.fixture
def mail(person: Callable[..., int]) -> int:
    wiring.waits[:] = [wiring.telling(4, person())]
    keep_notices("boat", [4])
    return OutboxMail.objects.get().pk


def now(pk: int) -> OutboxMail:
    return OutboxMail.objects.get(pk=pk)


def test_it_is_sent_once_however_often_the_task_runs(mail: int) -> None:
    for _ in range(3):
        sending.deliver.func(mail)
    assert len(post.outbox) == 1 and post.outbox[0].to == ["ada@example.org"]
    assert now(mail).state == MailState.SENT and now(mail).settled_at


def test_while_one_has_claimed_it_another_does_nothing(mail: int) -> None:
    def send_meanwhile(message: EmailMessage) -> Outcome:
        assert now(mail).state == MailState.CLAIMED and now(mail).body
        sending.deliver.func(mail)
        return sending.SENT

    send(mail, send_meanwhile)
    assert post.outbox == []


def test_what_a_dead_worker_claimed_becomes_uncertain_and_is_not_sent_again(mail: int) -> None:
    def die(message: EmailMessage) -> Outcome:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        send(mail, die)
    sending.send_due.func()
    assert now(mail).state == MailState.CLAIMED
    OutboxMail.objects.update(claimed_at=timezone.now() - sending.CLAIM_LASTS)
    sending.send_due.func()
    sending.deliver.func(mail)
    assert now(mail).state == MailState.UNCERTAIN and post.outbox == []


def test_a_late_mark_says_that_it_was_sent_after_all(mail: int) -> None:
    row, claim = now(mail), "mine"
    OutboxMail.objects.update(state=MailState.UNCERTAIN, claim=claim)
    assert sending.mark(row, claim, sending.SENT) and now(mail).state == MailState.SENT


def test_a_late_mark_counts_no_more_once_another_has_claimed(mail: int) -> None:
    row = now(mail)
    OutboxMail.objects.update(state=MailState.CLAIMED, claim="b", claimed_at=timezone.now())
    assert not sending.mark(row, "a", sending.SENT) and now(mail).state == MailState.CLAIMED


def test_a_server_that_is_not_there_is_tried_later(mail: int) -> None:
    send(mail, lambda message: UNREACHED)
    assert now(mail).state == MailState.QUEUED and now(mail).not_before > timezone.now()
    sending.deliver.func(mail)
    assert post.outbox == []


def test_after_enough_attempts_a_person_is_asked(mail: int) -> None:
    for _ in range(sending.ATTEMPTS_MAX):
        OutboxMail.objects.update(not_before=timezone.now() - timedelta(seconds=1))
        send(mail, lambda message: UNREACHED)
    assert now(mail).state == MailState.FAILED and now(mail).attempts == sending.ATTEMPTS_MAX


def test_a_mail_in_the_queue_whose_task_is_lost_gets_another(mail: int) -> None:
    QueuedTask.objects.all().delete()
    sending.send_due.func()
    assert QueuedTask.objects.get().arguments == [mail]


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (smtplib.SMTPRecipientsRefused({"a": (550, b"no")}), MailState.FAILED),
        (smtplib.SMTPRecipientsRefused({"a": (451, b"later")}), MailState.QUEUED),
        (smtplib.SMTPDataError(554, b"spam"), MailState.FAILED),
        (smtplib.SMTPDataError(-1, b"mangled"), MailState.UNCERTAIN),
        (smtplib.SMTPSenderRefused(452, b"full", "b"), MailState.QUEUED),
        (smtplib.SMTPServerDisconnected("gone"), MailState.UNCERTAIN),
        (TimeoutError(), MailState.UNCERTAIN),
    ],
)
def test_each_error_says_what_can_be_known(
    mail: int, error: Exception, state: MailState, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: object, messages: list[EmailMessage]) -> int:
        raise error

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    sending.deliver.func(mail)
    assert now(mail).state == state


@pytest.mark.parametrize("code", [421, 554])
def test_a_server_that_is_busy_at_the_opening_is_tried_later(
    mail: int, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: object) -> None:
        raise smtplib.SMTPConnectError(code, b"no service")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.open", refuse)
    sending.deliver.func(mail)
    assert now(mail).state == MailState.QUEUED and now(mail).failure == str(code)


def test_a_demonstration_writes_it_and_sends_nothing(mail: int) -> None:
    Installation.objects.create(pk=1, identity="0" * 32, demonstration=True, made_at=timezone.now())
    sending.deliver.func(mail)
    assert now(mail).state == MailState.KEPT and "Boat 4" in now(mail).body and post.outbox == []


def test_without_a_mail_server_it_is_kept(mail: int, settings: Settings) -> None:
    settings.BUREAU_SENDS_MAIL = False
    sending.deliver.func(mail)
    assert now(mail).state == MailState.KEPT and post.outbox == []


def test_what_waits_no_longer_is_dropped(mail: int) -> None:
    wiring.waits.clear()
    sending.deliver.func(mail)
    assert now(mail).state == MailState.DROPPED and post.outbox == []


def test_a_person_without_an_address_is_not_written_to(person: Callable[..., int]) -> None:
    wiring.waits[:] = [wiring.telling(4, person(email=""))]
    keep_notices("boat", [4])
    sending.deliver.func(OutboxMail.objects.get().pk)
    assert OutboxMail.objects.get().failure == "no_address" and post.outbox == []
