"""Putting right what the journal names and what never was: by an act beside, never in the entry."""

from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.record.journal.models import Subject
from bureau.record.journal.services.acts import Act
from bureau.record.journal.services.frame import service
from bureau.record.journal.store import table_of


@service
def declare_missing(act: Act, *, entry: int, subject: Reference, reason: str) -> None:
    """Record that a thing which an entry names never existed, and why that is so.

    By an administrator or auditor. Refused where the entry does not name it, or where it is there.
    """
    if not (act.actor.is_administrator() or act.actor.is_auditor()):
        raise Refused(Reason("administrator_only"))
    if not reason.strip():
        raise Refused(Reason("reason_missing"))
    if not Subject.objects.filter(entry=entry, kind=subject.kind, number=subject.id).exists():
        raise Refused(Reason("not_named_there"))
    table = table_of(subject.kind)
    if table is not None and table._base_manager.filter(pk=subject.id).exists():
        raise Refused(Reason("subject_is_there"))
    act.touch("entry", entry)
    act.details.update(missing=str(subject))
    act.commit_to("reason", reason)
