"""Stand-ins: who may act for a vacant, conflicted, delegated or ended post, as the table says.

The table is `tests/core/procedures/stand_ins.yaml`, and what the database makes of it is tried by
`tests/institution/procedures/test_who_answers.py`.
"""

from bureau.config.proving.grounds import Stage
from bureau.config.proving.promise import ALL, Outcome, Trial, promise
from bureau.config.proving.suites import tried_by_suite

CASES = (
    "tests/core/procedures/test_stand_ins.py",
    "tests/institution/procedures/test_who_answers.py",
)


@promise("stand_ins", asked=ALL, quick=None, unit="rows", stage=Stage.EMPTY)
def run(trial: Trial) -> Outcome:
    return tried_by_suite(trial, *CASES)
