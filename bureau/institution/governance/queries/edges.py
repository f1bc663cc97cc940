"""Edges between instruments and the cases they put in force, as the wiring table asks for them."""

from collections.abc import Collection

from django.db.models import Q

from bureau.core.actors import Actor
from bureau.core.references import Reference
from bureau.institution.finance.queries.voting import KIND as BUDGET_PROPOSAL
from bureau.institution.governance.models import BudgetEntry, EntryIntoForce
from bureau.institution.governance.queries.reorganisations import KIND
from bureau.institution.organisation.queries.edges import cited_edges
from bureau.web.requests import Reading

type Edges = list[tuple[Reference, Reference]]


def edges_of_instruments(actor: Actor, ids: Collection[int], at: Reading) -> Edges:
    """From the reorganisation or budget proposal that an instrument put in force, and from what the
    rule rests on by which that was decided."""
    rows = EntryIntoForce.objects.filter(instrument__in=ids)
    voted = BudgetEntry.objects.filter(instrument__in=ids)
    return [
        *_entered(KIND, rows.values_list("submission__reorganisation", "instrument")),
        *_entered(BUDGET_PROPOSAL, voted.values_list("submission__proposal", "instrument")),
        *_decided_under(ids, at),
    ]


def _decided_under(ids: Collection[int], at: Reading) -> Edges:
    """From an instrument to those by which something is in force, by a rule that rests on it."""
    around = Q(act__rule__instrument__in=ids) | Q(instrument__in=ids)
    rows = EntryIntoForce.objects.filter(
        around, record__lte=at.at.recorded, act__rule__isnull=False
    )
    return _entered("instrument", rows.values_list("act__rule__instrument", "instrument"))


def edges_of_budget_proposals(actor: Actor, ids: Collection[int], at: Reading) -> Edges:
    """To the instruments under which it is voted."""
    rows = BudgetEntry.objects.filter(submission__proposal__in=ids)
    return _entered(BUDGET_PROPOSAL, rows.values_list("submission__proposal", "instrument"))


def edges_of_reorganisations(actor: Actor, ids: Collection[int], at: Reading) -> Edges:
    """From what a reorganisation cites, to the instruments by which it is in force."""
    rows = EntryIntoForce.objects.filter(submission__reorganisation__in=ids)
    entered = _entered(KIND, rows.values_list("submission__reorganisation", "instrument"))
    return [*cited_edges(KIND, ids, at), *entered]


def _entered(kind: str, pairs: Collection[tuple[int, int]]) -> Edges:
    return [(Reference(kind, case), Reference("instrument", one)) for case, one in pairs]
