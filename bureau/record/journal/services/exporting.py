"""Taking the record out with what lies behind its commitments: an act of its own, with a reason."""

from bureau.core.reasons import Reason, Refused
from bureau.record.journal.permissions import may_read_journal
from bureau.record.journal.queries import head
from bureau.record.journal.services.acts import Act
from bureau.record.journal.services.frame import service


@service
def open_contents(act: Act, *, reason: str) -> None:
    """Record that an auditor takes out the contents of the entries so far, and why."""
    if not may_read_journal(act.actor):
        raise Refused(Reason("auditor_only"))
    if not reason.strip():
        raise Refused(Reason("reason_missing"))
    act.touch("installation", 1)
    act.details.update(until=head().sequence)
    act.commit_to("reason", reason)
