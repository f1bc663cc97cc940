"""Portions grow while they are quick and shrink where they keep others waiting."""

import time
from collections.abc import Callable

import pytest

from bureau.institution.imports.services.pace import LEAST, MOST, REST, Portions


def sizes(monkeypatch: pytest.MonkeyPatch, seconds: Callable[[int], float]) -> list[int]:
    """The sizes of portions where one of a size takes so many seconds; each but the last rests."""
    now, rests = [0.0], list[float]()
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    monkeypatch.setattr(time, "sleep", rests.append)
    found = []
    for portion in Portions(range(5000)):
        found.append(len(portion))
        now[0] += seconds(len(portion))
    assert sum(found) == 5000
    assert rests == pytest.approx([seconds(size) * REST for size in found[:-1]])
    return found[:-1]


def test_quick_ones_grow_to_the_most(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sizes(monkeypatch, lambda size: 0.01)[-1] == MOST


def test_slow_ones_shrink_to_the_least(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sizes(monkeypatch, lambda size: 9.0)[-1] == LEAST


def test_they_settle_where_one_takes_what_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 130 <= sizes(monkeypatch, lambda size: size / 750)[-1] <= 170
