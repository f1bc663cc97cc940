"""Caps and ceilings as deeds: set, moved, taken from, let go."""

from collections.abc import Callable, Iterator

from bureau.config.proving import acts
from bureau.config.shell import actor_with_login
from bureau.core.pools import HoldState
from bureau.core.references import Reference
from bureau.institution.governance.models import Ceiling
from bureau.institution.governance.services import delegated
from bureau.institution.organisation.models import Organisation
from bureau.institution.pools.models import Hold
from bureau.institution.pools.services.caps import move_cap, open_pool
from bureau.institution.pools.services.holds import move_hold, take
from bureau.web.multilingual import text

type Deed = Callable[[], object]


def deeds() -> Iterator[Deed]:
    by, organisation = actor_with_login(acts.AUTHOR), Organisation.objects.get().pk
    ceiling = Ceiling.objects.order_by("pk")[0]
    basis = ceiling.basis_minor + 100
    yield lambda: delegated.move_basis(
        by, ceiling=ceiling.pk, basis_minor=basis, basis=text(en="Credits")
    )
    what = Reference("trial", 1)
    pool = open_pool(by, organisation=organisation, what=what, cap=10, unit="CHF")
    yield lambda: move_cap(by, pool=pool, cap=20)
    yield lambda: take(by, pool=pool, amount=15, on=what)
    hold = Hold.objects.order_by("-pk")[0].pk
    yield lambda: move_hold(by, hold=hold, state=HoldState.RELEASED)
