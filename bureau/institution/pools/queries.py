"""What is left of pools, and whether what is taken is what their holds come to."""

from collections.abc import Iterator

from django.db.models import Sum
from django.db.models.functions import Coalesce

from bureau.core.pools import HoldState
from bureau.institution.pools.models import Hold, Pool


def pools_that_differ() -> Iterator[tuple[int, int, int]]:
    """Pools whose `taken` is not the sum of their holds: number, taken, sum. There are none."""
    held = Hold.objects.exclude(state=HoldState.RELEASED).values("pool")
    sums = dict(held.annotate(sum=Coalesce(Sum("amount"), 0)).values_list("pool", "sum"))
    for pool, taken in Pool.objects.values_list("pk", "taken"):
        if taken != sums.get(pool, 0):
            yield pool, taken, sums.get(pool, 0)
