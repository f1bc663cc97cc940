"""Claims of a reorganisation: with verdict and evidence; claiming, withdrawing."""

from typing import Any

from ninja import Router, Schema, Status
from pydantic import Field

from bureau.core.claims import ClaimKind
from bureau.core.scopes import Scope
from bureau.institution.governance.api.actions import Placed
from bureau.institution.governance.api.asking import asked_of, seen_case
from bureau.institution.governance.queries.claims import ClaimSeen
from bureau.institution.governance.queries.previews import preview
from bureau.institution.governance.queries.states import state_read
from bureau.institution.governance.services import claims as services
from bureau.institution.governance.texts.claims_told import ClaimTold, claims_of_case
from bureau.record.journal.queries import reading
from bureau.web.api.calls import Call, Match, Once, needs
from bureau.web.api.problems import REFUSED, REFUSED_CHANGE
from bureau.web.api.words import Given, Id, Short

router = Router(tags=["reorganisations"])
CASE = "reorganisations/{reorganisation}"


class EvidenceOut(Schema):
    """`about` is the thing it is about, as in "unit:3"."""

    code: str
    about: str | None
    facts: dict[str, Any]
    sentence: str


class RestOut(Schema):
    """One thing that the verdict rests on; it is judged anew once that differs."""

    source: str
    of: str
    side: str


class ClaimOut(Schema):
    """`verdict` is true, false or cannot_tell: as of now, and as it was claimed or put forward."""

    place: int
    kind: str
    named: dict[str, int | str | list[int]]
    sentence: str
    verdict: str
    verdict_kept: str
    evidence: list[EvidenceOut]
    rests_on: list[RestOut]


class Claims(Schema):
    items: list[ClaimOut]


class ClaimIn(Given):
    """`named` says by name what the kind of claim names: numbers of things, a grade, a code."""

    kind: ClaimKind
    named: dict[Short, Id | Short | list[Id]] = Field(default={}, max_length=10)


@router.get(f"{CASE}/claims", response={200: Claims, **REFUSED})
@needs(Scope.CASES)
def claims(request: Call, reorganisation: Id) -> object:
    """What is claimed of a draft, or of what was put forward last."""
    with reading():
        seen = seen_case(request, reorganisation)
        request.state = state_read(seen)
        previewed = preview(seen)
        told = claims_of_case(request.namer, seen, previewed)
        return Claims(items=list(map(_out, previewed.claims, told)))


@router.post(f"{CASE}/claims", response={201: Placed, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def add_claim(
    request: Call, reorganisation: Id, given: ClaimIn, key: Once, if_match: Match
) -> object:
    """Claim something of a draft; a false claim bars it until it is withdrawn."""
    named = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in given.named.items()
    }
    place = services.add_claim(
        asked_of(request, reorganisation, key, if_match),
        reorganisation=reorganisation,
        kind=given.kind.value,
        named=named,
    )
    return Status(201, Placed(place=place, address=f"/api/reorganisations/{reorganisation}/claims"))


@router.delete(f"{CASE}/claims/{{place}}", response={204: None, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def withdraw_claim(
    request: Call, reorganisation: Id, place: Id, key: Once, if_match: Match
) -> object:
    """Claim it no more."""
    by = asked_of(request, reorganisation, key, if_match)
    services.withdraw_claim(by, reorganisation=reorganisation, place=place)
    return Status(204, None)


def _out(seen: ClaimSeen, told: ClaimTold) -> ClaimOut:
    claim = seen.claim
    return ClaimOut(
        place=claim.place,
        kind=claim.kind.value,
        named={
            name: list(value) if isinstance(value, tuple) else value
            for name, value in claim.named.items()
        },
        sentence=told.sentence,
        verdict=seen.now.verdict.value,
        verdict_kept=seen.kept.verdict.value,
        evidence=[
            EvidenceOut(
                code=one.code,
                about=str(one.about) if one.about else None,
                facts=dict(one.facts),
                sentence=said.sentence,
            )
            for one, said in zip(seen.now.evidence, told.now.evidence, strict=True)
        ],
        rests_on=[
            RestOut(source=one.read.source.value, of=str(one.read.of), side=one.read.side.value)
            for one in seen.now.rests_on
        ],
    )
