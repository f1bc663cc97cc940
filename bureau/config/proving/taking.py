"""Processes that take from one pool at once, each as often as told; says what came of it.

Run as a program on a ground: one process loads everything and parts into as many as are to race.
"""

import json
import os
import random
import sys
import time
import traceback
from collections.abc import Callable

from bureau.config.cli import set_up

PROCESSES = 8
AMOUNT_MOST = 9


def main() -> None:
    """`seed holds`: one line of JSON for the pool with its guard, one for that without."""
    set_up()
    seed, holds = int(sys.argv[1]), int(sys.argv[2])
    for is_guarded in (True, False):
        print(json.dumps(raced(seed, holds, is_guarded=is_guarded)), flush=True)


def raced(seed: int, holds: int, *, is_guarded: bool) -> dict[str, int]:
    """Cap, what is held after the race, what the pool says, refusals and errors."""
    from django.db.models import Sum

    from bureau.core.pools import HoldState
    from bureau.institution.pools.models import Hold, Pool

    pool, cap = _pool(seed * 2 + is_guarded, holds)
    errors = at_once(lambda one: _take_many(pool, seed * PROCESSES + one, holds, is_guarded))
    held = Hold.objects.filter(pool=pool).exclude(state=HoldState.RELEASED)
    return {
        "cap": cap,
        "held": held.aggregate(sum=Sum("amount"))["sum"] or 0,
        "taken": Pool.objects.get(pk=pool).taken,
        "holds": held.count(),
        "errors": errors,
    }


def at_once(work: Callable[[int], None]) -> int:
    """Do it in so many processes at one instant, each told its place; how many of them failed."""
    from django.db import connections

    connections.close_all()
    begins = time.monotonic() + 0.2
    children = [_parted(work, place, begins) for place in range(PROCESSES)]
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    return sum(code != 0 for code in codes)


def _pool(number: int, holds: int) -> tuple[int, int]:
    """A pool with room for about half of what will be asked."""
    from bureau.core.actors import Actor
    from bureau.core.references import Reference
    from bureau.institution.pools.services.caps import open_pool

    cap = PROCESSES * holds * (1 + AMOUNT_MOST) // 4
    what = Reference("trial", number)
    return open_pool(Actor(person=None), organisation=1, what=what, cap=cap, unit="CHF"), cap


def _parted(work: Callable[[int], None], place: int, begins: float) -> int:
    child = os.fork()
    if child:
        return child
    try:
        time.sleep(max(0.0, begins - time.monotonic()))
        work(place)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _take_many(pool: int, seed: int, holds: int, is_guarded: bool) -> None:
    from bureau.core.actors import Actor
    from bureau.core.reasons import Refused
    from bureau.core.references import Reference
    from bureau.institution.pools.services.holds import take

    chance, nobody = random.Random(seed), Actor(person=None)
    for place in range(holds):
        amount = chance.randint(1, AMOUNT_MOST)
        if not is_guarded:
            take_guard_away(pool)
        try:
            take(nobody, pool=pool, amount=amount, on=Reference("trial", seed * holds + place))
        except Refused:
            continue


def take_guard_away(pool: int) -> None:
    """Look whether there is room before the act, and write what was seen: what people do."""
    from bureau.institution.pools.models import Pool
    from bureau.institution.pools.services import holds

    seen = Pool.objects.get(pk=pool)

    def looked_before(pool: int, amount: int) -> bool:
        has_room = seen.taken + amount <= seen.cap
        if has_room:
            Pool.objects.filter(pk=pool).update(taken=seen.taken + amount)
        return has_room

    holds._taken = looked_before


if __name__ == "__main__":
    main()
