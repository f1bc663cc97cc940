"""The procedure through the services: whatever anybody tries, what stands on record keeps the law.

The state machine is that of `tests/institution/governance/machine.py`, on a house made by services.
"""

from contextlib import nullcontext
from traceback import format_exception
from unittest.mock import patch

from django.db import transaction
from django.utils import timezone

from bureau.config.proving.grounds import Stage
from bureau.config.proving.promise import Outcome, Trial, promise
from bureau.config.proving.suites import CHECKOUT_NEEDED, is_checkout

STEPS, STEPS_IN_THE_SUITE = 50, 20
COURSES_UNGUARDED = 100
"""Within so many courses a guard that is off must be missed; most are within ten."""


@promise("procedure", asked=500, quick=3, unit="courses", stage=Stage.EMPTY)
def run(trial: Trial) -> Outcome:
    if not is_checkout():
        return Outcome(0, told=CHECKOUT_NEEDED)
    from tests.institution.governance import machine
    from tests.institution.house import NOW, build_house

    is_small = trial.number < COURSES_UNGUARDED
    steps = STEPS_IN_THE_SUITE if is_small else STEPS
    with patch.object(timezone, "now", lambda: NOW), transaction.atomic():
        house = build_house()

        def violation(courses: int, guard: str = "") -> str:
            try:
                with machine.guard_off(guard) if guard else nullcontext():
                    done = machine.run(house, courses, steps, trial.seed, shrinks=not guard)
            except Exception as found:
                return "".join(format_exception(found))
            told.update(done)
            return ""

        told: dict[str, int] = {}
        broken = [one for one in [violation(trial.number)] if one]
        done = ", ".join(f"{name} {count}" for name, count in sorted(told.items()))
        if not is_small and (missed := machine.TRIED - told.keys()):
            broken.append(f"in no course was this let do: {', '.join(sorted(missed))}")
        for guard in () if is_small else machine.GUARDS:
            if not violation(COURSES_UNGUARDED, guard):
                broken.append(f"without {guard} nothing was violated: this trial shows nothing")
        transaction.set_rollback(True)
    return Outcome(trial.number, broken, f"{steps} steps each; {done}")
