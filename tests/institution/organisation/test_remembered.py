"""What follows from a snapshot is worked out once, and nobody can change it."""

import numpy as np
import pytest

from bureau.core.structure.ordering import Positions
from bureau.core.structure.snapshot import Snapshot
from bureau.institution.organisation.queries import remembered as kept
from bureau.institution.organisation.queries.remembered import remembered
from bureau.institution.organisation.queries.structure import today_in_force
from tests.institution.house import House

pytestmark = pytest.mark.django_db
asked: list[int] = []


@remembered
def counted(now: Snapshot, number: int) -> Positions:
    asked.append(number)
    return np.arange(number)


@remembered
def small(now: Snapshot, number: int) -> Positions:
    return np.arange(number)


def test_it_is_worked_out_once_for_each_snapshot_and_question(house: House) -> None:
    now = today_in_force()
    assert counted(now, 3) is counted(now, 3)
    assert len(counted(now, 4)) == 4 and asked == [3, 4]
    with pytest.raises(ValueError, match="read-only"):
        counted(now, 3)[0] = 7


def test_small_ones_without_number_are_bounded_too(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "BYTES_KEPT", kept._bytes + 16 * 1024)
    now, before = today_in_force(), len(kept._kept)
    for number in range(100, 140):
        small(now, number)
    assert len(kept._kept) <= before + 16
