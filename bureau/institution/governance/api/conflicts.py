"""What a case has against others, and bringing its draft up to what stands, for programs."""

from typing import Annotated, Any

from ninja import Query, Router, Schema
from pydantic import Field

from bureau.core.changes.rebase import Compared, Take
from bureau.core.scopes import Scope
from bureau.core.structure.kinds import Value
from bureau.institution.governance.api.asking import asked_of, seen_case
from bureau.institution.governance.queries.conflicts import (
    Held,
    held_against,
    names_of_conflicts,
)
from bureau.institution.governance.queries.naming import Naming
from bureau.institution.governance.queries.rebasing import standing_of
from bureau.institution.governance.queries.states import state_read
from bureau.institution.governance.services.rebasing import Chosen
from bureau.institution.governance.services.rebasing import rebase_draft as rebase
from bureau.institution.governance.texts.conflicts import conflict_sentence
from bureau.record.journal.queries import reading, record_number_now
from bureau.web.api.calls import Call, Match, Once, needs
from bureau.web.api.problems import REFUSED, REFUSED_CHANGE, Problem
from bureau.web.api.words import Given, Id, Line, SaidIn, Short, text_from

router = Router(tags=["reorganisations"])
CASE = "reorganisations/{reorganisation}"


class ConflictOut(Schema):
    """`kind` is value, expected, structure or order; days count from 1 January of year 1."""

    kind: str
    code: str
    severity: str
    objects: list[str]
    day: int
    until: int | None
    facts: dict[str, Any]
    mine: list[int]
    theirs: list[int]
    sentence: str


class AgainstOut(Schema):
    """Another set: `reorganisation` is None where you may not see the case of what is adopted."""

    reorganisation: int | None
    reference: str
    adopted: bool
    conflicts: list[ConflictOut]


class ConflictsAsked(Given):
    """Which page: `cursor` is what `next` said before, none for the first."""

    cursor: Annotated[str, Field(pattern=r"^after-\d{1,18}$")] | None = None


class Conflicts(Schema):
    """Some of all `total` others, those first that touch the same things."""

    items: list[AgainstOut]
    total: int
    next: str | None


class LaterOut(Schema):
    day: int
    value: int | str | bool | None
    instrument: int


class RebaseLineOut(Schema):
    """A field as the case expects it, as it stands, and as the case sets it."""

    place: int
    field: str
    subject: str
    base: int | str | bool | None
    theirs: int | str | bool | None
    mine: int | str | bool | None
    state: str
    open: bool
    later: list[LaterOut]


class Lines(Schema):
    items: list[RebaseLineOut]


class RebaseChoiceIn(Given):
    """`take` is theirs, mine or other; with other a value, or words where the field is a text."""

    place: Id
    field: Short
    take: Take
    value: Id | Line | None = None
    words: SaidIn | None = None


class ChoicesIn(Given):
    choices: list[RebaseChoiceIn] = Field(min_length=1, max_length=2000)


class LeftOpen(Schema):
    """The places of the actions of which something is still open."""

    open: list[int]


@router.get(f"{CASE}/conflicts", response={200: Conflicts, **REFUSED})
@needs(Scope.CASES)
def conflicts(request: Call, reorganisation: Id, asked: Query[ConflictsAsked]) -> object:
    """Held against what is adopted, and against other cases that you may see, page by page."""
    with reading():
        seen = seen_case(request, reorganisation)
        request.state = state_read(seen)
        found = held_against(request.actor, seen, asked.cursor or "")
        if found is None:
            raise Problem(422, "cursor_unknown", pointer="cursor")
        names = names_of_conflicts(request.namer, seen, found.held, record_number_now())
        return Conflicts(
            items=[_against(one, names) for one in found.held],
            total=found.total,
            next=found.slice.following,
        )


@router.get(f"{CASE}/rebase", response={200: Lines, **REFUSED})
@needs(Scope.CASES)
def lines(request: Call, reorganisation: Id) -> object:
    """The case field by field: base, theirs, mine."""
    with reading():
        seen = seen_case(request, reorganisation)
        request.state = state_read(seen)
        return Lines(items=[_line(one) for one in standing_of(seen).lines])


@router.post(f"{CASE}/rebase", response={200: LeftOpen, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def rebase_draft(
    request: Call, reorganisation: Id, given: ChoicesIn, key: Once, if_match: Match
) -> object:
    """Settle the draft against what was decided meanwhile, as one edit; what is left out stays."""
    left = rebase(
        asked_of(request, reorganisation, key, if_match),
        reorganisation=reorganisation,
        chosen=[_chosen(one) for one in given.choices],
    )
    return LeftOpen(open=left)


def _chosen(given: RebaseChoiceIn) -> Chosen:
    words = text_from(given.words, "/choices") if given.words else None
    value: Value = given.value
    return Chosen(given.place, given.field, given.take, value, words)


def _against(held: Held, names: Naming) -> AgainstOut:
    seen = held.other.seen
    return AgainstOut(
        reorganisation=seen.row.pk if seen else None,
        reference=held.other.reference,
        adopted=held.other.is_adopted,
        conflicts=[
            ConflictOut(
                kind=one.kind.value,
                code=one.code,
                severity=one.severity.value,
                objects=[str(each) for each in one.objects],
                day=one.day,
                until=one.until,
                facts=dict(one.facts),
                mine=list(one.mine),
                theirs=list(one.theirs),
                sentence=conflict_sentence(one, names),
            )
            for one in held.conflicts
        ],
    )


def _line(one: Compared) -> RebaseLineOut:
    return RebaseLineOut(
        place=one.action.id,
        field=one.field,
        subject=str(one.subject),
        base=one.base,
        theirs=one.theirs,
        mine=one.mine,
        state=one.state.value,
        open=one.is_open,
        later=[
            LaterOut(day=each.day, value=each.value, instrument=each.instrument)
            for each in one.later
        ],
    )
