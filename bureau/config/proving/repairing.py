"""Putting the record right: what an entry names and is not there, and rows that stand already."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial

from bureau.core.actors import NOBODY, Actor
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.record.accounts.models import Person
from bureau.record.journal.queries import head
from bureau.record.journal.services import repairing
from bureau.record.journal.services.rows import commit_rows
from bureau.record.notices.models import OutboxMail
from bureau.record.notices.services import settling

type Deed = Callable[[], object]


def deeds(by: Actor, mail: int) -> Iterator[Deed]:
    """A mail that an entry names goes, and is declared; a row that was edited is; the rows that
    stand are committed to."""
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
