"""Who may: every address, by every method, for everyone who may call, as the table says.

The table is in `tests/**/permissions.yaml`, one file per app; an address that it leaves out breaks
the promise.
"""

from bureau.config.proving.grounds import Stage
from bureau.config.proving.promise import ALL, Outcome, Trial, promise
from bureau.config.proving.suites import tried_by_suite


@promise("permissions", asked=ALL, quick=None, unit="rows", stage=Stage.EMPTY)
def run(trial: Trial) -> Outcome:
    return tried_by_suite(trial, "tests/test_permissions.py")
