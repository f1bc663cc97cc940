"""Steps never out of order: acts in and out of turn against a model of a few lines.

The model is that of `tests/core/procedures/machine.py`; it needs no database.
"""

from bureau.config.proving.grounds import SQLITE, Stage
from bureau.config.proving.promise import Outcome, Trial, promise
from bureau.config.proving.suites import CHECKOUT_NEEDED, is_checkout

STEPS = 50


@promise("steps", asked=500, quick=5, unit="courses", stage=Stage.EMPTY, vendors=(SQLITE,))
def run(trial: Trial) -> Outcome:
    if not is_checkout():
        return Outcome(0, told=CHECKOUT_NEEDED)
    from tests.core.procedures import machine

    broken: list[str] = []
    try:
        machine.run(examples=trial.number, steps=STEPS)
    except AssertionError as violation:
        broken.append(f"{violation!r}\n{'\n'.join(getattr(violation, '__notes__', []))}")
    return Outcome(trial.number, broken, f"{STEPS} steps each, in the core: no database takes part")
