"""What files put on record, or is taken back, is proposed by one person and confirmed by another.

Only an administrator writes alone, and only where nothing was decided yet: the first filling.
"""

from bureau.core.reasons import Reason, Refused
from bureau.institution.imports.models import Becomes, Import, ImportProposal, State
from bureau.institution.imports.permissions import may_stage
from bureau.institution.imports.queries.second_person import (
    gives_post_to,
    may_confirm,
    names_post_of_own_case,
    proposal_of,
    takes_two,
)
from bureau.institution.imports.services.outlooks import OUTLOOK, looked_up
from bureau.institution.imports.services.portions import own_departments
from bureau.institution.organisation.queries.actors import as_second_person
from bureau.record.accounts.queries import administrators_on
from bureau.record.journal.services import Act, service

UNDONE_FROM = (State.APPLIED, State.APPLYING, State.FAILED)
"""From which states an import is taken back, or proposed to be."""
FROM = (State.STAGED, State.UNDONE, State.APPLIED, State.FAILED)
"""From which states an import is written, or proposed to be."""
ASKED = (State.STAGED, State.UNDONE)
"""In which states somebody is asked whether several units at the top are meant."""


@service
def propose_import(act: Act, *, number: int, is_meant: bool = False, undoes: bool = False) -> int:
    """Propose to write what files say, as they are read now, or to take it back (`undoes`); the
    number of the proposal."""
    (taken_in,) = act.lock(Import, number)
    states = UNDONE_FROM if undoes else FROM
    if taken_in.becomes != Becomes.RECORD or taken_in.state not in states:
        raise Refused(Reason("import_is_past_that"))
    if act.actor.person is None or not may_stage(act.actor):
        raise Refused(Reason("not_yours_to_do"))
    if not own_departments(act, number):
        raise Refused(Reason("nothing_to_import"))
    if not undoes and not is_meant and taken_in.state != State.APPLIED:
        refuse_many_at_the_top(taken_in)
    row = ImportProposal.objects.create(
        taken_in=taken_in,
        before=taken_in.state,
        undoes=undoes,
        at=act.at,
        proposed_by_id=act.actor.person,
    )
    Import.objects.filter(pk=number).update(state=State.PROPOSED)
    act.touch("import", number)
    act.details.update(proposal=row.pk)
    if is_meant or undoes:
        act.details.update({"undoes": True} if undoes else {"is_meant": True})
    return row.pk


@service
def withdraw_import(act: Act, *, number: int) -> None:
    """Withdraw what is proposed, by whoever may write it: it can be changed and proposed again."""
    (taken_in,) = act.lock(Import, number)
    own_departments(act, number)
    row = proposal_of(taken_in)
    if row is None or act.actor.person is None:
        raise Refused(Reason("import_is_past_that"))
    ImportProposal.objects.filter(pk=row.pk).update(settled_by=act.actor.person)
    Import.objects.filter(pk=number).update(state=row.before)
    act.touch("import", number)
    act.details.update(proposal=row.pk)


def refuse_alone(act: Act, taken_in: Import, *, undoes: bool = False) -> bool:
    """Confirm what another person proposed; whether there was anything proposed.

    Refused where one person would write it, or take it back, alone and may not, or gives a post to
    themselves: only the one administrator there is may, who fills an organisation for the first
    time. Nor does anybody confirm what names a post to which a case of their own comes.
    """
    row = proposal_of(taken_in)
    if row is not None and row.undoes != undoes:
        raise Refused(Reason("import_is_past_that"))
    if row is None and takes_two(act.actor, taken_in):
        raise Refused(Reason("two_persons_needed"))
    is_only_one = row is None and administrators_on(act.at.date()) < 2
    if not is_only_one and gives_post_to(taken_in, act.actor.person):
        raise Refused(Reason("names_yourself"))
    if row is None:
        return False
    if names_post_of_own_case(taken_in, act.actor):
        raise Refused(Reason("before_own_case"))
    makers = (taken_in.person_id, row.proposed_by_id)
    second = as_second_person(act.actor, makers, act.at.date())
    if not may_confirm(second, taken_in, row) or not may_stage(second):
        raise Refused(Reason("two_persons_needed"))
    settled = {"settled_by": act.actor.person, "is_confirmed": True}
    ImportProposal.objects.filter(pk=row.pk).update(**settled)
    act.details.update(proposal=row.pk)
    return True


def refuse_many_at_the_top(taken_in: Import) -> None:
    """Where a table begins several units under no other, as its summary says: to work that out
    takes as long as the table is, and an act holds everybody who writes."""
    if taken_in.kind != "units":
        return
    found = looked_up(OUTLOOK, taken_in)
    if found is None:
        raise Refused(Reason("summary_not_ready"))
    if found.content.at_the_top > 1:
        raise Refused(Reason("many_at_the_top", {"count": found.content.at_the_top}))
