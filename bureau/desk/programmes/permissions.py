"""Who sees the work of a department, who adds to it and who changes it."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from bureau.core.actors import Actor, Role
from bureau.desk.programmes.models import Edition, Initiative, Pillar
from bureau.institution.organisation.queries.owners import heads_a_unit, posts_led


def initiatives_seen(actor: Actor) -> QuerySet[Initiative]:
    """Those of the actor's organisation; auditors and administrators see all."""
    rows = Initiative.objects.all()
    if actor.is_auditor() or actor.is_administrator():
        return rows
    return rows.filter(organisation=actor.organisation) if actor.person else rows.none()


def pillars_seen(actor: Actor) -> QuerySet[Pillar]:
    return Pillar.objects.filter(initiative__in=initiatives_seen(actor))


def editions_seen(actor: Actor) -> QuerySet[Edition]:
    return Edition.objects.filter(initiative__in=initiatives_seen(actor))


def may_add(actor: Actor) -> bool:
    """Heads of units and organisation officers; services ask for the owner post besides."""
    return not actor.prepares_for and (actor.has(Role.ORGANISATION_OFFICER) or heads_a_unit(actor))


def may_own(actor: Actor, organisation: int, post: int) -> bool:
    """Whether the actor holds the post, heads its unit, or is the organisation officer."""
    if actor.prepares_for:
        return False
    return actor.has_in(organisation, Role.ORGANISATION_OFFICER) or bool(posts_led(actor, [post]))


def initiatives_changeable(actor: Actor, rows: Sequence[Any]) -> set[int]:
    """Those of these initiatives that the actor may change."""
    led = set() if actor.prepares_for else posts_led(actor, [row.post_id for row in rows])
    return {
        row.pk
        for row in rows
        if row.post_id in led
        or (not actor.prepares_for and actor.has_in(row.organisation_id, Role.ORGANISATION_OFFICER))
    }


def parts_changeable(actor: Actor, rows: Sequence[Any]) -> set[int]:
    """Those of these pillars or editions whose initiative the actor may change."""
    of = Initiative.objects.filter(pk__in={row.initiative_id for row in rows})
    may = initiatives_changeable(actor, list(of))
    return {row.pk for row in rows if row.initiative_id in may}
