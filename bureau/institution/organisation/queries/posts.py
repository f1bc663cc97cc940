"""The page of a post: where it stands, who is in it, what it is for, whom it reports to."""

from collections.abc import Iterable
from dataclasses import dataclass

from bureau.core.actors import Actor
from bureau.core.layout.boxes import PostState
from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.core.structure.views import Post, Unit
from bureau.institution.organisation.models import Place
from bureau.institution.organisation.queries.blocks import (
    BlockLine,
    block_lines,
    largest_first,
)
from bureau.institution.organisation.queries.charts import state_of
from bureau.institution.organisation.queries.descriptions import (
    Description,
    InForce,
    description,
    descriptions_of,
)
from bureau.institution.organisation.queries.holders import Holder, holders_to_come, holders_told
from bureau.institution.organisation.queries.lineage import Step, became, came_from
from bureau.institution.organisation.queries.names import names_for
from bureau.web import kinds
from bureau.web.multilingual import here

BLOCKS_MOST = 40


@dataclass(frozen=True, slots=True)
class Above:
    """One post in the chain of superiors, with who is in it."""

    post: Post
    title: str
    unit: Unit | None
    holders: tuple[Holder, ...]


@dataclass(frozen=True, slots=True)
class PostPage:
    """Everything one page says of a post as it stands; of descriptions that are written and not in
    force, one `awaited` and one `left`, on which no decision is awaited."""

    post: Post
    title: str
    path: tuple[Unit, ...]
    state: PostState
    holders: tuple[Holder, ...]
    coming: tuple[Holder, ...]
    heads: tuple[Unit, ...]
    place: str
    above: tuple[Above, ...]
    functional: tuple[Above, ...]
    description: Description | None
    awaited: InForce | None
    left: InForce | None
    was: tuple[Step, ...]
    became: tuple[Step, ...]
    blocks: tuple[BlockLine, ...]
    blocks_more: int


def post_page(actor: Actor, now: Snapshot, post: Post, organisation: int) -> PostPage:
    chain = now.chain(post.id)[1:]
    functional = now.superiors(post.id, "functional")
    names = names_for(actor, now, posts=[post, *chain, *functional])
    adoption = now.adoption_of(post.id)
    versions = seen_descriptions(actor, now, post.id)
    written = [each for each in versions if not each.spans]
    over = descriptions_over(actor, written)
    blocks = largest_first(now.blocks_below_post(post.id))

    def told(each: Post) -> Above:
        return Above(each, names.post(each), now.unit(each.unit), holders_told(now, names, each.id))

    return PostPage(
        post=post,
        title=names.post(post),
        path=now.path(post.unit),
        state=state_of(now, post),
        holders=holders_told(now, names, post.id),
        coming=holders_to_come(actor, now, post.id),
        heads=now.headed_by(post.id),
        place=place_names(organisation).get(post.duty_station, post.duty_station),
        above=tuple(told(each) for each in chain),
        functional=tuple(told(each) for each in functional),
        description=description(adoption.description) if adoption else None,
        awaited=next((each for each in written if each.id not in over), None),
        left=next((each for each in written if each.id in over), None),
        was=tuple(came_from(now, post.reference)),
        became=tuple(became(now, post.reference)),
        blocks=block_lines(now, blocks[:BLOCKS_MOST]),
        blocks_more=max(0, len(blocks) - BLOCKS_MOST),
    )


def seen_descriptions(actor: Actor, now: Snapshot, post: int) -> list[InForce]:
    """The versions of a post's description that the reader may see, newest first."""
    found = descriptions_of(now, post)
    seen = kinds.visible(actor, [Reference("description", each.id) for each in found])
    return [each for each in found if each.spans or Reference("description", each.id) in seen]


def descriptions_over(actor: Actor, versions: Iterable[InForce]) -> set[int]:
    """Of versions that are not in force on any day, those on which no decision is awaited."""
    asked = [Reference("description", each.id) for each in versions if not each.spans]
    return {reference.id for reference in kinds.over(actor, asked)}


def place_names(organisation: int) -> dict[str, str]:
    """What duty stations are called, by their code."""
    rows = Place.objects.filter(organisation=organisation).order_by("valid_from")
    return {row.code: here(row.name) for row in rows}
