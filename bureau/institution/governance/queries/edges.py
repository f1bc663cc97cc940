"""Edges between instruments and reorganisations, as the wiring table asks for them."""

from collections.abc import Collection

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.institution.governance.models import EntryIntoForce
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.organisation.queries.edges import cited_edges
from bureau.web.requests import Reading

type Edges = list[tuple[Reference, Reference]]


def edges_of_instruments(actor: Actor, ids: Collection[int], at: Reading) -> Edges:
    """From the reorganisation that an instrument put in force."""
    rows = EntryIntoForce.objects.filter(instrument__in=ids)
    return _entered(rows.values_list("submission__reorganisation", "instrument"))


def edges_of_reorganisations(actor: Actor, ids: Collection[int], at: Reading) -> Edges:
    """From what a reorganisation cites, to the instruments by which it is in force."""
    rows = EntryIntoForce.objects.filter(submission__reorganisation__in=ids)
    entered = _entered(rows.values_list("submission__reorganisation", "instrument"))
    return [*cited_edges(KIND, ids, at), *entered]


def _entered(pairs: Collection[tuple[int, int]]) -> Edges:
    return [(Reference(KIND, case), Reference("instrument", one)) for case, one in pairs]
