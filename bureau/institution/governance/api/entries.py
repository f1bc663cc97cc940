"""What of a reorganisation is in force, by entry; and beginning the draft that undoes one."""

from datetime import date

from ninja import Router, Schema, Status
from pydantic import Field

from bureau.core.scopes import Scope
from bureau.institution.governance.api.asking import asked, seen_case
from bureau.institution.governance.queries.reorganisations import entries_into_force
from bureau.institution.governance.queries.rescissions import rescissions_of
from bureau.institution.governance.queries.states import state_read
from bureau.institution.governance.services.rescissions import start_rescission
from bureau.record.journal.queries import reading
from bureau.web.api.calls import Call, Once, needs
from bureau.web.api.problems import REFUSED, REFUSED_CHANGE, Problem
from bureau.web.api.words import Day, Given, Id, Made, ProseIn, SaidIn, Short, text_from

router = Router(tags=["reorganisations"])
CASE = "reorganisations/{reorganisation}"


class EntryIntoForceOut(Schema):
    """Actions in force: by which act, under which instrument, at which record number.

    `amended_hash` is empty where no body amended the set; `undone_by` are reorganisations that
    you may see and that are to undo it.
    """

    id: int
    act: int
    instrument: int
    record: int
    valid_from: date
    actions: list[int]
    actions_hash: str
    amended_hash: str
    effects_hash: str
    undone_by: list[int]


class EntriesIntoForce(Schema):
    items: list[EntryIntoForceOut]


class RescissionIn(Given):
    """What the draft that undoes it is called and for, and from which day it undoes it."""

    reference: Short = Field(min_length=1, max_length=40)
    title: SaidIn
    purpose: ProseIn | None = None
    background: ProseIn | None = None
    from_day: Day


@router.get(f"{CASE}/entries", response={200: EntriesIntoForce, **REFUSED})
@needs(Scope.CASES)
def entries_of_case(request: Call, reorganisation: Id) -> object:
    """Every entry into force of a case, in order."""
    with reading():
        seen = seen_case(request, reorganisation)
        request.state = state_read(seen)
        rows = entries_into_force(reorganisation)
        undoing = rescissions_of(request.actor, [row.pk for row in rows])
        return EntriesIntoForce(
            items=[
                EntryIntoForceOut(
                    id=row.pk,
                    act=row.act_id,
                    instrument=row.instrument_id,
                    record=row.record,
                    valid_from=row.valid_from,
                    actions=row.actions,
                    actions_hash=row.actions_hash,
                    amended_hash=row.amended_hash,
                    effects_hash=row.effects_hash,
                    undone_by=[one.reorganisation for one in undoing.get(row.pk, [])],
                )
                for row in rows
            ]
        )


@router.post(f"{CASE}/entries/{{entry}}/rescission", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def begin_rescission(
    request: Call, reorganisation: Id, entry: Id, given: RescissionIn, key: Once
) -> object:
    """Begin a draft with the actions that undo an entry into force; it goes its own way."""
    seen_case(request, reorganisation)
    if entry not in {row.pk for row in entries_into_force(reorganisation)}:
        raise Problem(404, "nothing_there")
    made = start_rescission(
        asked(request, key),
        entry=entry,
        reference=given.reference,
        title=text_from(given.title, "/title"),
        purpose=text_from(given.purpose, "/purpose") if given.purpose else None,
        background=text_from(given.background, "/background") if given.background else None,
        from_day=given.from_day,
    )
    return Status(201, Made(id=made, address=f"/api/reorganisations/{made}"))
