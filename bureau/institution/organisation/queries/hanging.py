"""What of reference data names a unit or post: offices, roles of posts, delegations.

Asked for many at a time, as the wiring table asks; only what has not ended counts. Who may see it:
`powers.py`, but for offices.
"""

from collections.abc import Collection, Iterable

from django.db.models import Q

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.institution.organisation.models import Delegation, Office, PostRole
from bureau.institution.organisation.queries.structure import not_over
from bureau.institution.organisation.queries.wiring import organisations_visible

type Pairs = list[tuple[Reference, Reference]]


def offices_hanging(ended: Collection[Reference]) -> Pairs:
    """Offices that a post bears which ends."""
    rows = Office.objects.filter(not_over("organisation"), post__in=_ids(ended, "post"))
    return [(Reference("post", row.post_id), Reference("office", row.pk)) for row in rows]


def roles_hanging(ended: Collection[Reference]) -> Pairs:
    """Roles over a body, of a post that ends: nobody would record what the body decides."""
    rows = PostRole.objects.filter(
        _of_post(), post__in=_ids(ended, "post"), scope_kind="body", scope__isnull=False
    )
    return [(Reference("post", row.post_id), Reference("post_role", row.pk)) for row in rows]


def roles_lapsing(ended: Collection[Reference]) -> Pairs:
    """Every other role of a post that ends, and those over a unit that ends."""
    posts, units = _ids(ended, "post"), _ids(ended, "unit")
    over = Q(scope_kind="unit", scope__in=units)
    rows = PostRole.objects.filter(_of_post(), Q(post__in=posts) | over).exclude(scope_kind="body")
    found = []
    for row in rows:
        role = Reference("post_role", row.pk)
        if row.post_id in posts:
            found.append((Reference("post", row.post_id), role))
        elif row.scope is not None:
            found.append((Reference("unit", row.scope), role))
    return found


def delegations_lapsing(ended: Collection[Reference]) -> Pairs:
    rows = Delegation.objects.filter(_of_post(), post__in=_ids(ended, "post"))
    return [(Reference("post", row.post_id), Reference("delegation", row.pk)) for row in rows]


def offices_visible(actor: Actor, ids: Collection[int]) -> set[int]:
    """To those signed in, of the organisations that they see."""
    if actor.person is None:
        return set()
    pairs = list(Office.objects.filter(pk__in=ids).values_list("pk", "organisation"))
    seen = organisations_visible(actor, {of for _number, of in pairs})
    return {number for number, of in pairs if of in seen}


def _of_post() -> Q:
    return not_over("post__organisation")


def _ids(ended: Iterable[Reference], kind: str) -> set[int]:
    return {each.id for each in ended if each.kind == kind}
