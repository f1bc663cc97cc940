"""How much of an act is told to a reader: one rule for webhooks and for a person's trail.

What came onto the record is told to who may see what it changed. An act on a plan is told to who
may see the plan, whose page shows a journal of it; what is drafted of it since it was sent back is
told to who drafts along. Any other act is told to who may see all that it touched.
"""

from collections.abc import Collection

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.core.structure.kinds import KINDS as STRUCTURE
from bureau.record.journal.models import Entry
from bureau.record.journal.permissions import may_read_journal
from bureau.web import kinds

OF_AUDITORS = frozenset({"journal.record_refusal"})
"""Acts that touch what somebody tried to change, and are shown in the journal alone."""


def touched_by(entry: Entry) -> frozenset[Reference]:
    """What an act touched of the kinds in the wiring table; of others Bureau alone knows."""
    known = {row.name for row in kinds.kinds()}
    found = (Reference(one.kind, one.number) for one in entry.subjects.all())
    return frozenset(each for each in found if each.kind in known)


def plans_in(touched: Collection[Reference]) -> frozenset[Reference]:
    names = {row.name for row in kinds.kinds_with("plans")}
    return frozenset(each for each in touched if each.kind in names)


def _is_secret(reader: Actor, plans: Collection[Reference], entry: Entry) -> bool:
    """Whether the act is hidden from a reader who may see the plan that it is on."""
    return any(
        answer(reader, [plan.id], entry)
        for plan in plans
        for answer in kinds.functions(kinds.kind(plan.kind), "hides")
    )


def guards_in(touched: Collection[Reference], person: int | None) -> frozenset[Reference]:
    """What a reader must see to be told of an act: all but themselves and things of the structure.

    A unit or post that is only drafted is on no page yet; what is confidential about one is a
    thing of its own, and touched beside it.
    """
    found = (each for each in touched if each.kind not in STRUCTURE)
    return frozenset(found) - {Reference("person", person or 0)}


def what_is_told(
    reader: Actor, entry: Entry, seen: Collection[Reference]
) -> frozenset[Reference] | None:
    """What an act touched, as far as the reader is told; None where they are not told of the act.

    `seen` is what they may see of what it touched.
    """
    touched = touched_by(entry)
    if entry.act in OF_AUDITORS and not may_read_journal(reader):
        return None
    plans = plans_in(touched)
    if _is_secret(reader, plans, entry):
        return None
    if entry.record_number is None and not guards_in(touched, reader.person) <= set(seen):
        return plans if plans and plans <= set(seen) else None
    return touched & frozenset(seen)
