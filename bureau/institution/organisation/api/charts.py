"""A part of the structure as a whole, as linked data, and what differs between two moments."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from bureau.core.references import Reference
from bureau.core.scopes import Scope
from bureau.documents import linked_data
from bureau.documents.organigrams import Organigram
from bureau.institution.organisation.api.shapes import (
    BlockOut,
    EngagementOut,
    PostOut,
    UnitOut,
    blocks_out,
    engagements_out,
    posts_out,
    units_out,
)
from bureau.institution.organisation.api.standing import organisation_for, stand, stood
from bureau.institution.organisation.queries.asked import Side
from bureau.institution.organisation.queries.called import called
from bureau.institution.organisation.queries.change_rows import row_of
from bureau.institution.organisation.queries.differences import Compared
from bureau.institution.organisation.queries.engagements import engaged_in
from bureau.institution.organisation.queries.exports import organigram_of
from bureau.institution.organisation.queries.history import hidden_kinds
from bureau.record.journal.queries import reading
from bureau.web.api.calls import Call, needs
from bureau.web.api.problems import REFUSED, Problem
from bureau.web.api.words import At, Day, Id, PlanAsked, RecordedAsked, Stood

router = Router(tags=["charts"])
POSTS_MOST = 5_000


class ChartAsked(At):
    posts: bool = Field(
        True, description="With all posts and what stands beside them, or units alone."
    )


class Chart(Schema):
    """A unit and all below it, in the order of the chart: those above come first.

    `engagements` is empty where names are not for you.
    """

    at: Stood
    units: list[UnitOut]
    posts: list[PostOut]
    blocks: list[BlockOut]
    engagements: list[EngagementOut]


class CompareAsked(At):
    from_valid: Day | None = Field(
        None, description="The day before; with a plan the same day, else the day before it."
    )
    from_recorded: RecordedAsked | None = None
    from_plan: PlanAsked | None = None


class ChangeOut(Schema):
    """What happened to a thing, in codes, post numbers and words, each of its own side."""

    change: str
    kind: str
    id: int
    subject: str
    before: Any
    after: Any


class Comparison(Schema):
    """`carried` came about only because what a thing hung on was merged, split or replaced."""

    before: Stood
    after: Stood
    changes: list[ChangeOut]
    carried: list[ChangeOut]


@router.get("chart/{unit}", response={200: Chart, **REFUSED})
@needs(Scope.STRUCTURE)
def chart(request: Call, unit: Id, asked: Query[ChartAsked]) -> object:
    """The chart of a unit: all units below it and, where not left out, their posts."""
    with reading():
        now = stand(request, asked, organisation_for(request, Reference("unit", unit)))
        if now.unit(unit) is None:
            raise Problem(404, "not_standing")
        units = [found for id in now.subtree(unit) if (found := now.unit(id))]
        posts = now.posts_under(unit) if asked.posts else ()
        blocks = now.blocks_under(unit) if asked.posts else ()
        engaged = engaged_in(request.namer, now, now.subtree(unit)) if asked.posts else []
        if max(len(posts), len(blocks), len(engaged)) > POSTS_MOST:
            raise Problem(422, "too_many_posts", {"most": POSTS_MOST}, "posts")
        return Chart(
            at=stood(request),
            units=units_out(now, units),
            posts=posts_out(request.namer, now, posts),
            blocks=blocks_out(blocks),
            engagements=engagements_out(now, engaged),
        )


@router.get("chart/{unit}/jsonld", response=REFUSED, openapi_extra={"x-media": "ld+json"})
@needs(Scope.STRUCTURE)
def chart_json_ld(request: Call, unit: Id, at: Query[At]) -> HttpResponse:
    """The chart as W3C ORG in JSON-LD."""
    written = linked_data.json_ld_text(_organigram(request, unit, at))
    return HttpResponse(written, content_type="application/ld+json; charset=utf-8")


@router.get("chart/{unit}/turtle", response=REFUSED, openapi_extra={"x-media": "turtle"})
@needs(Scope.STRUCTURE)
def chart_turtle(request: Call, unit: Id, at: Query[At]) -> HttpResponse:
    """The chart as W3C ORG in Turtle."""
    written = linked_data.turtle_text(_organigram(request, unit, at))
    return HttpResponse(written, content_type="text/turtle; charset=utf-8")


def _organigram(request: Call, unit: int, at: At) -> Organigram:
    with reading():
        organisation = organisation_for(request, Reference("unit", unit))
        now = stand(request, at, organisation)
        if now.unit(unit) is None:
            raise Problem(404, "not_standing")
        return organigram_of(request.namer, organisation, now, unit, plan=request.reading.plan_name)


@router.get("compare/{unit}", response={200: Comparison, **REFUSED})
@needs(Scope.STRUCTURE)
def compare(request: Call, unit: Id, asked: Query[CompareAsked]) -> object:
    """What differs within a unit between two moments, or between a plan and what is in force."""
    with reading():
        day = asked.from_valid
        organisation = organisation_for(request, Reference("unit", unit))
        stand(request, asked, organisation)
        if day is None and asked.plan is None:
            day = request.reading.today - timedelta(days=1)
            day = asked.valid - timedelta(days=1) if asked.valid else day
        after, after_said = _side(request), stood(request)
        before_at = At(
            valid=day or asked.valid,
            recorded=asked.from_recorded or asked.recorded,
            plan=asked.from_plan,
        )
        stand(request, before_at, organisation)
        before, before_said = _side(request), stood(request)
        compared = Compared(before.snapshot(), after.snapshot(), unit, hidden_kinds(request.namer))
        if compared.unit_of(unit) is None:
            raise Problem(404, "not_standing")
        words = called(request.namer, compared)
        told = [
            [ChangeOut(id=one.subject.id, **_plain(row_of(one, words))) for one in listed]
            for listed in (compared.difference.changes, compared.difference.carried)
        ]
        return Comparison(before=before_said, after=after_said, changes=told[0], carried=told[1])


def _side(request: Call) -> Side:
    return Side(request.reading.at, request.reading.overlay, request.reading.plan_name)


def _plain(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("change", "kind", "subject", "before", "after")}
