"""What a reorganisation cites: read by who sees it, said by its author while it is a draft."""

from typing import Annotated

from ninja import Router, Schema, Status
from pydantic import StringConstraints

from bureau.core.references import Reference
from bureau.core.scopes import Scope
from bureau.institution.governance.api.asking import asked_of, seen_case
from bureau.institution.governance.queries.citations import citations_read
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.governance.services.citations import (
    cite_in_reorganisation,
    take_citation_back,
)
from bureau.institution.instruments.queries.citations import citations_open
from bureau.institution.organisation.api.mandates import (
    CitationOut,
    citation_out,
    refuse_unseen,
)
from bureau.institution.organisation.permissions import may_see_names
from bureau.record.journal.queries import reading
from bureau.web.api.calls import Call, Match, Once, needs
from bureau.web.api.problems import REFUSED, REFUSED_CHANGE, Problem
from bureau.web.api.words import Given, Id, Made, Prose

router = Router(tags=["reorganisations"])
CASE = "reorganisations/{reorganisation}"


class CitedIn(Given):
    """`of` is a provision or an element of a strategic plan, as in "provision:7"."""

    of: Annotated[str, StringConstraints(pattern=r"^(provision|plan_element):\d{1,9}$")]
    reason: Prose


class Cited(Schema):
    items: list[CitationOut]


@router.get(f"{CASE}/citations", response={200: Cited, **REFUSED})
@needs(Scope.CASES)
def citations(request: Call, reorganisation: Id) -> object:
    """What it cites now or, for whoever does not draft along, as it was put forward last."""
    with reading():
        rows = citations_read(seen_case(request, reorganisation))
        names = may_see_names(request.namer)
        return Cited(items=[citation_out(row, names=names) for row in rows])


@router.post(f"{CASE}/citations", response={201: Made, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def cite_in_draft(
    request: Call, reorganisation: Id, given: CitedIn, key: Once, if_match: Match
) -> object:
    """Say what a draft answers, and how."""
    by, of = asked_of(request, reorganisation, key, if_match), Reference.parse(given.of)
    refuse_unseen(request, of)
    made = cite_in_reorganisation(by, reorganisation=reorganisation, of=of, reason=given.reason)
    address = f"/api/reorganisations/{reorganisation}/citations"
    return Status(201, Made(id=made, address=address))


@router.delete(f"{CASE}/citations/{{citation}}", response={204: None, **REFUSED_CHANGE})
@needs(Scope.DRAFTING)
def take_citation_out(
    request: Call, reorganisation: Id, citation: Id, key: Once, if_match: Match
) -> object:
    """The draft does not cite it any more."""
    by = asked_of(request, reorganisation, key, if_match)
    known = {row.pk for row in citations_open(Reference(KIND, reorganisation))}
    if citation not in known:
        raise Problem(404, "nothing_there", pointer="citation")
    take_citation_back(by, reorganisation=reorganisation, citation=citation)
    return Status(204, None)
