"""Sending: claim, send, mark. What nobody can know after a crash stays uncertain, for a person.

These marks are not acts: they write only rows of the outbox.
"""

import logging
import smtplib
import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.db import transaction
from django.tasks import task
from django.utils import timezone

from bureau.record.erasure.queries import has_erased_since
from bureau.record.instants import lapsed
from bureau.record.journal.queries import head, is_demonstration
from bureau.record.notices.models import MailState, OutboxMail
from bureau.record.notices.queries.letters import Letter, letter_for
from bureau.record.notices.queries.outbox import all_due, mails_due
from bureau.record.notices.services.erasing import wait_for_words

CLAIM_LASTS = timedelta(minutes=5)
"""Longer than any attempt: a mail server is given a minute for all of it."""
ATTEMPTS_MAX = 8
WRITTEN = ("address", "subject", "body")
PERMANENT_FROM, REPLIES = 500, range(200, 600)
log = logging.getLogger("bureau.outbox")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an attempt went; `failure` is a class of error or a reply code, never what was said."""

    state: MailState
    failure: str = ""


SENT = Outcome(MailState.SENT)
type HandOver = Callable[[EmailMessage], Outcome]


@task(queue_name="mail")
def deliver(mail: int) -> None:
    """Send one mail that waits in the queue; does nothing where another has it or it is settled."""
    send(mail, hand_over)


@task
def send_due() -> None:
    """Give up claims of the dead, and see to it that every mail in the queue has its task."""
    give_up_claims()
    for mail in mails_due():
        deliver.enqueue(mail)


def send(pk: int, hand_over: HandOver) -> None:
    """Claim, send, mark; nothing is open in the database while the mail server is spoken to."""
    waiting = all_due().select_related("notice", "person__merged_into")
    mail = waiting.filter(pk=pk).first()
    if mail is None:
        return
    since, letter = head().sequence, letter_for(mail)
    outcome = _without_sending(letter)
    if letter is None or outcome is not None:
        _settle_unsent(mail, letter, outcome or Outcome(MailState.DROPPED), since)
        return
    claim = claim_mail(mail, letter, since)
    if claim:
        mark(mail, claim, hand_over(message_of(mail, letter)))


def claim_mail(mail: OutboxMail, letter: Letter, since: int) -> str:
    """The mark of this attempt, under which alone it may say how it went; "" where beaten to it.
    `since` is the newest entry of the journal before the letter was made."""
    claim = uuid.uuid4().hex
    marks = {"state": MailState.CLAIMED, "claim": claim, "claimed_at": timezone.now()}
    is_mine = _write(mail, letter, since, attempts=mail.attempts + 1, failure="", **marks)
    return claim if is_mine else ""


def mark(mail: OutboxMail, claim: str, outcome: Outcome) -> bool:
    """Say how an attempt went. A late answer counts only while nobody has tried again since."""
    states = [MailState.CLAIMED]
    if outcome.state is MailState.SENT:
        states.append(MailState.UNCERTAIN)
    mine = OutboxMail.objects.filter(pk=mail.pk, claim=claim, state__in=states)
    now = timezone.now()
    if outcome.state is MailState.QUEUED and mail.attempts + 1 >= ATTEMPTS_MAX:
        outcome = Outcome(MailState.FAILED, outcome.failure)
    if outcome.state is MailState.QUEUED:
        later = now + timedelta(minutes=2**mail.attempts)
        return bool(mine.update(state=MailState.QUEUED, failure=outcome.failure, not_before=later))
    return bool(mine.update(state=outcome.state, failure=outcome.failure, settled_at=now))


def give_up_claims() -> int:
    """Mark uncertain what was claimed so long ago that whoever claimed it must be dead."""
    dead = OutboxMail.objects.filter(lapsed("claimed_at", CLAIM_LASTS), state=MailState.CLAIMED)
    return dead.update(state=MailState.UNCERTAIN, failure="no_answer")


def hand_over(message: EmailMessage) -> Outcome:
    """Give a message to the mail server, and say what is known of it afterwards."""
    mailer = mailers.default
    try:
        mailer.open()
    except (OSError, smtplib.SMTPException) as error:
        return Outcome(MailState.QUEUED, _named(error))
    try:
        mailer.send_messages([message])
    except (
        smtplib.SMTPSenderRefused,
        smtplib.SMTPRecipientsRefused,
        smtplib.SMTPDataError,
        smtplib.SMTPNotSupportedError,
    ) as error:
        return _refused(error)
    except (OSError, smtplib.SMTPException) as error:
        log.warning("mail uncertain", extra={"error": type(error).__name__})
        return Outcome(MailState.UNCERTAIN, type(error).__name__)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            mailer.close()
    return SENT


def message_of(mail: OutboxMail, letter: Letter) -> EmailMessage:
    """Plain text to one person. Django refuses a header with a line break; `Letter` has none."""
    host = urlsplit(settings.BUREAU_ADDRESS).hostname
    headers = {"Message-ID": f"<{mail.identity}@{host}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(
        letter.subject, letter.sent or letter.body, to=[letter.address], headers=headers
    )


def _without_sending(letter: Letter | None) -> Outcome | None:
    """How a mail ends that is not sent at all; None where it is to be sent."""
    if letter is None:
        return Outcome(MailState.DROPPED, "waits_no_longer")
    if is_demonstration() or not settings.BUREAU_SENDS_MAIL:
        return Outcome(MailState.KEPT)
    if not letter.address:
        return Outcome(MailState.FAILED, "no_address")
    return None


def _settle_unsent(mail: OutboxMail, letter: Letter | None, outcome: Outcome, since: int) -> None:
    marks = {"state": outcome.state, "failure": outcome.failure, "settled_at": timezone.now()}
    _write(mail, letter, since, **marks)


def _write(mail: OutboxMail, letter: Letter | None, since: int, **marks: object) -> bool:
    """Whether a queued mail got these marks and the words of its letter. It stays in the queue
    where somebody was erased since the letter was made, whom it may name."""
    said = {each: getattr(letter, each) for each in WRITTEN} if letter else {}
    with transaction.atomic():
        wait_for_words()
        if has_erased_since(since):
            return False
        queued = OutboxMail.objects.filter(pk=mail.pk, state=MailState.QUEUED)
        return bool(queued.update(**said, **marks))


def _refused(error: Exception) -> Outcome:
    """Not sent where the server refused this mail: for good by its reply, else to be tried again.
    A reply to the whole message that nobody can read leaves open whether it was sent."""
    code = _reply_code(error)
    if isinstance(error, smtplib.SMTPDataError) and code not in REPLIES:
        return Outcome(MailState.UNCERTAIN, type(error).__name__)
    state = MailState.FAILED if code >= PERMANENT_FROM else MailState.QUEUED
    return Outcome(state, _named(error))


def _named(error: Exception) -> str:
    """The reply code of an error, or its class."""
    code = _reply_code(error)
    return str(code) if code else type(error).__name__


def _reply_code(error: Exception) -> int:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max((code for code, _ in error.recipients.values()), default=0)
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return 0
    return error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else 0
