"""Recording an act on a step of a case: one in the name of the token's person, in a named post."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from ninja import Status
from pydantic import Field

from bureau.core.procedures.deciding import Manner, Tally, Way
from bureau.core.procedures.kinds import WhoKind
from bureau.core.procedures.rules import Who
from bureau.core.scopes import Scope
from bureau.institution.governance.api.asking import asked_of
from bureau.institution.governance.api.routes import router
from bureau.institution.governance.api.shapes import Places
from bureau.institution.governance.services import amending, steps
from bureau.institution.procedures.queries.rehearsing import SaidCondition
from bureau.web.api.calls import Call, Match, Once, needs
from bureau.web.api.problems import REFUSED_CHANGE, Problem
from bureau.web.api.words import Day, Given, Id, Line, Made, Prose

DECIDING = ("approve", "decide", "adopt_as_amended")
NOT_HERE = {
    "conditions": "condition_not_here",
    "questions": "question_not_here",
    "amendment": "amendment_missing",
}
SERVICES: Mapping[str, Callable[..., int]] = {
    "recommend": steps.recommend,
    "approve": steps.approve,
    "decide": steps.decide,
    "take_note": steps.take_note,
    "adopt_as_amended": amending.adopt_as_amended,
    "determine": steps.determine,
    "fulfil": steps.fulfil,
    "defer": steps.defer,
    "refer_back": steps.refer_back,
    "reject": steps.reject,
}


class ConditionIn(Given):
    """What must be so before what is decided enters into force: the office or body that says that
    it is, and the last day. On all that the act decides where it names no `parts`."""

    said: Prose = Field(min_length=1)
    who_kind: Literal["office", "body"]
    who: Id
    last_day: Day
    parts: Places | None = None


class TallyIn(Given):
    """How many seats took part and how they voted; `supporting` are all in favour."""

    present: int = Field(ge=0, le=9999)
    supporting: int = Field(ge=0, le=9999)
    against: int = Field(ge=0, le=9999)
    abstained: int = Field(0, ge=0, le=9999)
    reserved: int = Field(0, ge=0, le=9999)


class DissentIn(Given):
    seat: Id
    said: Prose = Field(min_length=1)


class MannerIn(Given):
    """How a body decided by its own rule: by a count in session, by a ballot, or by its chair
    alone after one of the two. Dissents are of a session; those of a ballot stand with its votes.
    """

    way: Literal["in_session", "by_correspondence", "chair_alone"]
    tally: TallyIn | None = None
    ballot: Id | None = None
    dissents: list[DissentIn] = Field([], max_length=200)


class ActIn(Given):
    """What is recorded. `step` and `hash` are from the route; `hash` says what you looked at.

    `answer` is for *determine*, `until` for *defer*, `questions` to the author for *refer back*,
    `conditions` for what decides; *adopt as amended* adopts what was put together under
    `amending`, which `amendment` names by its hash. An act of a body names its meeting or document;
    one of a body with a rule of its own says in `manner` how it decided.
    """

    kind: Literal[
        "recommend",
        "approve",
        "decide",
        "adopt_as_amended",
        "take_note",
        "determine",
        "fulfil",
        "defer",
        "refer_back",
        "reject",
    ]
    step: Line = Field(min_length=1)
    day: Day
    hash: Line
    parts: Places | None = None
    post: Id | None = None
    meeting: Id | None = None
    agenda_item: Line = Field("", max_length=60)
    document: Line = Field("", max_length=120)
    note: Prose = ""
    answer: bool | None = None
    until: Day | None = None
    conditions: list[ConditionIn] = Field([], max_length=20)
    questions: list[Prose] = Field([], max_length=50)
    amendment: Line = ""
    left_open: Prose = ""
    manner: MannerIn | None = None


@router.post("reorganisations/{reorganisation}/acts", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.ACTING)
def record_act(
    request: Call, reorganisation: Id, given: ActIn, key: Once, if_match: Match
) -> object:
    """Record an act; what it gates comes into force in the same act."""
    made = SERVICES[given.kind](
        asked_of(request, reorganisation, key, if_match),
        reorganisation=reorganisation,
        step=given.step,
        day=given.day,
        parts=frozenset(given.parts) if given.parts else None,
        post=given.post,
        meeting=given.meeting,
        agenda_item=given.agenda_item.strip(),
        document=given.document.strip(),
        note=given.note.strip(),
        seen=given.hash,
        manner=manner_of(given.manner) if given.manner else None,
        dissents=dissents_of(given.manner) if given.manner else (),
        **_besides(given),
    )
    return Status(201, Made(id=made, address=f"/api/reorganisations/{reorganisation}/acts"))


def _besides(given: ActIn) -> dict[str, Any]:
    if given.kind == "determine":
        if given.answer is None:
            raise Problem(422, "answer_missing", pointer="/answer")
        return {"answer": given.answer}
    if given.kind == "defer":
        if given.until is None:
            raise Problem(422, "new_day_missing", pointer="/until")
        return {"until": given.until}
    return _content(given)


def _content(given: ActIn) -> dict[str, Any]:
    """Conditions, questions and amendments, for the acts that have them."""
    wanted = {
        "conditions": given.conditions and given.kind not in DECIDING,
        "questions": given.questions and given.kind != "refer_back",
        "amendment": given.amendment and given.kind != "adopt_as_amended",
    }
    for name, is_wrong in wanted.items():
        if is_wrong:
            raise Problem(422, NOT_HERE[name], pointer=f"/{name}")
    found: dict[str, Any] = {}
    if given.kind in DECIDING:
        found["conditions"] = tuple(map(_condition, given.conditions))
    if given.kind == "refer_back":
        found["questions"] = tuple(given.questions)
    if given.kind == "adopt_as_amended":
        found |= {"seen_amendment": given.amendment, "left_open": given.left_open}
    return found


def manner_of(given: MannerIn) -> Manner:
    """How a body is said to have decided."""
    tally = Tally(**given.tally.dict()) if given.tally else None
    return Manner(Way(given.way), tally, given.ballot)


def dissents_of(given: MannerIn) -> tuple[tuple[int, str], ...]:
    """By seat, what was said against it."""
    return tuple((one.seat, one.said.strip()) for one in given.dissents)


def _condition(given: ConditionIn) -> SaidCondition:
    who = Who(WhoKind(given.who_kind), (given.who,))
    parts = frozenset(given.parts) if given.parts else None
    return SaidCondition(given.said.strip(), who, given.last_day, parts)
