"""Units, posts and what hangs on them as an answer says them; names of people where allowed."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from ninja import Schema

from bureau.core.actors import Actor
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Block, Engagement, Post, Unit
from bureau.institution.organisation.models import Wording
from bureau.institution.organisation.permissions import may_see_names
from bureau.institution.organisation.queries.charts import state_of
from bureau.institution.organisation.queries.engagements import engaged_lines
from bureau.record.accounts.queries import people_by_id
from bureau.web.api.words import Said, Stood, said
from bureau.web.formats import as_date


class Holder(Schema):
    """Who is on a post; `share` in hundredths, `manner` holder, acting or lien."""

    incumbency: int
    person: int
    name: str
    share: int
    manner: str
    valid_from: date
    valid_until: date | None


class UnitOut(Schema):
    """A unit as it stands; posts are counted in it and in all below it (`all_`)."""

    id: int
    code: str
    name: Said | None
    kind: str
    parent: int | None
    head: int | None
    order: int
    posts: int
    vacant: int
    frozen: int
    all_posts: int
    all_vacant: int
    all_frozen: int
    valid_from: date
    valid_until: date | None


class PostOut(Schema):
    """A post as it stands; `fte` in hundredths. `holders` is empty where names are not for you."""

    id: int
    number: str
    title: Said | None
    grade: str
    unit: int
    duty_station: str
    funding: str
    category: str
    contract: str
    fte: int
    state: str
    reports_to: int | None
    description: int | None
    holders: list[Holder]
    valid_from: date
    valid_until: date | None


class BlockOut(Schema):
    """A counted number of like posts of a unit, without identities; `fte` in hundredths."""

    id: int
    title: Said | None
    grade: str
    unit: int
    superior: int | None
    fte: int
    valid_from: date
    valid_until: date | None


class EngagementOut(Schema):
    """A person's work in a unit without a post of the establishment: in no count of posts.

    `manner` is secondment, loan, consultant, intern or volunteer; `sender` the body that sends
    them, "" where none does. `begun` is the first day of all, `until` the first without it.
    """

    id: int
    unit: int
    person: int
    name: str
    manner: str
    sender: str
    supervisor: int | None
    begun: date
    until: date | None
    valid_from: date
    valid_until: date | None


class Units(Schema):
    at: Stood
    items: list[UnitOut]
    next: str | None


class Posts(Schema):
    at: Stood
    items: list[PostOut]
    next: str | None


class Blocks(Schema):
    at: Stood
    items: list[BlockOut]
    next: str | None


class Engagements(Schema):
    at: Stood
    items: list[EngagementOut]
    next: str | None


def until(day: int | None) -> date | None:
    return as_date(day) if day is not None else None


def units_out(now: Snapshot, units: Sequence[Unit]) -> list[UnitOut]:
    """Many in one read of wordings."""
    words = _words(unit.name for unit in units)
    counts = now.roll_up_all()
    found = []
    for unit in units:
        own, all_ = counts[unit.id].own, counts[unit.id].subtree
        found.append(
            UnitOut(
                id=unit.id,
                code=unit.code,
                name=words.get(unit.name),
                kind=unit.kind,
                parent=unit.parent,
                head=unit.head,
                order=unit.order,
                posts=own.posts,
                vacant=own.vacant,
                frozen=own.frozen,
                all_posts=all_.posts,
                all_vacant=all_.vacant,
                all_frozen=all_.frozen,
                valid_from=as_date(unit.valid_from),
                valid_until=until(unit.valid_until),
            )
        )
    return found


def posts_out(namer: Actor, now: Snapshot, posts: Sequence[Post]) -> list[PostOut]:
    """Many in two reads: wordings, and people where `namer` may see their names."""
    words = _words(post.title for post in posts)
    held = {post.id: now.incumbencies_of(post.id) for post in posts}
    people = (
        people_by_id(one.person for each in held.values() for one in each)
        if may_see_names(namer)
        else {}
    )
    found = []
    for post in posts:
        superior, adoption = now.superior(post.id), now.adoption_of(post.id)
        found.append(
            PostOut(
                **_plain(post),
                title=words.get(post.title),
                state=str(state_of(now, post)),
                reports_to=superior.id if superior else None,
                description=adoption.description if adoption else None,
                holders=[
                    Holder(
                        incumbency=one.id,
                        person=one.person,
                        name=people[one.person].name,
                        share=one.share,
                        manner=one.manner,
                        valid_from=as_date(one.valid_from),
                        valid_until=until(one.valid_until),
                    )
                    for one in held[post.id]
                    if one.person in people
                ],
            )
        )
    return found


def blocks_out(blocks: Sequence[Block]) -> list[BlockOut]:
    """Many in one read of wordings."""
    words = _words(block.title for block in blocks)
    return [
        BlockOut(
            id=block.id,
            title=words.get(block.title),
            grade=block.grade,
            unit=block.unit,
            superior=block.superior,
            fte=block.fte,
            valid_from=as_date(block.valid_from),
            valid_until=until(block.valid_until),
        )
        for block in blocks
    ]


def engagements_out(now: Snapshot, engagements: Sequence[Engagement]) -> list[EngagementOut]:
    """For a reader who may see names, as `engaged_in` gives them."""
    return [
        EngagementOut(
            id=line.engagement.id,
            unit=line.engagement.unit,
            person=line.engagement.person,
            name=line.person,
            manner=line.engagement.manner,
            sender=line.engagement.sender,
            supervisor=line.engagement.supervisor,
            begun=as_date(line.begun),
            until=until(line.until),
            valid_from=as_date(line.engagement.valid_from),
            valid_until=until(line.engagement.valid_until),
        )
        for line in engaged_lines(now, engagements)
    ]


def _plain(post: Post) -> dict[str, Any]:
    return {
        "id": post.id,
        "number": post.number,
        "grade": post.grade,
        "unit": post.unit,
        "duty_station": post.duty_station,
        "funding": post.funding,
        "category": post.category,
        "contract": post.contract,
        "fte": post.fte,
        "valid_from": as_date(post.valid_from),
        "valid_until": until(post.valid_until),
    }


def _words(ids: Iterable[int]) -> dict[int, Said]:
    return {row.pk: said(row.said) for row in Wording.objects.filter(pk__in=set(ids))}
