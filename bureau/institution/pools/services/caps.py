"""Opening a pool and moving its cap."""

from django.db.models import Q
from django.utils.translation import pgettext_lazy

from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.pools.models import Pool, PoolEntry
from bureau.record.journal.services import Act, service


@service("pools.open_pool", pgettext_lazy("act in the journal", "Open a pool"))
def open_pool(act: Act, *, organisation: int, what: Reference, cap: int, unit: str) -> int:
    """A cap on something, of which nothing is taken yet. Returns the number of the pool."""
    act.need("organisation", organisation)
    if cap < 0:
        raise Refused(Reason("cap_below_zero"))
    if Pool.objects.filter(what=str(what)).exists():
        raise Refused(Reason("already_there", {"code": str(what)}))
    row = Pool.objects.create(organisation=organisation, what=str(what), cap=cap, unit=unit)
    PoolEntry.objects.create(pool=row, cap=cap, taken=0, at=act.at)
    act.touch("pool", row.pk)
    return row.pk


@service("pools.move_cap", pgettext_lazy("act in the journal", "Move a cap"))
def move_cap(act: Act, *, pool: int, cap: int) -> None:
    """Another cap; refused below what is taken already."""
    moved = Pool.objects.filter(Q(taken__lte=cap), pk=pool).update(cap=cap)
    row = Pool.objects.get(pk=pool)
    if not moved:
        raise Refused(Reason("cap_below_taken", {"taken": row.taken, "unit": row.unit}))
    PoolEntry.objects.create(pool=row, cap=row.cap, taken=row.taken, at=act.at)
    act.touch("pool", row.pk)
    act.details.update(cap=cap)
