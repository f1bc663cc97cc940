"""What files put on record, or is taken back, is proposed by one person and confirmed by another.

Only an administrator writes alone, and only where nothing was decided yet: the first filling.
"""

from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.institution.imports.models import Becomes, Import, ImportProposal, State
from bureau.institution.imports.permissions import may_stage
from bureau.institution.imports.queries.confirming import why_not_confirmed, why_not_proposed
from bureau.institution.imports.queries.second_person import (
    gives_post_to,
    proposal_of,
    takes_two,
)
from bureau.institution.imports.services.outlooks import OUTLOOK, looked_up
from bureau.institution.imports.services.portions import own_departments
from bureau.record.accounts.queries import administrators_on
from bureau.record.journal.services import Act, service

UNDONE_FROM = (State.APPLIED, State.APPLYING, State.FAILED)
"""From which states an import is taken back, or proposed to be."""
FROM = (State.STAGED, State.UNDONE, State.APPLIED, State.FAILED)
"""From which states an import is written, or proposed to be."""
ASKED = (State.STAGED, State.UNDONE)
"""In which states somebody is asked whether several units at the top are meant."""


@service(
    "imports.propose_import",
    pgettext_lazy("act in the journal", "Propose to write an import, or to take it back"),
)
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
    if why := why_not_proposed(act.actor, taken_in, undoes=undoes):
        raise Refused(Reason(why))
    if not undoes and taken_in.state == State.APPLIED:
        _refuse_nothing_left(taken_in)
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


@service(
    "imports.withdraw_import",
    pgettext_lazy("act in the journal", "Withdraw the proposal of an import"),
)
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
    time. Refused as well to whoever `why_not_confirmed` names.
    """
    row = proposal_of(taken_in)
    if row is not None and row.undoes != undoes:
        raise Refused(Reason("import_is_past_that"))
    if row is None and takes_two(act.actor, taken_in):
        raise Refused(Reason("two_persons_needed"))
    if row is None:
        is_only_one = administrators_on(act.at.date()) < 2
        if not is_only_one and gives_post_to(taken_in, act.actor.person):
            raise Refused(Reason("names_yourself"))
        return False
    if why := why_not_confirmed(act.actor, taken_in, row, act.at.date()):
        raise Refused(Reason(why))
    settled = {"settled_by": act.actor.person, "is_confirmed": True}
    ImportProposal.objects.filter(pk=row.pk).update(**settled)
    act.details.update(proposal=row.pk)
    return True


def _refuse_nothing_left(taken_in: Import) -> None:
    """Where all of an import is on record already, as its summary says."""
    found = looked_up(OUTLOOK, taken_in)
    if found is None or not found.is_current:
        raise Refused(Reason("summary_not_ready"))
    if found.content.changes == 0:
        raise Refused(Reason("nothing_left_to_write"))


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
