"""The procedure through the services: whatever anybody tries, what stands on record keeps the law.

The state machine is that of `tests/institution/governance/machine.py`, on a house made by services.
"""

from collections.abc import Callable, Mapping
from traceback import format_exception
from unittest.mock import patch

from django.db import transaction
from django.utils import timezone

from bureau.config.proving.grounds import Stage
from bureau.config.proving.promise import Outcome, Trial, promise
from bureau.config.proving.suites import CHECKOUT_NEEDED, is_checkout

STEPS, STEPS_IN_THE_SUITE = 50, 20
COURSES_TELLING = 100
"""From so many on they must have been let do everything, and guards that are off are tried."""
COURSES_UNGUARDED = 500
"""Within so many courses a guard that is off must be missed; most are within a hundred."""

type Tries = Callable[[], Mapping[str, int]]
"""Tries courses; how often each service was let do what it was asked."""


@promise("procedure", asked=500, quick=3, unit="courses", stage=Stage.EMPTY)
def run(trial: Trial) -> Outcome:
    if not is_checkout():
        return Outcome(0, told=CHECKOUT_NEEDED)
    from tests.institution.governance import machine
    from tests.institution.house import NOW, build_house

    is_small = trial.number < COURSES_TELLING
    steps = STEPS_IN_THE_SUITE if is_small else STEPS
    with patch.object(timezone, "now", lambda: NOW), transaction.atomic():
        house = build_house()
        done, broken = guarded(
            lambda: machine.run(house, trial.number, steps, trial.seed),
            frozenset() if is_small else machine.TRIED,
        )
        for guard in () if is_small else machine.GUARDS:
            with machine.guard_off(guard):
                broken += unguarded(
                    guard,
                    lambda: machine.run(house, COURSES_UNGUARDED, steps, trial.seed, shrinks=False),
                    machine.VIOLATIONS,
                )
        transaction.set_rollback(True)
    told = ", ".join(f"{name} {count}" for name, count in sorted(done.items()))
    return Outcome(trial.number, broken, f"{steps} steps each; {told}")


def guarded(tries: Tries, needed: frozenset[str]) -> tuple[Mapping[str, int], list[str]]:
    """What was let do with all guards on, and what is wrong: a violation, or something `needed`
    that no course was let do."""
    try:
        done = tries()
    except Exception as found:
        return {}, ["".join(format_exception(found))]
    missed = ", ".join(sorted(needed - done.keys()))
    return done, [f"in no course was this let do: {missed}"] if missed else []


def unguarded(guard: str, tries: Tries, violations: tuple[type[Exception], ...]) -> list[str]:
    """What is wrong with a trial without a guard: that nothing was violated, or that it broke."""
    try:
        tries()
    except violations:
        return []
    except Exception as found:
        return [f"without {guard} the trial broke:\n{''.join(format_exception(found))}"]
    return [f"without {guard} nothing was violated: this trial shows nothing"]
