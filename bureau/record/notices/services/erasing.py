"""What is held of people who are erased: addresses and words, how they wanted to be told, and the
addresses of their calendars; the numbers stay."""

from collections.abc import Collection

from django.db import connection
from django.db.models import F, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from bureau.record.journal.services import Act, service
from bureau.record.notices.models import CalendarFeed, MailState, OutboxMail, TellingChoice
from bureau.record.notices.queries.naming import mails_held, words_without

WAITING = (MailState.QUEUED, MailState.UNCERTAIN, MailState.FAILED)
PORTION = 300
"""As many at once, as one statement takes them."""


ERASES = "SELECT pg_advisory_xact_lock(%s, 0)"
WRITES = "SELECT pg_advisory_xact_lock_shared(%s, 0)"
MAILS = 0x6275726D
"""Among the advisory locks of a database, that of the words of mails."""


def wait_for_words(*, erases: bool = False) -> None:
    """Wait until no erasure looks through mails, and let none begin until the transaction ends; who
    `erases` waits for all who write words. SQLite has one writer."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(ERASES if erases else WRITES, [MAILS])


@service("notices.erase_mails", pgettext_lazy("act in the journal", "Erase mails"))
def erase_mails(act: Act, *, people: Collection[int]) -> None:
    """For the wiring table: what was written to them is emptied, what waits is not sent. A mail to
    somebody else says their number in place of the name. What a hold keeps loses no word."""
    wait_for_words(erases=True)
    held, mine = (
        OutboxMail.objects.filter(mails_held()),
        OutboxMail.objects.filter(person__in=people),
    )
    without = words_without(people)
    named = OutboxMail.objects.filter(pk__in=without).exclude(pk__in=mine.union(held).values("pk"))
    act.touch("mail", *mine.values_list("pk", flat=True), *named.values_list("pk", flat=True))
    mine.filter(state__in=WAITING).update(state=MailState.DROPPED, settled_at=timezone.now())
    mine.update(address="")
    mine.exclude(pk__in=held).update(subject="", body="")
    for row in (rows := list(named.only("pk"))):
        row.subject, row.body = without[row.pk]
    OutboxMail.objects.bulk_update(rows, ["subject", "body"], PORTION)


@service("notices.erase_feeds", pgettext_lazy("act in the journal", "Erase addresses of calendars"))
def erase_feeds(act: Act, *, people: Collection[int]) -> None:
    """For the wiring table: their addresses give nothing, and what they chose is gone."""
    mine = CalendarFeed.objects.filter(person__in=people)
    act.touch("calendar_feed", *mine.values_list("pk", flat=True))
    mine.filter(revoked_at=None).update(revoked_at=act.at)
    mine.update(digest=Concat(Value("erased-"), Cast(F("pk"), CharField(max_length=20))))
    TellingChoice.objects.filter(person__in=people).delete()
