"""Recording an act on a step of a case: one in the name of the token's person, in a named post."""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from ninja import Status
from pydantic import Field

from bureau.core.scopes import Scope
from bureau.institution.governance.api.asking import asked_of
from bureau.institution.governance.api.routes import router
from bureau.institution.governance.services import steps
from bureau.web.api.calls import Call, Match, Once, needs
from bureau.web.api.problems import REFUSED_CHANGE, Problem
from bureau.web.api.words import Day, Given, Id, Line, Made, Prose

SERVICES: Mapping[str, Callable[..., int]] = {
    "recommend": steps.recommend,
    "approve": steps.approve,
    "decide": steps.decide,
    "take_note": steps.take_note,
    "determine": steps.determine,
    "defer": steps.defer,
    "refer_back": steps.refer_back,
    "reject": steps.reject,
}


class ActIn(Given):
    """What is recorded. `step` and `hash` are from the route; `hash` says what you looked at.

    `answer` is for *determine*, `until` for *defer*; an act of a body names its meeting or
    document.
    """

    kind: Literal[
        "recommend",
        "approve",
        "decide",
        "take_note",
        "determine",
        "defer",
        "refer_back",
        "reject",
    ]
    step: Line = Field(min_length=1)
    day: Day
    hash: Line
    parts: list[Id] | None = Field(None, max_length=1000)
    post: Id | None = None
    meeting: Id | None = None
    document: Line = Field("", max_length=120)
    note: Prose = ""
    answer: bool | None = None
    until: Day | None = None


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
        document=given.document.strip(),
        note=given.note.strip(),
        seen=given.hash,
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
    return {}
