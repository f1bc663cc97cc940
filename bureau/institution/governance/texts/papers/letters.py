"""The letter to a person whom a case affects, gathered from the list of people affected."""

from datetime import date

from bureau.core.actors import Actor
from bureau.core.changes.people import How
from bureau.core.papers.kinds.letter import Letter, Place
from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.core.texts import Text
from bureau.institution.governance.models import AffectedPerson
from bureau.institution.governance.queries.people import list_before, people_list
from bureau.institution.governance.queries.reorganisations import KIND, Seen
from bureau.institution.governance.texts.papers.case import CaseRead, CaseUnseenError
from bureau.institution.governance.texts.papers.telling import texts_by_number
from bureau.institution.organisation.permissions import may_see_names
from bureau.institution.organisation.queries.structure import day_there
from bureau.institution.procedures.queries.cases import case_on_record
from bureau.record.journal.queries import is_demonstration


def letter_of(actor: Actor, line: int) -> Letter:
    """To the person of one line of the list, for whoever may see the list and names.

    A draft until the list is confirmed, and again once an act changed its line since.
    """
    rows = AffectedPerson.objects.filter(pk=line, is_past=False)
    row = rows.select_related("person", "submission", "confirmed_in", "changed_by").first()
    listed = people_list(actor, row.submission.reorganisation_id) if row else None
    if row is None or listed is None or not may_see_names(actor):
        raise CaseUnseenError(line)
    case = case_on_record(Reference(KIND, listed.row.pk))
    read = CaseRead.as_seen(actor, Seen(listed.row, case, is_as_submitted=True))
    before = _place(read.sides.start, row.post)
    if before is None:
        before = _place(read.sides.after, row.post)
    if before is None:
        raise CaseUnseenError(line)
    confirmed, changed = row.confirmed_in, row.changed_by
    is_amended = confirmed is None and listed.confirmed is not None
    replaced = list_before(row)
    return Letter(
        recipient=row.person.name,
        how=How(row.how or row.matched),
        issuer=read.organisation.name,
        original=read.original,
        effective=row.day,
        title=read.seen.row.title,
        before=before,
        after=_place(read.sides.after, row.to or row.post),
        reference=read.seen.row.reference,
        day=day_there(confirmed.at, read.organisation) if confirmed else None,
        signed=_title(read.sides.after, confirmed.post) if confirmed else None,
        is_confirmed=confirmed is not None,
        is_demonstration=is_demonstration(),
        listed=date.fromordinal(case.case.submitted) if case and not confirmed else None,
        amended=changed.day if is_amended and changed else None,
        replaces=day_there(replaced.at, read.organisation) if replaced else None,
    )


def _title(side: Snapshot, post: int) -> Text | None:
    found = side.post(post)
    return texts_by_number([found.title])[found.title] if found else None


def _place(side: Snapshot, id: int) -> Place | None:
    post = side.post(id)
    unit = side.unit(post.unit) if post else None
    if post is None or unit is None:
        return None
    words = texts_by_number([post.title, unit.name])
    return Place(post.number, words[post.title], post.grade, words[unit.name], unit.code)
