"""One behaviour on both databases: the whole suite on each, nothing left to the other.

`./run test` and `./run check` ask what pages and apps answer alike of one of the two.
"""

from bureau.config.proving.grounds import Stage
from bureau.config.proving.promise import ALL, Outcome, Trial, promise
from bureau.config.proving.suites import tried_by_suite


@promise("one_behaviour", asked=ALL, quick=None, unit="tests", stage=Stage.EMPTY)
def run(trial: Trial) -> Outcome:
    found = tried_by_suite(trial, "tests", "--deselect=tests/prove")
    return Outcome(
        found.number,
        found.broken,
        f"{found.asked - found.number} are of the other database alone",
        asked=found.number,
    )
