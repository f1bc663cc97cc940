"""Alternatives of a case for programs: side by side, kept, described, chosen, given up."""

from typing import Annotated

from ninja import Router, Schema, Status
from pydantic import StringConstraints

from bureau.core.scopes import Scope
from bureau.core.texts import Text
from bureau.institution.governance.api.asking import asked_of, seen_case
from bureau.institution.governance.queries.reorganisations import Seen
from bureau.institution.governance.queries.scenarios import Way, previewed, ways_of
from bureau.institution.governance.queries.states import state_read
from bureau.institution.governance.services import scenarios as services
from bureau.record.journal.queries import reading
from bureau.web.api.calls import Call, Match, Once, needs
from bureau.web.api.problems import REFUSED, REFUSED_CHANGE
from bureau.web.api.words import (
    Given,
    Id,
    Language,
    Line,
    ProseIn,
    Said,
    SaidIn,
    said,
    text_from,
)

router = Router(tags=["reorganisations"])
CASE = "reorganisations/{reorganisation}"


class AlternativeOut(Schema):
    """One way; costs in minor units by currency, None where a standard cost is missing."""

    number: int
    name: Said | None
    purpose: Said | None
    reason: Said | None
    proposed: bool
    frozen: bool
    hash: str
    actions: int
    first_year: dict[str, int] | None
    full_year: dict[str, int] | None
    people: int
    findings: int


class Alternatives(Schema):
    items: list[AlternativeOut]


class NameIn(SaidIn):
    words: dict[Language, Annotated[Line, StringConstraints(max_length=120)]]


class AlternativeIn(Given):
    """`drafted_name` names what is drafted now, where there is no alternative yet."""

    name: NameIn
    purpose: ProseIn | None = None
    empty: bool = False
    drafted_name: NameIn | None = None


class ScenarioDescriptionIn(Given):
    name: NameIn
    purpose: ProseIn | None = None
    reason: ProseIn | None = None


class ScenarioChoiceIn(Given):
    reason: ProseIn


class Numbered(Schema):
    number: int


@router.get(f"{CASE}/alternatives", response={200: Alternatives, **REFUSED})
@needs(Scope.CASES)
def alternatives(request: Call, reorganisation: Id) -> object:
    """The way that is proposed first, then those kept beside it, or frozen with it."""
    with reading():
        seen = seen_case(request, reorganisation)
        request.state = state_read(seen)
        return Alternatives(items=[_out(seen, way) for way in ways_of(seen)])


@router.post(f"{CASE}/alternatives", response={201: Numbered, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def add_alternative(
    request: Call, reorganisation: Id, given: AlternativeIn, key: Once, if_match: Match
) -> object:
    """Keep another way beside the draft: a copy of it, or nothing yet."""
    number = services.add_scenario(
        asked_of(request, reorganisation, key, if_match),
        reorganisation=reorganisation,
        name=text_from(given.name, "/name"),
        purpose=_text(given.purpose, "/purpose"),
        is_empty=given.empty,
        drafted_name=_text(given.drafted_name, "/drafted_name"),
    )
    return Status(201, Numbered(number=number))


@router.put(f"{CASE}/alternatives/{{number}}", response={204: None, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def describe_alternative(
    request: Call,
    reorganisation: Id,
    number: Id,
    given: ScenarioDescriptionIn,
    key: Once,
    if_match: Match,
) -> object:
    """What it is called and for, and why it is proposed or not."""
    services.describe_scenario(
        asked_of(request, reorganisation, key, if_match),
        reorganisation=reorganisation,
        number=number,
        name=text_from(given.name, "/name"),
        purpose=_text(given.purpose, "/purpose"),
        reason=_text(given.reason, "/reason"),
    )
    return Status(204, None)


@router.delete(f"{CASE}/alternatives/{{number}}", response={204: None, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def give_up_alternative(
    request: Call, reorganisation: Id, number: Id, key: Once, if_match: Match
) -> object:
    """Consider it no more; it can be put back."""
    by = asked_of(request, reorganisation, key, if_match)
    services.give_up_scenario(by, reorganisation=reorganisation, number=number)
    return Status(204, None)


@router.post(f"{CASE}/alternatives/{{number}}/return", response={204: None, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def put_back_alternative(
    request: Call, reorganisation: Id, number: Id, key: Once, if_match: Match
) -> object:
    """Consider it again."""
    by = asked_of(request, reorganisation, key, if_match)
    services.put_back_scenario(by, reorganisation=reorganisation, number=number)
    return Status(204, None)


@router.post(f"{CASE}/alternatives/{{number}}/choice", response={204: None, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def choose_alternative(
    request: Call,
    reorganisation: Id,
    number: Id,
    given: ScenarioChoiceIn,
    key: Once,
    if_match: Match,
) -> object:
    """Make it the draft; undo goes back."""
    services.choose_scenario(
        asked_of(request, reorganisation, key, if_match),
        reorganisation=reorganisation,
        number=number,
        reason=text_from(given.reason, "/reason"),
    )
    return Status(204, None)


def _text(given: SaidIn | ProseIn | None, pointer: str) -> Text | None:
    return text_from(given, pointer) if given else None


def _out(seen: Seen, way: Way) -> AlternativeOut:
    does = previewed(seen, way)
    first, full = does.cost.first_year, does.cost.full_year
    return AlternativeOut(
        number=way.number,
        name=said(way.name) if way.name else None,
        purpose=said(way.purpose) if way.purpose else None,
        reason=said(way.reason) if way.reason else None,
        proposed=way.is_current,
        frozen=way.is_frozen,
        hash=way.hash,
        actions=len(does.actions),
        first_year=None if first is None else dict(first),
        full_year=None if full is None else dict(full),
        people=len({one.subject for one in does.affected if one.subject.kind == "person"}),
        findings=len(does.open_findings()),
    )
