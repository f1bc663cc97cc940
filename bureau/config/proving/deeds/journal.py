"""Deeds on the record itself: its contents opened, what differs declared."""

from collections.abc import Iterator
from contextlib import suppress
from functools import partial

from bureau.config.proving.deeds.deed import Deed
from bureau.config.proving.deeds.notices import uncertain_mail
from bureau.config.shell import actor_with_login
from bureau.core.actors import NOBODY, Actor
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.record.accounts.models import Person
from bureau.record.journal.models import Content
from bureau.record.journal.queries import head
from bureau.record.journal.services import exporting, repairing
from bureau.record.journal.services.rows import commit_rows
from bureau.record.notices.models import OutboxMail
from bureau.record.notices.services import settling


def deeds() -> Iterator[Deed]:
    """Contents of an entry opened by the auditor; what differs from the record declared."""
    auditor = actor_with_login("auditor")
    yield lambda: exporting.open_contents(auditor, reason="To be proved")
    content = Content.objects.filter(field="reason").latest("pk")
    yield lambda: exporting.reveal_content(
        auditor, entry=content.entry_id, field="reason", reason="To be proved"
    )
    yield from declared(actor_with_login("administrator"), uncertain_mail("three"))


def declared(by: Actor, mail: int) -> Iterator[Deed]:
    """A mail that an entry names is deleted, and declared; so is an edited row. The rows of the
    record are committed to."""
    yield lambda: settling.leave_mail(by, mail=mail)
    entry, subject = head().sequence, Reference("mail", mail)
    OutboxMail.objects.filter(pk=mail).delete()
    yield lambda: repairing.declare_missing(by, entry=entry, subject=subject, reason="Proved")
    declares_edited = partial(repairing.declare_edited, by, table=Person._meta.db_table)
    Person.objects.filter(pk=by.person or 0).update(language="ru")
    yield lambda: declares_edited(numbers=[by.person or 0], reason="Proved")
    yield lambda: declare_the_same_key(by)
    yield lambda: commit_rows(NOBODY)


def declare_the_same_key(by: Actor) -> None:
    """Refused: the journal says it already."""
    with suppress(Refused):
        repairing.declare_key(by, reason="Proved")
        raise AssertionError("it was not refused")
