"""What the outbox holds of people who are erased: addresses and words; the numbers stay."""

from collections.abc import Collection

from django.utils import timezone

from bureau.record.journal.services import Act, service
from bureau.record.notices.models import MailState, OutboxMail

WAITING = (MailState.QUEUED, MailState.UNCERTAIN, MailState.FAILED)


@service
def erase_mails(act: Act, *, people: Collection[int]) -> None:
    """For the wiring table: what was written to them is emptied, what waits is not sent."""
    mine = OutboxMail.objects.filter(person__in=people)
    act.touch("mail", *mine.values_list("pk", flat=True))
    mine.filter(state__in=WAITING).update(state=MailState.DROPPED, settled_at=timezone.now())
    mine.update(address="", subject="", body="")
