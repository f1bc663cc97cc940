"""What is asked once an act: kept as long as the record is as it was, and not a moment longer."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone, translation

from bureau.web.known import Known, UnlessActed, known_since


def counted() -> int:
    counted.calls += 1  # type: ignore[attr-defined]
    return counted.calls  # type: ignore[attr-defined, no-any-return]


@pytest.fixture(autouse=True)
def from_nothing() -> None:
    counted.calls = 0  # type: ignore[attr-defined]


def test_an_answer_serves_until_the_head_moves() -> None:
    assert [known_since(head).of(counted) for head in ("a", "a", "b", "a")] == [1, 1, 2, 3]


def test_an_answer_is_of_its_arguments_and_its_language() -> None:
    known = known_since("a")
    assert known.ask("key", counted) == 1 and known.ask(("key", 2), counted) == 2
    with translation.override("fr"):
        assert known.ask("key", counted) == 3
    assert known.ask("key", counted) == 1


def test_no_answer_outlives_the_day_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    told = []
    for minute in (1, 14, 15):
        at = datetime(2026, 7, 1, 18, minute, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda at=at: at)
        told.append(known_since("a").of(counted))
    assert told == [1, 1, 2]


def test_without_a_head_all_is_told_anew() -> None:
    known = Known()
    assert [known.of(counted), known.of(counted)] == [1, 2]


def test_a_request_that_acts_is_told_all_anew_from_then_on() -> None:
    assert known_since("a").of(counted) == 1
    heads = iter(("a", "b", "b"))
    known = UnlessActed("a", lambda: next(heads))
    assert [known.of(counted), known.of(counted), known.of(counted)] == [1, 2, 3]
    assert known_since("a").of(counted) == 1
