"""Deeds on ceilings: amounts and periods, proposed and settled."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from bureau.config.proving import acts
from bureau.config.proving.deeds.deed import Deed
from bureau.config.shell import actor_with_login
from bureau.institution.governance.models import Ceiling, CeilingProposal
from bureau.institution.governance.services import ceilings
from bureau.web.multilingual import text


def deeds() -> Iterator[Deed]:
    by = actor_with_login(acts.AUTHOR)
    ceiling = Ceiling.objects.order_by("pk")[0]
    basis = ceiling.basis_minor + 100
    yield lambda: ceilings.move_basis(
        by, ceiling=ceiling.pk, basis_minor=basis, basis=text(en="Credits")
    )
    yield from _proposed(ceiling, basis)


def _proposed(ceiling: Ceiling, basis: int) -> Iterator[Deed]:
    """One moves the amount and sets another period, another confirms the one and the first gives
    the other up."""
    by, other = actor_with_login(acts.AUTHOR), actor_with_login("administrator")
    where = text(en="Credits")
    yield lambda: ceilings.propose_basis(by, ceiling=ceiling.pk, basis_minor=basis, basis=where)
    moved = CeilingProposal.objects.order_by("-pk")[0].pk
    yield lambda: ceilings.settle_ceiling(other, proposal=moved, is_confirmed=True)
    yield lambda: ceilings.propose_ceiling(
        by,
        organisation=ceiling.organisation_id,
        said=replace(
            ceilings.CeilingSaid.of(ceiling),
            valid_from=date(2900, 1, 1),
            valid_until=None,
            basis_minor=basis,
            basis=where,
        ),
    )
    set_up = CeilingProposal.objects.order_by("-pk")[0].pk
    yield lambda: ceilings.settle_ceiling(by, proposal=set_up, is_confirmed=False)
