"""Posts: many, one, what is on record of one, and its job descriptions."""

from datetime import date
from typing import Literal

import numpy as np
from ninja import Query, Router, Schema
from pydantic import Field

from bureau.core.references import ID_MAX, Reference
from bureau.core.scopes import Scope
from bureau.institution.organisation.api.histories import History, history_of
from bureau.institution.organisation.api.shapes import PostOut, Posts, posts_out, until
from bureau.institution.organisation.api.standing import (
    known,
    organisation_asked,
    organisation_for,
    roots_for,
    stand,
    stood,
)
from bureau.institution.organisation.api.units import LineageStep, steps_out
from bureau.institution.organisation.models import JobDescription
from bureau.institution.organisation.queries.descriptions import (
    InForce,
    WordedDuty,
    description_as_worded,
    descriptions_of,
)
from bureau.institution.organisation.queries.lineage import became, came_from
from bureau.institution.organisation.queries.posts import seen_descriptions
from bureau.institution.organisation.queries.staffing import Asked, chosen_posts
from bureau.record.journal.queries import reading
from bureau.web import kinds
from bureau.web.api import pages
from bureau.web.api.calls import Call, needs
from bureau.web.api.pages import Paged
from bureau.web.api.problems import REFUSED, Problem
from bureau.web.api.words import AsKnown, AsPlanned, At, Id, Known, Line, Said, Short, Stood, said
from bureau.web.formats import as_date

router = Router(tags=["posts"])


class PostsAsked(Paged, At):
    organisation: Id | None = None
    unit: Id | None = Field(None, description="Only posts in this unit and all below it.")
    grade: Short | None = None
    duty_station: Short | None = None
    state: Literal["encumbered", "vacant", "frozen"] | None = None
    text: Line | None = Field(None, description="In the number, the title or a holder's name.")


class PostPage(Schema):
    """A post with the chain of posts above it, and what it was and became."""

    at: Stood
    post: PostOut
    above: list[PostOut]
    functional: list[int]
    heads: list[int]
    was: list[LineageStep]
    became: list[LineageStep]


class InForceOut(Schema):
    valid_from: date
    valid_until: date | None


class DescriptionLine(Schema):
    """A version of a job description and the days on which it is in force; none: not adopted."""

    id: int
    version: int
    in_force: list[InForceOut]


class Descriptions(Schema):
    at: Known
    items: list[DescriptionLine]


class DutyOut(Schema):
    """A duty by its lasting identity, as this version words it, with its parts."""

    duty: int
    said: Said
    parts: list["DutyOut"]


class SectionLine(Schema):
    section: str
    said: Said


class DescriptionOut(Schema):
    """`in_force` are the days on which it is adopted, as known at the record number."""

    at: Known
    in_force: list[InForceOut]
    id: int
    post: int
    version: int
    title: Said
    direction: Said | None
    duties: list[DutyOut]
    lines: list[SectionLine]


@router.get("posts", response={200: Posts, **REFUSED})
@needs(Scope.STRUCTURE)
def posts(request: Call, asked: Query[PostsAsked]) -> object:
    """Posts of an organisation (yours where none is named), in order of their number in Bureau."""
    with reading():
        organisation = organisation_asked(request, asked.organisation)
        now = stand(request, asked, organisation)
        filters = Asked(
            grade=asked.grade or "",
            state=asked.state or "",
            duty_station=asked.duty_station or "",
            text=asked.text or "",
            roots=roots_for(now, organisation, asked.unit),
        )
        chosen = chosen_posts(request.namer, now, filters, organisation.pk)
        standing = now.standing("post")
        after = pages.read(asked.cursor, int)
        if after is not None:
            chosen = chosen & (standing.ids > min(after[0], ID_MAX))
        places = np.flatnonzero(chosen)[: asked.limit + 1]
        shown, following = pages.page_of(
            standing.views(places.tolist()), asked, lambda post: (post.id,)
        )
        items = posts_out(request.namer, now, shown)
        return {"at": stood(request), "items": items, "next": following}


@router.get("posts/{post}", response={200: PostPage, **REFUSED})
@needs(Scope.STRUCTURE)
def post(request: Call, post: Id, at: Query[At]) -> object:
    """One post as it stands."""
    with reading():
        now = stand(request, at, organisation_for(request, Reference("post", post)))
        found = now.post(post)
        if found is None:
            raise Problem(404, "not_standing")
        own, *above = posts_out(request.namer, now, now.chain(post))
        return PostPage(
            at=stood(request),
            post=own,
            above=above,
            functional=[each.id for each in now.superiors(post, "functional")],
            heads=[each.id for each in now.headed_by(post)],
            was=steps_out(came_from(now, found.reference)),
            became=steps_out(became(now, found.reference)),
        )


@router.get("posts/{post}/history", response={200: History, **REFUSED})
@needs(Scope.STRUCTURE)
def post_history(request: Call, post: Id, at: Query[AsKnown]) -> object:
    """All that was decided of a post and what hangs on it, up to a record number."""
    with reading():
        return history_of(request, Reference("post", post), at)


@router.get("posts/{post}/descriptions", response={200: Descriptions, **REFUSED})
@needs(Scope.STRUCTURE)
def post_descriptions(request: Call, post: Id, at: Query[AsPlanned]) -> object:
    """The versions of a post's job description that you may see, newest first."""
    with reading():
        now = stand(request, at, organisation_for(request, Reference("post", post)))
        if not now.columns.versions_of(Reference("post", post)):
            raise Problem(404, "not_standing")
        items = [
            DescriptionLine(
                id=each.id,
                version=each.version,
                in_force=_in_force(each),
            )
            for each in seen_descriptions(request.actor, now, post)
        ]
        return {"at": known(request), "items": items}


@router.get("descriptions/{description}", response={200: DescriptionOut, **REFUSED})
@needs(Scope.STRUCTURE)
def description(request: Call, description: Id, at: Query[AsPlanned]) -> object:
    """One version of a job description, in all languages that it has, and when it is in force."""
    with reading():
        now = stand(request, at)
        reference = Reference("description", description)
        if reference not in kinds.visible(request.actor, [reference]):
            raise Problem(404, "nothing_there")
        row = JobDescription.objects.get(pk=description)
        worded = description_as_worded(description)
        versions = descriptions_of(now, row.post_id)
        return DescriptionOut(
            at=known(request),
            in_force=[days for one in versions if one.id == description for days in _in_force(one)],
            id=description,
            post=row.post_id,
            version=row.version,
            title=said(worded.title),
            direction=said(worded.direction) if worded.direction else None,
            duties=[_duty(each) for each in worded.duties],
            lines=[SectionLine(section=name, said=said(text)) for name, text in worded.lines],
        )


def _in_force(version: InForce) -> list[InForceOut]:
    return [
        InForceOut(valid_from=as_date(first), valid_until=until(end))
        for first, end in version.spans
    ]


def _duty(duty: WordedDuty) -> DutyOut:
    parts = [_duty(each) for each in duty.parts]
    return DutyOut(duty=duty.duty, said=said(duty.said), parts=parts)
