"""The route of a case: each step, where it stands, who may act, and what has been done on it."""

from datetime import date, datetime
from typing import Any

from ninja import Router, Schema

from bureau.core.procedures.case import Step
from bureau.core.procedures.kinds import StepState
from bureau.core.scopes import Scope
from bureau.institution.governance.api.asking import seen_case
from bureau.institution.governance.queries.previews import preview
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.institution.governance.queries.states import state_read
from bureau.institution.governance.queries.steps_named import Named, named
from bureau.institution.governance.queries.versions import state_cited
from bureau.institution.governance.texts.reasons import sentence
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import today
from bureau.institution.procedures.models import ProcedureAct
from bureau.institution.procedures.queries.cases import OpenStep, acts_of, open_steps
from bureau.institution.procedures.store import condition_of, decided_of
from bureau.record.journal.queries import reading
from bureau.web.api.calls import Call, needs
from bureau.web.api.problems import REFUSED
from bureau.web.api.words import Id
from bureau.web.formats import as_date

router = Router(tags=["reorganisations"])
CASE = "reorganisations/{reorganisation}"


class StepOut(Schema):
    """One step. `key` is what an act names; `acts` those that may be recorded on it now, by you
    where `is_yours`; `parts` the places of the actions it is on."""

    key: str
    order: int
    state: str
    act: str
    who_kind: str
    who: str
    question: str | None
    parts: list[int]
    gates: list[str]
    due: date | None
    why: str
    acts: list[str]
    is_yours: bool


class Route(Schema):
    """The hash is of the actions that acts say they saw, as they stand; empty while a draft."""

    hash: str
    steps: list[StepOut]


class ConditionOut(Schema):
    """A condition that an act set: `step` is the key of the one on which it is met."""

    said: str
    step: str
    who_kind: str
    who: list[int | str]
    last_day: date
    parts: list[int]


class DecidedOut(Schema):
    """How a body decided by its own rule; `outcome` is that of the vote on this act, whatever its
    kind; `votes` are pairs of a seat and its choice, where the rule lets them be known."""

    way: str
    rule: int
    majority: str
    quorum: int
    ballot: int | None
    outcome: str | None
    tally: dict[str, int] | None
    votes: list[tuple[int, str]]
    dissents: list[str]


class ActOut(Schema):
    """An act on record: what was done, when, by whom, in which post, citing what.

    The clock's has no person. `state` is of actions and words as they stood before it, as in
    readings; `amended_hash` of the set as it stood amended.
    """

    id: int
    kind: str
    step: str
    parts: list[int]
    day: date
    at: datetime
    person: int | None
    post: int | None
    capacity: str
    on_behalf: int | None
    body: int | None
    meeting: int | None
    agenda_item: str
    document: str
    note: str
    state: str
    hash: str
    amended_hash: str
    conditions: list[ConditionOut]
    questions: list[str]
    decided: DecidedOut | None


class Acts(Schema):
    items: list[ActOut]


@router.get(f"{CASE}/route", response={200: Route, **REFUSED})
@needs(Scope.CASES)
def route(request: Call, reorganisation: Id) -> object:
    """The steps a case takes, by the rules of today: of a draft, were it put forward now."""
    with reading():
        seen = seen_case(request, reorganisation)
        request.state = state_read(seen)
        steps = preview(seen).route.steps
        day = today(Organisation.objects.get(pk=seen.row.organisation_id))
        opened = {one.step.key: one for one in _opened(seen, day)}
        names = named(steps)
        return Route(
            hash=seen.case.seen() if seen.case else "",
            steps=[_step(request, step, seen, opened.get(step.key), names) for step in steps],
        )


@router.get(f"{CASE}/acts", response={200: Acts, **REFUSED})
@needs(Scope.CASES)
def acts(request: Call, reorganisation: Id) -> object:
    """Every act on a case, in order."""
    with reading():
        seen = seen_case(request, reorganisation)
        request.state = state_read(seen)
        listed = acts_of(seen.case.subject) if seen.case else []
        return Acts(items=[_act(one) for one in listed])


def _opened(seen: Seen, day: date) -> list[OpenStep]:
    return open_steps(seen.case, day) if seen.case else []


def _step(request: Call, step: Step, seen: Seen, opened: OpenStep | None, names: Named) -> StepOut:
    state = step.state
    if state is StepState.HERE and seen.case is None:
        state = StepState.TO_COME
    is_here = state is StepState.HERE and opened is not None
    return StepOut(
        key=step.key,
        order=step.order,
        state=str(state),
        act=str(step.act),
        who_kind=str(step.who.kind),
        who=names.who(step.who),
        question=step.question,
        parts=sorted(step.actions()),
        gates=sorted({str(part.gates) for part in step.parts}),
        due=as_date(step.due) if step.due else None,
        why=sentence(step.reason) if step.reason else "",
        acts=sorted(map(str, opened.acts)) if opened and is_here else [],
        is_yours=bool(opened and is_here and opened.acts_for(request.actor)),
    )


def _act(row: ProcedureAct) -> ActOut:
    return ActOut(
        id=row.pk,
        kind=row.kind,
        step=row.step,
        parts=list(row.parts),
        day=row.day,
        at=row.at,
        person=row.person or None,
        post=row.post,
        capacity=row.capacity,
        on_behalf=row.on_behalf,
        body=row.body_id,
        meeting=row.meeting_id,
        agenda_item=row.agenda_item,
        document=row.document,
        note=row.note.said if hasattr(row, "note") else "",
        state=state_cited(row),
        hash=row.hashes["actions"],
        amended_hash=row.hashes.get("amended", ""),
        conditions=[_condition(one) for one in row.conditions],
        questions=[one.said for one in row.questions.all()],
        decided=_decided(row) if row.decided else None,
    )


def _decided(row: ProcedureAct) -> DecidedOut:
    data = decided_of(row)
    return DecidedOut(
        **{name: data[name] for name in ("way", "rule", "majority", "quorum", "ballot")},
        outcome=data["outcome"],
        tally=data["tally"],
        votes=data["votes"],
        dissents=[one.said for one in row.dissents.all()],
    )


def _condition(data: dict[str, Any]) -> ConditionOut:
    found = condition_of(data)
    return ConditionOut(
        said=data["said"],
        step=found.key,
        who_kind=str(found.who.kind),
        who=list(found.who.ids),
        last_day=as_date(found.last_day),
        parts=sorted(found.actions),
    )
