"""What is taken of a cap never passes it, and every move is on record."""

import pytest
from django.db import IntegrityError, transaction

from bureau.core.actors import NOBODY
from bureau.core.pools import HoldState, share_of
from bureau.core.reasons import Refused
from bureau.core.references import Reference
from bureau.institution.pools.models import Pool, PoolEntry
from bureau.institution.pools.queries import pools_that_differ
from bureau.institution.pools.services.caps import move_cap, open_pool
from bureau.institution.pools.services.holds import move_hold, take
from bureau.record.journal.services import acts

pytestmark = pytest.mark.everywhere


@pytest.fixture
def pool(db: None, monkeypatch: pytest.MonkeyPatch) -> int:
    """A cap of an organisation and for a ceiling that no table holds here."""
    monkeypatch.setattr(acts, "_refuse_nothing", lambda act, states: None)
    return open_pool(NOBODY, organisation=1, what=Reference("ceiling", 1), cap=100, unit="CHF")


def on(number: int) -> Reference:
    return Reference("procedure_act", number)


def test_what_would_pass_the_cap_is_refused_with_what_is_left(pool: int) -> None:
    take(NOBODY, pool=pool, amount=70, on=on(1))
    with pytest.raises(Refused) as refused:
        take(NOBODY, pool=pool, amount=31, on=on(2))
    (reason,) = refused.value.reasons
    assert (reason.code, reason.facts["left"]) == ("cap_reached", 30)
    take(NOBODY, pool=pool, amount=30, on=on(2))
    assert Pool.objects.get().taken == 100 and not list(pools_that_differ())


def test_what_is_released_makes_room_and_what_gives_back_makes_more(pool: int) -> None:
    first = take(NOBODY, pool=pool, amount=100, on=on(1), state=HoldState.COMMITTED)
    move_hold(NOBODY, hold=first, state=HoldState.RELEASED)
    take(NOBODY, pool=pool, amount=-20, on=on(2))
    take(NOBODY, pool=pool, amount=120, on=on(3))
    assert Pool.objects.get().taken == 100
    with pytest.raises(Refused):
        move_hold(NOBODY, hold=first, state=HoldState.HELD)
    assert [one.taken for one in PoolEntry.objects.all()] == [0, 100, 0, -20, 100]


def test_a_cap_does_not_go_below_what_is_taken(pool: int) -> None:
    take(NOBODY, pool=pool, amount=70, on=on(1))
    with pytest.raises(Refused):
        move_cap(NOBODY, pool=pool, cap=69)
    move_cap(NOBODY, pool=pool, cap=70)
    assert Pool.objects.get().cap == 70


def test_the_database_holds_the_cap_where_the_code_would_not(pool: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Pool.objects.filter(pk=pool).update(taken=101)


def test_a_share_is_rounded_down() -> None:
    assert share_of(1_999, 1_000) == 1 and share_of(999, 1_000) == 0
