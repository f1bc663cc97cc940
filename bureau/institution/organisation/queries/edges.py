"""Edges from mandate to duty, as the wiring table asks for them: (what is above, what is below).

Each function answers for many things of one kind with every edge that touches one of them, as the
structure stands where the reader looks from.
"""

from collections.abc import Collection, Iterable, Iterator

from django.db.models import Q

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.instruments.models import PlanLine, Provision
from bureau.institution.instruments.queries.citations import (
    citations_by,
    citations_of,
    subject_of,
    target_of,
)
from bureau.institution.organisation.models import Effect
from bureau.institution.organisation.queries.duties import duties_called, duties_held
from bureau.institution.organisation.queries.structure import snapshot
from bureau.web.formats import as_date
from bureau.web.requests import Reading

type Edges = list[tuple[Reference, Reference]]


def edges_of_instruments(actor: Actor, ids: Collection[int], at: Reading) -> Edges:
    """To its provisions, and to the units and posts of which it decided anything."""
    rows = Provision.objects.filter(instrument__in=ids)
    found = [
        (Reference("instrument", of), Reference("provision", pk))
        for pk, of in rows.values_list("pk", "instrument")
    ]
    effects = Effect.objects.filter(
        instrument__in=ids, kind__in=("unit", "post"), record__lte=at.at.recorded
    )
    pairs = effects.order_by().values_list("instrument", "kind", "subject").distinct()
    return found + [
        (Reference("instrument", instrument), Reference(kind, subject))
        for instrument, kind, subject in pairs
    ]


def edges_of_provisions(actor: Actor, ids: Collection[int], at: Reading) -> Edges:
    """From its instrument and the part it stands under, to its parts and to what cites it."""
    rows = Provision.objects.filter(Q(pk__in=ids) | Q(under__in=ids))
    found: Edges = []
    for pk, instrument, under in rows.values_list("pk", "instrument", "under"):
        part = Reference("provision", pk)
        if pk in ids:
            found.append((Reference("instrument", instrument), part))
        if under:
            found.append((Reference("provision", under), part))
    cited = citations_of(as_date(at.at.valid), provisions=ids)
    return found + [(target_of(row), subject_of(row)) for row in cited]


def edges_of_elements(actor: Actor, ids: Collection[int], at: Reading) -> Edges:
    """To what cites it, and between what stands under what in the versions adopted."""
    rows = PlanLine.objects.filter(
        Q(element__in=ids) | Q(under__element__in=ids),
        under__isnull=False,
        version__instrument__isnull=False,
    )
    found = {
        (Reference("plan_element", above), Reference("plan_element", below))
        for above, below in rows.values_list("under__element", "element")
    }
    cited = citations_of(as_date(at.at.valid), elements=ids)
    return [*sorted(found), *((target_of(row), subject_of(row)) for row in cited)]


def edges_of_units(actor: Actor, ids: Collection[int], at: Reading) -> Edges:
    """From what it cites and the unit above, to the units and posts right below."""
    now = snapshot(at.at, at.overlay)
    found = list(cited_edges("unit", ids, at))
    for id in ids:
        unit = now.unit(id)
        if unit is None:
            continue
        if unit.parent:
            found.append((Reference("unit", unit.parent), unit.reference))
        found += [(unit.reference, child.reference) for child in now.children(id)]
        found += [(unit.reference, post.reference) for post in now.posts_of(id)]
    return found


def edges_of_posts(actor: Actor, ids: Collection[int], at: Reading) -> Edges:
    """From what it cites and its unit, to the duties of the description in force."""
    now = snapshot(at.at, at.overlay)
    found = list(cited_edges("post", ids, at))
    for id in ids:
        if post := now.post(id):
            found.append((Reference("unit", post.unit), post.reference))
    held = duties_held(now, set(ids))
    return found + [(Reference("post", one.post), Reference("duty", one.duty)) for one in held]


def edges_of_duties(actor: Actor, ids: Collection[int], at: Reading) -> Edges:
    """From what it cites, and from the post that has it."""
    return [*cited_edges("duty", ids, at), *_posts_of_duties(ids, snapshot(at.at, at.overlay))]


def cited_edges(
    kind: str, ids: Iterable[int], at: Reading
) -> Iterator[tuple[Reference, Reference]]:
    """From what things of one kind cite to these things."""
    rows = citations_by([Reference(kind, id) for id in ids], as_date(at.at.valid))
    return ((target_of(row), subject_of(row)) for row in rows)


def _posts_of_duties(ids: Collection[int], now: Snapshot) -> Iterator[tuple[Reference, Reference]]:
    for one in duties_called(ids, now).values():
        if one.is_in_force:
            yield Reference("post", one.post), Reference("duty", one.duty)
