"""What a trial of the procedure takes for a violation, and what for a fault of its own."""

from collections.abc import Callable, Mapping

import pytest

from bureau.config.promises.procedure import guarded, unguarded
from tests.institution.governance.machine import VIOLATIONS


def raising(found: Exception) -> Callable[[], Mapping[str, int]]:
    def tries() -> Mapping[str, int]:
        raise found

    return tries


@pytest.mark.parametrize("found", [AssertionError("the law"), RuntimeError("as written")])
def test_without_a_guard_a_violation_is_what_is_looked_for(found: Exception) -> None:
    assert unguarded("order", raising(found), VIOLATIONS) == []


@pytest.mark.parametrize(
    "found", [TypeError("called otherwise"), ExceptionGroup("several", [AssertionError()])]
)
def test_without_a_guard_any_other_fault_breaks_the_trial(found: Exception) -> None:
    (broken,) = unguarded("order", raising(found), VIOLATIONS)
    assert broken.startswith("without order the trial broke:") and type(found).__name__ in broken


def test_without_a_guard_nothing_violated_shows_nothing() -> None:
    (broken,) = unguarded("order", lambda: {"approve": 3}, VIOLATIONS)
    assert "nothing was violated" in broken


def test_with_all_guards_every_fault_is_told() -> None:
    done, (broken,) = guarded(raising(TypeError("called otherwise")), frozenset({"approve"}))
    assert done == {} and "TypeError: called otherwise" in broken


def test_with_all_guards_what_no_course_was_let_do_is_told() -> None:
    done = {"approve": 3}
    assert guarded(lambda: done, frozenset({"approve"})) == (done, [])
    _, (broken,) = guarded(lambda: done, frozenset({"approve", "reject", "defer"}))
    assert broken == "in no course was this let do: defer, reject"
