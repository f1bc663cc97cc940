"""Random histories: all ways of reading agree with the day grid."""

import pytest

from tests.core.structure.histories import disagreements_of_seeds, history


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_versions_columns_and_snapshots_agree_with_the_day_grid(first: int) -> None:
    assert disagreements_of_seeds(range(first, first + 50)) == []


def test_a_seed_always_gives_the_same_history() -> None:
    assert history(7) == history(7) != history(8)
