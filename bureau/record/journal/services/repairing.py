"""Putting right what the journal names and what never was, rows that no act wrote, and which key
signs: by an act beside, never in the entry."""

from collections.abc import Collection

from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.core.rows import ANY_NUMBER
from bureau.record.journal.models import Subject
from bureau.record.journal.queries.heads import is_of_another_key, key_in_use
from bureau.record.journal.queries.rows import differing_of_table
from bureau.record.journal.queries.words import words_held
from bureau.record.journal.services.acts import Act
from bureau.record.journal.services.frame import service, takes
from bureau.record.journal.store import committed, salted, table_of


@service(
    "journal.declare_missing",
    pgettext_lazy("act in the journal", "Declare that a thing never existed"),
)
def declare_missing(act: Act, *, entry: int, subject: Reference, reason: str) -> None:
    """Record that a thing which an entry names never existed, and why that is so.

    By an administrator or auditor. Refused where the entry does not name it, or where it is there.
    """
    _refuse_unfit(act, reason)
    if not Subject.objects.filter(entry=entry, kind=subject.kind, number=subject.id).exists():
        raise Refused(Reason("not_named_there"))
    table = table_of(subject.kind)
    if table is not None and table._base_manager.filter(pk=subject.id).exists():
        raise Refused(Reason("subject_is_there"))
    act.touch("entry", entry)
    act.details.update(missing=str(subject))
    act.commit_to("reason", reason)


@service(
    "journal.declare_edited",
    pgettext_lazy("act in the journal", "Declare rows as edited past the journal"),
)
@takes(ANY_NUMBER)
def declare_edited(act: Act, *, table: str, numbers: Collection[int], reason: str) -> None:
    """Record that rows of a table are not as the last entry about them says, and why that is so:
    from then on they are held to what they are now. The entry names them, for good.

    By an administrator or auditor. Of rows in batches, the number is that of the batch. Refused
    where one is as it was recorded.
    """
    _refuse_unfit(act, reason)
    model = committed().get(table)
    if model is None:
        raise Refused(Reason("not_committed_to", {"table": table}))
    differing = {number for number, _how in differing_of_table(table, model)}
    if same := sorted(set(numbers) - differing):
        raise Refused(Reason("row_is_as_recorded", {"table": table, "number": same[0]}))
    act.commit_to_rows(model, *numbers)
    for row in model._base_manager.filter(pk__in=numbers) if salted(model) else ():
        act.commit_to_values(row)
    for held in words_held(table, model, sorted(set(numbers))):
        if held.differs:
            act.commit_to(held.name, held.text, keep=False)
    act.details.update(edited_before={table: sorted(set(numbers))})
    act.commit_to("reason", reason)


@service(
    "journal.declare_key", pgettext_lazy("act in the journal", "Declare another key of the journal")
)
def declare_key(act: Act, *, reason: str) -> None:
    """Record that another key signs the journal from here on: the one in use, and why it is so.

    By an administrator or auditor. Refused where the journal says that key already.
    """
    _refuse_unfit(act, reason)
    if not is_of_another_key():
        raise Refused(Reason("key_is_on_record"))
    act.details.update(public_key=key_in_use())
    act.commit_to("reason", reason)


def _refuse_unfit(act: Act, reason: str) -> None:
    if not (act.actor.is_administrator() or act.actor.is_auditor()):
        raise Refused(Reason("administrator_only"))
    if not reason.strip():
        raise Refused(Reason("reason_missing"))
