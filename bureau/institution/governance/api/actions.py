"""The actions of a draft, and the answers to what a check asks of them."""

from typing import Annotated

from ninja import Router, Schema, Status
from pydantic import Field, StringConstraints

from bureau.core.changes.actions import ActionKind
from bureau.core.references import ID_MAX, Reference
from bureau.core.scopes import Scope
from bureau.core.structure.kinds import Value
from bureau.core.texts import Text
from bureau.institution.governance.api.asking import asked_of
from bureau.institution.governance.services import actions, answers
from bureau.web.api.calls import Call, Match, Once, needs
from bureau.web.api.problems import REFUSED_CHANGE
from bureau.web.api.words import Day, Given, Id, Line, Prose, SaidIn, text_from

router = Router(tags=["reorganisations"])
CASE = "reorganisations/{reorganisation}"
ValueIn = (
    Annotated[bool, Field(strict=True)]
    | Annotated[int, Field(strict=True, ge=-ID_MAX, le=ID_MAX)]
    | Line
    | None
)
Name = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,30}$")]
Thing = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}:\d{1,9}$")]


class ChangeIn(Given):
    """From which day, which values and why. `words` are values that are texts."""

    day: Day
    values: dict[Name, ValueIn] = {}
    words: dict[Name, SaidIn] = {}
    reason: Prose = ""


class ActionIn(ChangeIn):
    """What is done to what; `subject` is left out for what is established by it."""

    kind: ActionKind
    subject: Id | None = None


class Placed(Schema):
    """The number of the action in its set."""

    place: int
    address: str


class AnswerIn(Given):
    """ "Left on purpose": answers the finding of that code on that subject, with the reason."""

    code: Name
    subject: Thing
    reason: Prose


class AnsweredIn(Given):
    code: Name
    subject: Thing


class SuccessorIn(Given):
    successor: Id


@router.post(f"{CASE}/actions", response={201: Placed, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def add_action(
    request: Call, reorganisation: Id, given: ActionIn, key: Once, if_match: Match
) -> object:
    """Put an action at the end of a draft."""
    place = actions.add_action(
        asked_of(request, reorganisation, key, if_match),
        reorganisation=reorganisation,
        kind=str(given.kind),
        subject=given.subject,
        day=given.day.toordinal(),
        values=values_of(given),
        words=words_of_change(given),
        reason=given.reason.strip(),
    )
    address = f"/api/reorganisations/{reorganisation}"
    return Status(201, Placed(place=place, address=address))


@router.put(f"{CASE}/actions/{{place}}", response={204: None, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def change_action(
    request: Call, reorganisation: Id, place: Id, given: ChangeIn, key: Once, if_match: Match
) -> object:
    """Say an action anew: day, values and reason whole; what it expects is settled again."""
    actions.change_action(
        asked_of(request, reorganisation, key, if_match),
        reorganisation=reorganisation,
        place=place,
        day=given.day.toordinal(),
        values=values_of(given),
        words=words_of_change(given),
        reason=given.reason.strip(),
    )
    return Status(204, None)


@router.delete(f"{CASE}/actions/{{place}}", response={204: None, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def remove_action(
    request: Call, reorganisation: Id, place: Id, key: Once, if_match: Match
) -> object:
    """Take an action out of a draft; the others keep their places."""
    by = asked_of(request, reorganisation, key, if_match)
    actions.remove_action(by, reorganisation=reorganisation, place=place)
    return Status(204, None)


@router.post(f"{CASE}/actions/{{place}}/acceptance", response={204: None, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def accept_what_stands(
    request: Call, reorganisation: Id, place: Id, key: Once, if_match: Match
) -> object:
    """Let an action expect what it finds now, where something was decided meanwhile."""
    by = asked_of(request, reorganisation, key, if_match)
    actions.accept_what_stands(by, reorganisation=reorganisation, place=place)
    return Status(204, None)


@router.post(f"{CASE}/actions/{{place}}/successor", response={204: None, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def name_successor(
    request: Call, reorganisation: Id, place: Id, given: SuccessorIn, key: Once, if_match: Match
) -> object:
    """Say what takes the place of what an action abolishes."""
    by = asked_of(request, reorganisation, key, if_match)
    answers.name_successor(
        by, reorganisation=reorganisation, place=place, successor=given.successor
    )
    return Status(204, None)


@router.post(f"{CASE}/answers", response={204: None, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def answer_finding(
    request: Call, reorganisation: Id, given: AnswerIn, key: Once, if_match: Match
) -> object:
    """Leave on purpose what a finding says, with a reason that is frozen with the set."""
    answers.answer_finding(
        asked_of(request, reorganisation, key, if_match),
        reorganisation=reorganisation,
        code=given.code,
        subject=Reference.parse(given.subject),
        reason=given.reason,
    )
    return Status(204, None)


@router.post(f"{CASE}/answers/removal", response={204: None, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def take_back_answer(
    request: Call, reorganisation: Id, given: AnsweredIn, key: Once, if_match: Match
) -> object:
    """Let a finding ask again."""
    answers.take_back_answer(
        asked_of(request, reorganisation, key, if_match),
        reorganisation=reorganisation,
        code=given.code,
        subject=Reference.parse(given.subject),
    )
    return Status(204, None)


def values_of(given: ChangeIn) -> dict[str, Value]:
    return dict(given.values)


def words_of_change(given: ChangeIn) -> dict[str, Text]:
    """The values that are texts."""
    return {name: text_from(each, f"/words/{name}") for name, each in given.words.items()}
