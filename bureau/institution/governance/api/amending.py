"""What a body amends: put together on a step, frozen by its act, accepted by the author."""

from datetime import date
from typing import Any

from ninja import Query, Router, Schema, Status
from pydantic import Field

from bureau.core.changes.amendments import Amendment, difference_from, difference_hash
from bureau.core.scopes import Scope
from bureau.institution.governance import models
from bureau.institution.governance.api.actions import (
    ActionIn,
    ChangeIn,
    Placed,
    values_of,
    words_of_change,
)
from bureau.institution.governance.api.asking import asked_of, seen_case
from bureau.institution.governance.queries.amending import (
    amended_so_far,
    is_final,
    step_to_amend,
)
from bureau.institution.governance.queries.reorganisations import hides_answer
from bureau.institution.governance.queries.states import state_read
from bureau.institution.governance.services import accepting, amending
from bureau.institution.organisation.models import Organisation
from bureau.institution.organisation.queries.structure import today
from bureau.institution.procedures.queries.cases import questions_open
from bureau.record.journal.queries import reading
from bureau.web.api.calls import Call, Match, Once, needs
from bureau.web.api.problems import REFUSED, REFUSED_CHANGE, Problem
from bureau.web.api.words import Given, Id, Line, Prose
from bureau.web.formats import as_date

router = Router(tags=["reorganisations"])
CASE = "reorganisations/{reorganisation}"


class AmendedActionOut(Schema):
    """One place of an amendment: *change*, *leave_out* or *add*, and how it reads as amended."""

    place: int
    manner: str
    kind: str | None
    subject: str | None
    day: date | None
    values: dict[str, Any]
    reason: str


class AmendingOut(Schema):
    """What is put together so far. `hash` is of the difference, `actions_hash` of the set as it
    would be; where the step is not `final`, the set goes back to its author."""

    step: str
    final: bool
    hash: str
    actions_hash: str
    items: list[AmendedActionOut]


class SetAmendmentOut(Schema):
    """What an act changed, as it was frozen. It `applies` where the act ended the route there."""

    act: int
    version: int
    applies: bool
    hash: str
    actions_hash: str
    items: list[AmendedActionOut]


class OnStep(Given):
    """The key of the step, from the route."""

    step: Line = Field(min_length=1)


class AmendIn(ChangeIn, OnStep):
    """An action as the body has it: day, values and words whole."""


class AddIn(ActionIn, OnStep):
    """An action that the body added."""


class QuestionOut(Schema):
    id: int
    act: int
    question: str
    answer: str | None


class Questions(Schema):
    items: list[QuestionOut]


class QuestionAnswerIn(Given):
    answer: Prose = Field(min_length=1)


@router.get(f"{CASE}/amending", response={200: AmendingOut, **REFUSED})
@needs(Scope.CASES)
def amending_so_far(request: Call, reorganisation: Id, asked: Query[OnStep]) -> object:
    """What you put together of an amendment on a step that is yours to act on."""
    with reading():
        seen = seen_case(request, reorganisation)
        request.state = state_read(seen)
        day = today(Organisation.objects.get(pk=seen.row.organisation_id))
        if seen.case is None:
            raise Problem(404, "nothing_there")
        opened = step_to_amend(seen.case, asked.step, day, request.actor, taking_back=True)
        if opened is None:
            raise Problem(404, "nothing_there")
        found = amended_so_far(seen.row, seen.case, asked.step)
        assert found is not None
        return AmendingOut(
            step=asked.step,
            final=is_final(opened.step),
            hash=difference_hash(found.difference),
            actions_hash=found.hash,
            items=[_item(one) for one in found.difference],
        )


@router.post(f"{CASE}/amending", response={201: Placed, **REFUSED_CHANGE})
@needs(Scope.ACTING)
def amend_by_adding(
    request: Call, reorganisation: Id, given: AddIn, key: Once, if_match: Match
) -> object:
    """Put down that the body added an action."""
    place = amending.amend_by_adding(
        asked_of(request, reorganisation, key, if_match),
        reorganisation=reorganisation,
        step=given.step,
        kind=str(given.kind),
        subject=given.subject,
        day=given.day.toordinal(),
        values=values_of(given),
        words=words_of_change(given),
        reason=given.reason.strip(),
    )
    return Status(201, Placed(place=place, address=f"/api/reorganisations/{reorganisation}"))


