"""Letting go of mails that are settled for long. A mark, not an act: the notice stays, so that
nothing is written twice."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.tasks import task
from django.utils import timezone

from bureau.record.journal.models import Subject
from bureau.record.notices.models import MailState, OutboxMail
from bureau.record.notices.queries.naming import mails_held

SETTLED = (MailState.SENT, MailState.KEPT, MailState.DROPPED, MailState.LEFT)
PORTION = 1000
"""As many at once, so that nobody waits for the writer."""
NOTHING = {"address": "", "subject": "", "body": ""}


@task
def forget_mails() -> None:
    """One that an entry names keeps its row, without a word. What waits for a person stays, and so
    does what a legal hold keeps."""
    before = timezone.now() - timedelta(days=settings.BUREAU_MAILS_KEPT_DAYS)
    named = Exists(Subject.objects.filter(kind="mail", number=OuterRef("pk")))
    settled = OutboxMail.objects.filter(state__in=SETTLED, settled_at__lt=before)
    over = settled.exclude(mails_held()).order_by("pk")
    over.filter(named).exclude(**NOTHING).update(**NOTHING)
    while numbers := list(over.exclude(named).values_list("pk", flat=True)[:PORTION]):
        OutboxMail.objects.filter(pk__in=numbers).delete()
