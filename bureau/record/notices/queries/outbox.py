"""The outbox as it is read: newest first, by state, a page at a time."""

from collections.abc import Collection
from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.utils.translation import ngettext

from bureau.core.actors import Actor
from bureau.record.instants import due
from bureau.record.journal.queries import is_demonstration
from bureau.record.notices.models import MailState, OutboxMail
from bureau.record.notices.permissions import may_read_outbox
from bureau.record.notices.queries.words import words_readable
from bureau.web.answers import Label, Personal

TO_SETTLE = (MailState.UNCERTAIN, MailState.FAILED)
LONGEST_WAIT, LETTER_WAITS = timedelta(hours=3), timedelta(days=8)
"""How far ahead a mail is put off at most: after an attempt that failed; a letter of the week."""


def mails(state: str = "", before: int | None = None, limit: int = 50) -> list[OutboxMail]:
    """Mails older than the one numbered `before`, newest first; all states where none is named."""
    found = OutboxMail.objects.select_related("person").order_by("-pk")
    if state:
        found = found.filter(state=state)
    if before is not None:
        found = found.filter(pk__lt=before)
    return list(found[:limit])


def all_due() -> QuerySet[OutboxMail]:
    """The mails that may be sent now."""
    single = Q(notice__isnull=False) & due("not_before", LONGEST_WAIT)
    queued = OutboxMail.objects.filter(state=MailState.QUEUED)
    return queued.filter(single | due("not_before", LETTER_WAITS))


def mails_due(limit: int = 500) -> list[int]:
    """The mails that may be sent now, oldest first."""
    return list(all_due().order_by("pk").values_list("pk", flat=True)[:limit])


def mails_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """For the wiring table: the mails of these that the actor may read."""
    if not may_read_outbox(actor, is_demonstration=is_demonstration()):
        return set()
    return set(OutboxMail.objects.filter(pk__in=ids).values_list("pk", flat=True))


def mails_personal(people: Collection[int]) -> dict[int, list[Personal]]:
    """For the wiring table: how many mails with words or an address there are to each."""
    rows = OutboxMail.objects.filter(person__in=people).exclude(address="", subject="", body="")
    counts = dict(rows.values_list("person").annotate(Count("pk")).order_by())
    return {
        person: [
            Personal(ngettext("{count} mail", "{count} mails", count).format(count=count), count)
        ]
        for person, count in counts.items()
    }


def mails_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    """For the wiring table: each mail by its subject, to whoever may read its words."""
    rows = OutboxMail.objects.filter(pk__in=ids).values_list("pk", "subject", "key")
    readable = words_readable(actor, ids)
    return {
        pk: Label((subject if pk in readable else "") or key, f"/outbox/#mail-{pk}")
        for pk, subject, key in rows
    }