@router.put(f"{CASE}/amending/{{place}}", response={204: None, **REFUSED_CHANGE})
@needs(Scope.ACTING)
def amend_action(
    request: Call, reorganisation: Id, place: Id, given: AmendIn, key: Once, if_match: Match
) -> object:
    """Put down that the body changed an action."""
    amending.amend_action(
        asked_of(request, reorganisation, key, if_match),
        reorganisation=reorganisation,
        step=given.step,
        place=place,
        day=given.day.toordinal(),
        values=values_of(given),
        words=words_of_change(given),
        reason=given.reason.strip(),
    )
    return Status(204, None)


@router.post(f"{CASE}/amending/{{place}}/omission", response={204: None, **REFUSED_CHANGE})
@needs(Scope.ACTING)
def leave_out_action(
    request: Call, reorganisation: Id, place: Id, given: OnStep, key: Once, if_match: Match
) -> object:
    """Put down that the body left an action out."""
    by = asked_of(request, reorganisation, key, if_match)
    amending.leave_out_action(by, reorganisation=reorganisation, step=given.step, place=place)
    return Status(204, None)


@router.delete(f"{CASE}/amending/{{place}}", response={204: None, **REFUSED_CHANGE})
@needs(Scope.ACTING)
def take_back_amendment(
    request: Call,
    reorganisation: Id,
    place: Id,
    asked: Query[OnStep],
    key: Once,
    if_match: Match,
) -> object:
    """Let an action stand as it was put forward."""
    by = asked_of(request, reorganisation, key, if_match)
    amending.take_back_amendment(by, reorganisation=reorganisation, step=asked.step, place=place)
    return Status(204, None)


@router.get(f"{CASE}/amendments/{{act}}", response={200: SetAmendmentOut, **REFUSED})
@needs(Scope.CASES)
def amendment(request: Call, reorganisation: Id, act: Id) -> object:
    """What an act of a body changed in the set, under its own hash."""
    with reading():
        seen = seen_case(request, reorganisation)
        request.state = state_read(seen)
        rows = models.Amendment.objects.filter(submission__reorganisation=seen.row, act=act)
        row = rows.select_related("submission").first()
        if row is None:
            raise Problem(404, "nothing_there")
        return SetAmendmentOut(
            act=act,
            version=row.submission.version,
            applies=row.applies,
            hash=row.difference_hash,
            actions_hash=row.actions_hash,
            items=[_item(one) for one in difference_from(row.difference)],
        )


@router.post(f"{CASE}/amendment/acceptance", response={204: None, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def accept_amendment(request: Call, reorganisation: Id, key: Once, if_match: Match) -> object:
    """Put what a body asked for into the draft that it sent back."""
    by = asked_of(request, reorganisation, key, if_match)
    accepting.accept_amendment(by, reorganisation=reorganisation)
    return Status(204, None)


@router.get(f"{CASE}/questions", response={200: Questions, **REFUSED})
@needs(Scope.CASES)
def questions_put(request: Call, reorganisation: Id) -> object:
    """What a body asked with what it referred back, and what the author answered."""
    with reading():
        seen = seen_case(request, reorganisation)
        request.state = state_read(seen)
        listed = questions_open(seen.case.subject) if seen.case else []
        return Questions(
            items=[
                QuestionOut(
                    id=one.pk,
                    act=one.act_id,
                    question=one.said,
                    answer=None
                    if hides_answer(seen, one) or not hasattr(one, "answer")
                    else one.answer.said,
                )
                for one in listed
            ]
        )


@router.put(f"{CASE}/questions/{{question}}", response={204: None, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def answer_question(
    request: Call,
    reorganisation: Id,
    question: Id,
    given: QuestionAnswerIn,
    key: Once,
    if_match: Match,
) -> object:
    """Answer a question, or answer it anew until the case goes forward."""
    by = asked_of(request, reorganisation, key, if_match)
    accepting.answer_question(
        by, reorganisation=reorganisation, question=question, said=given.answer
    )
    return Status(204, None)


def _item(one: Amendment) -> AmendedActionOut:
    action = one.action
    return AmendedActionOut(
        place=one.place,
        manner=one.manner.value,
        kind=str(action.kind) if action else None,
        subject=str(action.subject) if action else None,
        day=as_date(action.day) if action else None,
        values=dict(action.values) if action else {},
        reason=action.reason if action else "",
    )
