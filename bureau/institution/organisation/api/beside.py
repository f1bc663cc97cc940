"""What stands beside numbered posts: staffing blocks, and engagements where names may be seen."""

from typing import Literal

import numpy as np
from ninja import Query, Router, Schema
from pydantic import Field

from bureau.core.references import ID_MAX, Reference
from bureau.core.scopes import Scope
from bureau.core.structure.views import Block, Engagement
from bureau.institution.organisation.api.histories import History, history_of
from bureau.institution.organisation.api.shapes import (
    BlockOut,
    Blocks,
    EngagementOut,
    Engagements,
    blocks_out,
    engagements_out,
)
from bureau.institution.organisation.api.standing import (
    organisation_asked,
    organisation_for,
    roots_for,
    stand,
    stood,
)
from bureau.institution.organisation.queries.engagements import engaged_in
from bureau.institution.organisation.queries.tallies import within
from bureau.record.journal.queries import reading
from bureau.web.api import pages
from bureau.web.api.calls import Call, needs
from bureau.web.api.pages import Paged
from bureau.web.api.problems import REFUSED, Problem
from bureau.web.api.words import AsKnown, At, Id, Short, Stood

router = Router(tags=["beside posts"])


class BlocksAsked(Paged, At):
    organisation: Id | None = None
    unit: Id | None = Field(None, description="Only blocks in this unit and all below it.")
    grade: Short | None = None


class EngagementsAsked(Paged, At):
    organisation: Id | None = None
    unit: Id | None = Field(None, description="Only engagements in this unit and all below it.")
    manner: Literal["secondment", "loan", "consultant", "intern", "volunteer"] | None = None


class BlockPage(Schema):
    at: Stood
    block: BlockOut


class EngagementPage(Schema):
    at: Stood
    engagement: EngagementOut


@router.get("blocks", response={200: Blocks, **REFUSED})
@needs(Scope.STRUCTURE)
def blocks(request: Call, asked: Query[BlocksAsked]) -> object:
    """Staffing blocks of an organisation (yours where none is named), in order of their number."""
    with reading():
        organisation = organisation_asked(request, asked.organisation)
        now = stand(request, asked, organisation)
        standing = now.standing("block")
        chosen = within(now, roots_for(now, organisation, asked.unit), "block")
        if asked.grade:
            chosen = chosen & (
                standing.field("grade") == standing.table.vocabulary.known(asked.grade)
            )
        after = pages.read(asked.cursor, int)
        if after is not None:
            chosen = chosen & (standing.ids > min(after[0], ID_MAX))
        places = np.flatnonzero(chosen)
        listed = places[np.argsort(standing.ids[places])][: asked.limit + 1]
        shown, following = pages.page_of(
            standing.views(listed.tolist()), asked, lambda block: (block.id,)
        )
        return {"at": stood(request), "items": blocks_out(shown), "next": following}


@router.get("blocks/{block}", response={200: BlockPage, **REFUSED})
@needs(Scope.STRUCTURE)
def block(request: Call, block: Id, at: Query[At]) -> object:
    """One staffing block as it stands."""
    with reading():
        reference = Reference("block", block)
        now = stand(request, at, organisation_for(request, reference))
        found = now.view(reference)
        if not isinstance(found, Block):
            raise Problem(404, "not_standing")
        return BlockPage(at=stood(request), block=blocks_out([found])[0])


@router.get("blocks/{block}/history", response={200: History, **REFUSED})
@needs(Scope.STRUCTURE)
def block_history(request: Call, block: Id, at: Query[AsKnown]) -> object:
    """All that was decided of a staffing block, up to a record number."""
    with reading():
        return history_of(request, Reference("block", block), at)


@router.get("engagements", response={200: Engagements, **REFUSED})
@needs(Scope.PEOPLE)
def engagements(request: Call, asked: Query[EngagementsAsked]) -> object:
    """Who works beside posts in an organisation, in order of number: never counted as posts."""
    with reading():
        organisation = organisation_asked(request, asked.organisation)
        now = stand(request, asked, organisation)
        roots = roots_for(now, organisation, asked.unit)
        units = [id for root in roots for id in now.subtree(root)]
        after = pages.read(asked.cursor, int)
        found = sorted(
            engaged_in(request.namer, now, units, asked.manner or ""), key=lambda one: one.id
        )
        rest = [one for one in found if after is None or one.id > after[0]]
        shown, following = pages.page_of(rest[: asked.limit + 1], asked, lambda one: (one.id,))
        return {"at": stood(request), "items": engagements_out(now, shown), "next": following}


@router.get("engagements/{engagement}", response={200: EngagementPage, **REFUSED})
@needs(Scope.PEOPLE)
def engagement(request: Call, engagement: Id, at: Query[At]) -> object:
    """One engagement as it stands."""
    with reading():
        reference = Reference("engagement", engagement)
        now = stand(request, at, organisation_for(request, reference))
        found = now.view(reference)
        if not isinstance(found, Engagement):
            raise Problem(404, "not_standing")
        return EngagementPage(at=stood(request), engagement=engagements_out(now, [found])[0])


@router.get("engagements/{engagement}/history", response={200: History, **REFUSED})
@needs(Scope.PEOPLE)
def engagement_history(request: Call, engagement: Id, at: Query[AsKnown]) -> object:
    """All that was decided of an engagement, up to a record number."""
    with reading():
        return history_of(request, Reference("engagement", engagement), at)
