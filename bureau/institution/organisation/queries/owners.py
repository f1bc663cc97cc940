"""Who speaks for a post that owns something, and which posts may own."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation.models import Organisation, Post, PostVersion
from bureau.institution.organisation.queries.lineage import called
from bureau.institution.organisation.queries.structure import (
    in_force_by_post,
    roots_of,
    today_in_force,
)
from bureau.web.picking import Option


def posts_led(actor: Actor, posts: Iterable[int]) -> set[int]:
    """Those of these posts for which the actor speaks: posts that they hold, and posts of a unit
    that a post of theirs heads. Of a head, the unit above counts."""
    wanted = set(posts)
    others = in_force_by_post(wanted - actor.posts) if actor.posts else {}
    led = {post for post, now in others.items() if _heads_over(now, post) & actor.posts}
    return wanted & actor.posts | led


def _heads_over(now: Snapshot, post: int) -> set[int]:
    """The head of the unit of a post; of a post that heads it, the head of the unit above."""
    found = now.post(post)
    path = now.path(found.unit) if found else ()
    heads = [unit.head for unit in reversed(path) if unit.head and unit.head != post]
    own = path[-1].head if path else None
    return {own} if own and own != post else set(heads[:1])


def heads_a_unit(actor: Actor) -> bool:
    """Whether a post of the actor heads a unit today."""
    return any(now.headed_by(post) for post, now in in_force_by_post(actor.posts).items())


def organisation_of_post(post: int) -> int:
    """The number of the organisation of a post; ObjectDoesNotExist where none is decided under this
    number, as where it is only drafted."""
    decided = Post.objects.filter(Exists(PostVersion.objects.filter(subject=OuterRef("pk"))))
    return int(decided.values_list("organisation", flat=True).get(pk=post))


def posts_offered(organisation: int) -> list[Option]:
    """Every post of an organisation that stands today, by number."""
    now = today_in_force(Organisation.objects.get(pk=organisation))
    units = {unit for root in roots_of(now, organisation) for unit in now.subtree(root)}
    posts = [Reference("post", post.id) for post in now.posts() if post.unit in units]
    named = [(post.id, one.whole) for post, one in called(posts, now).items()]
    return sorted(named, key=lambda option: option[1])
