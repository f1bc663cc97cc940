"""Search for programs: what the person of the token may see, best first."""

from typing import Annotated

from ninja import Query, Router, Schema
from pydantic import Field, StringConstraints

from bureau.core.scopes import Scope
from bureau.record.journal.queries import reading
from bureau.record.search.queries import Hit, find
from bureau.web.api.calls import Call, kinds_told, needs
from bureau.web.api.problems import REFUSED, Problem
from bureau.web.api.words import Given, Line, Short

router = Router(tags=["search"])


class SearchAsked(Given):
    q: Line
    kind: Short | None = None
    cursor: (
        Annotated[str, StringConstraints(pattern=r"^\d{1,3}\.-?\d{1,12}\.[a-z_]{1,40}\.\d{1,12}$")]
        | None
    ) = None
    limit: int = Field(25, ge=1, le=100)


class HitOut(Schema):
    """One thing found: `why` is name, code, former or words; `became` what stands for it now."""

    kind: str
    id: int
    name: str
    address: str
    why: str
    met: str
    became: list[str]


class Hits(Schema):
    items: list[HitOut]
    next: str | None


@router.get("search", response={200: Hits, **REFUSED})
@needs(Scope.STRUCTURE)
def search(request: Call, asked: Query[SearchAsked]) -> object:
    """What meets the words, whole numbers and names first."""
    found_in = [row.name for row in kinds_told(request, "search")]
    if asked.kind and asked.kind not in found_in:
        raise Problem(404, "nothing_there", pointer="kind")
    with reading():
        found = find(
            request.actor,
            asked.q.strip(),
            kinds=[asked.kind] if asked.kind else found_in,
            limit=asked.limit,
            after=asked.cursor or "",
        )
        return Hits(items=[_out(hit) for hit in found.hits], next=found.following)


def _out(hit: Hit) -> HitOut:
    return HitOut(
        kind=hit.reference.kind,
        id=hit.reference.id,
        name=hit.label.name,
        address=hit.label.address,
        why=str(hit.why),
        met=hit.met,
        became=[label.name for label in hit.became],
    )
