"""Looking at what lies behind commitments: an act of its own, with a reason."""

from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.record.journal.permissions import may_read_journal
from bureau.record.journal.queries import content_of, head
from bureau.record.journal.services.acts import Act
from bureau.record.journal.services.frame import service


@service(
    "journal.open_contents",
    pgettext_lazy("act in the journal", "Take out the contents of the journal"),
)
def open_contents(act: Act, *, reason: str) -> None:
    """Record that an auditor takes out the contents of the entries so far, and why."""
    _refuse_others(act, reason)
    act.touch("installation", 1)
    act.details.update(until=head().sequence)
    act.commit_to("reason", reason)


@service(
    "journal.reveal_content", pgettext_lazy("act in the journal", "Look at a content of an entry")
)
def reveal_content(act: Act, *, entry: int, field: str, reason: str) -> None:
    """Record that an auditor looks at one content of one entry, and why."""
    _refuse_others(act, reason)
    if content_of(entry, field) is None:
        raise Refused(Reason("content_erased"))
    act.touch("entry", entry)
    act.details.update(field=field)
    act.commit_to("reason", reason)


def _refuse_others(act: Act, reason: str) -> None:
    if not may_read_journal(act.actor):
        raise Refused(Reason("auditor_only"))
    if not reason.strip():
        raise Refused(Reason("reason_missing"))
