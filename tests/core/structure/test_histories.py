"""Random histories: all ways of reading agree with the day grid."""

import pytest

from bureau.core.coordinates import Coordinates
from bureau.core.structure.columns import Columns
from bureau.core.structure.fold import versions
from bureau.core.structure.snapshot import Snapshot
from tests.core.structure.builders import overlay
from tests.core.structure.histories import DAYS, SUBJECTS, disagreements_of_seeds, history


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_versions_columns_and_snapshots_agree_with_the_day_grid(first: int) -> None:
    assert disagreements_of_seeds(range(first, first + 50)) == []


def test_a_seed_always_gives_the_same_history() -> None:
    assert history(7) == history(7) != history(8)


@pytest.mark.parametrize("seed", range(20))
def test_a_plan_laid_over_shows_what_recording_it_would_show(seed: int) -> None:
    effects = history(seed)
    last = effects[-1].record
    touched = {effect.subject for effect in effects if effect.record == last}
    before = Columns.from_versions(versions(e for e in effects if e.record < last))
    laid = overlay(effect for effect in effects if effect.subject in touched)
    after = Columns.from_versions(versions(effects))
    for day in range(DAYS + 2):
        plan = Snapshot(before, Coordinates(day, last - 1), laid)
        recorded = Snapshot(after, Coordinates(day, last))
        assert [plan.view(one) for one in SUBJECTS] == [recorded.view(one) for one in SUBJECTS]
