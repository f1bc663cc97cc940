"""Duties as things of their own: which are in force, what each is called and by whom it is held."""

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from bureau.core.actors import Actor
from bureau.core.instruments.orphans import Held
from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation.models import DescriptionDuty
from bureau.institution.organisation.queries.lineage import called
from bureau.institution.organisation.queries.structure import today_in_force
from bureau.web import kinds
from bureau.web.answers import Label
from bureau.web.multilingual import here

LETTERS_SHOWN = 90


@dataclass(frozen=True, slots=True)
class DutyCalled:
    """A duty as a description words it, and the post that has it."""

    duty: int
    post: int
    said: str
    is_in_force: bool


def descriptions_in_force(now: Snapshot) -> dict[int, int]:
    """The descriptions in force in the snapshot, each with its post; the latest where several."""
    adoptions = now.standing("adoption")
    rows = sorted(
        zip(
            adoptions.field("valid_from").tolist(),
            adoptions.ids.tolist(),
            adoptions.field("post").tolist(),
            adoptions.field("description").tolist(),
            strict=True,
        )
    )
    latest = {post: description for _from, _id, post, description in rows}
    return {description: post for post, description in latest.items()}


def duties_held(now: Snapshot, posts: Collection[int] | None = None) -> list[Held]:
    """Every duty that a description in force names, with its post (of these alone, or of all)."""
    in_force = {
        description: post
        for description, post in descriptions_in_force(now).items()
        if posts is None or post in posts
    }
    rows = DescriptionDuty.objects.all()
    if posts is not None:
        rows = rows.filter(description__in=in_force)
    found = rows.order_by("pk").values_list("duty", "description", "under__duty")
    return [
        Held(duty, in_force[description], under)
        for duty, description, under in found
        if description in in_force
    ]


def duties_called(duties: Collection[int], now: Snapshot) -> dict[int, DutyCalled]:
    """Each duty as the description in force words it, else as the newest one did."""
    in_force = descriptions_in_force(now)
    rows = DescriptionDuty.objects.filter(duty__in=duties).order_by("description")
    found: dict[int, DutyCalled] = {}
    for row in rows.select_related("wording", "description"):
        known = found.get(row.duty_id)
        is_in_force = row.description_id in in_force
        if known is None or is_in_force or not known.is_in_force:
            said, post = here(row.wording.said), row.description.post_id
            found[row.duty_id] = DutyCalled(row.duty_id, post, said, is_in_force)
    return found


def duties_described(actor: Actor, ids: Collection[int]) -> dict[int, Label]:
    """By its words, shortened, and the number of the post that has it."""
    now = today_in_force()
    found = duties_called(ids, now)
    posts = called([Reference("post", one.post) for one in found.values()], now)
    return {
        duty: Label(
            _("{duty} (duty of {post})").format(
                duty=Truncator(one.said).chars(LETTERS_SHOWN),
                post=posts[Reference("post", one.post)].short,
            ),
            f"{reverse('post', args=[one.post])}#duty-{duty}",
        )
        for duty, one in found.items()
        if Reference("post", one.post) in posts
    }


def duties_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """Whoever sees a description sees the duties that it names."""
    rows = set(DescriptionDuty.objects.filter(duty__in=ids).values_list("duty", "description"))
    seen = kinds.visible(actor, [Reference("description", number) for _duty, number in rows])
    return {duty for duty, number in rows if Reference("description", number) in seen}


def duties_owned(actor: Actor, ids: Collection[int]) -> dict[int, int | None]:
    """A duty is owned by the post that has it."""
    return {duty: one.post for duty, one in duties_called(ids, today_in_force()).items()}
