"""Taking from a pool and moving a hold: one conditional statement keeps the cap, whoever races."""

from django.db.models import F
from django.utils.translation import pgettext_lazy

from bureau.core.pools import MAY_BECOME, HoldState, left
from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.institution.pools.models import Hold, Pool, PoolEntry
from bureau.record.journal.services import Act, service


@service("pools.take", pgettext_lazy("act in the journal", "Take from a pool"))
def take(
    act: Act, *, pool: int, amount: int, on: Reference, state: HoldState = HoldState.HELD
) -> int:
    """Hold `amount` of a pool for `on`; refused, with what is left, where it would pass the cap."""
    if not _taken(pool, amount):
        row = Pool.objects.get(pk=pool)
        room = {"left": left(row.cap, row.taken), "asked": amount, "unit": row.unit}
        raise Refused(Reason("cap_reached", room))
    hold = Hold.objects.create(pool_id=pool, on=str(on), amount=amount, state=state)
    _note(act, hold)
    return hold.pk


@service("pools.move_hold", pgettext_lazy("act in the journal", "Move a hold"))
def move_hold(act: Act, *, hold: int, state: HoldState) -> None:
    """Make a hold firmer, or release it, which makes room again."""
    (row,) = act.lock(Hold, hold)
    before = HoldState(row.state)
    if state not in MAY_BECOME[before]:
        raise Refused(Reason("hold_may_not", {"from": before, "to": state}))
    if state is HoldState.RELEASED and not _taken(row.pool_id, -row.amount):
        raise Refused(Reason("cap_reached", {"left": 0, "asked": -row.amount, "unit": ""}))
    row.state = state
    Hold.objects.filter(pk=row.pk).update(state=state)
    _note(act, row)


def _taken(pool: int, amount: int) -> bool:
    """The guard: true where there was room, which is then taken."""
    room = Pool.objects.filter(pk=pool, taken__lte=F("cap") - amount)
    return bool(room.update(taken=F("taken") + amount))


def _note(act: Act, hold: Hold) -> None:
    pool = Pool.objects.get(pk=hold.pool_id)
    PoolEntry.objects.create(
        pool=pool, hold=hold, state=hold.state, cap=pool.cap, taken=pool.taken, at=act.at
    )
    act.touch("pool", pool.pk)
    act.touch("hold", hold.pk)
