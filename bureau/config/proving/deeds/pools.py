"""Deeds of pools: a pool opened, its cap moved, a hold taken and released."""

from collections.abc import Iterator

from bureau.config.proving import acts
from bureau.config.proving.deeds.deed import Deed
from bureau.config.shell import actor_with_login
from bureau.core.pools import HoldState
from bureau.core.references import Reference
from bureau.institution.pools.models import Hold
from bureau.institution.pools.services.caps import move_cap, open_pool
from bureau.institution.pools.services.holds import move_hold, take


def deeds() -> Iterator[Deed]:
    by, organisation = actor_with_login(acts.AUTHOR), acts.the_organisation().pk
    subject = Reference("trial", 1)
    pool = open_pool(by, organisation=organisation, what=subject, cap=10, unit="CHF")
    yield lambda: move_cap(by, pool=pool, cap=20)
    yield lambda: take(by, pool=pool, amount=15, on=subject)
    hold = Hold.objects.order_by("-pk")[0].pk
    yield lambda: move_hold(by, hold=hold, state=HoldState.RELEASED)
