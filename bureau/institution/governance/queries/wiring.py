"""What the wiring table asks of reorganisations; labels and lines of words are in `texts`."""

from collections.abc import Collection

from bureau.core.actors import Actor
from bureau.core.structure.overlay import Overlay
from bureau.institution.governance.models import Reorganisation
from bureau.institution.governance.queries.previews import overlay_of
from bureau.institution.governance.queries.reorganisations import seen_by


def visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """The reorganisations that the actor may see."""
    return set(seen_by(actor, ids))


def owner(actor: Actor, ids: Collection[int]) -> dict[int, int | None]:
    """The post in which each was begun."""
    rows = Reorganisation.objects.filter(pk__in=visible(actor, ids))
    return dict(rows.values_list("pk", "author_post"))


def plans(actor: Actor) -> list[int]:
    """Those to look through: drafts, and what is on its way as long as not all is in force."""
    return [number for number, seen in seen_by(actor).items() if not seen.is_over]


def overlay(actor: Actor, reorganisation: int) -> Overlay | None:
    """What it lays on the structure, None where the actor may not see it."""
    seen = seen_by(actor, [reorganisation]).get(reorganisation)
    return overlay_of(seen) if seen else None
