"""Putting the record right: what an entry names and is not there, and rows that stand already."""

from collections.abc import Callable, Iterator

from bureau.core.actors import NOBODY, Actor
from bureau.core.references import Reference
from bureau.record.journal.queries import head
from bureau.record.journal.services import repairing
from bureau.record.journal.services.rows import commit_rows
from bureau.record.notices.models import OutboxMail
from bureau.record.notices.services import settling

type Deed = Callable[[], object]


def deeds(by: Actor, mail: int) -> Iterator[Deed]:
    """A mail that an entry names goes, and is declared; the rows that stand are committed to."""
    yield lambda: settling.leave_mail(by, mail=mail)
    entry, subject = head().sequence, Reference("mail", mail)
    OutboxMail.objects.filter(pk=mail).delete()
    yield lambda: repairing.declare_missing(by, entry=entry, subject=subject, reason="Proved")
    yield lambda: commit_rows(NOBODY)
