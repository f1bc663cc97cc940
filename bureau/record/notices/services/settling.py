"""What a person decides about a mail of which nobody knows whether it arrived, or that failed."""

from django.utils import timezone
from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.record.journal.queries import is_demonstration
from bureau.record.journal.services import Act, service
from bureau.record.notices.models import MailState, OutboxMail
from bureau.record.notices.permissions import may_settle_mail
from bureau.record.notices.queries.outbox import TO_SETTLE
from bureau.record.notices.services.sending import deliver


@service("notices.send_mail_again", pgettext_lazy("act in the journal", "Send a mail again"))
def send_mail_again(act: Act, *, mail: int) -> None:
    """Put it back into the queue; it may then arrive a second time."""
    row = _to_settle(act, mail)
    now = timezone.now()
    OutboxMail.objects.filter(pk=row.pk).update(
        state=MailState.QUEUED, attempts=0, claim="", not_before=now, settled_at=None
    )
    deliver.enqueue(row.pk)


@service("notices.leave_mail", pgettext_lazy("act in the journal", "Leave a mail as it is"))
def leave_mail(act: Act, *, mail: int) -> None:
    """Let it be: it is not sent again, and waits for nobody any longer."""
    row = _to_settle(act, mail)
    OutboxMail.objects.filter(pk=row.pk).update(
        state=MailState.LEFT, claim="", settled_at=timezone.now()
    )


def _to_settle(act: Act, mail: int) -> OutboxMail:
    if not may_settle_mail(act.actor, is_demonstration=is_demonstration()):
        raise Refused(Reason("administrator_only"))
    (row,) = act.lock(OutboxMail, mail)
    if row.state not in TO_SETTLE:
        raise Refused(Reason("mail_is_settled", {"state": row.state}))
    act.touch("mail", row.pk)
    act.details.update(was=row.state)
    return row
