"""The api never breaks: requests nobody would send, made from its own description.

They are made by `tests/config/api/cases.py`, with schemathesis; every one reaches a running server.
"""

from django.db import connection

from bureau.config.api.door import description
from bureau.config.proving.acts import APPROVER, AUTHOR, COMMITTEE
from bureau.config.proving.asking import secret_for
from bureau.config.proving.grounds import Stage
from bureau.config.proving.promise import Outcome, Trial, promise
from bureau.config.proving.serving import served, wait_until_serving
from bureau.config.proving.suites import CHECKOUT_NEEDED, is_checkout
from bureau.record.journal.queries import broken_links

LOGINS = (AUTHOR, APPROVER, COMMITTEE, "human-resources", "administrator", "auditor")


@promise("api", asked=10_000, quick=70, unit="cases", stage=Stage.EXAMPLE)
def run(trial: Trial) -> Outcome:
    if not is_checkout():
        return Outcome(0, told=CHECKOUT_NEEDED)
    from tests.config.api import cases

    secrets = [secret_for(login) for login in LOGINS]
    connection.close()
    with served(trial.ground) as port:
        wait_until_serving(port)
        base = f"http://127.0.0.1:{port}"
        found = cases.run(base, description(), secrets, trial.number, trial.seed)
    broken = [*found.broken, *(f"journal: {place}" for place in broken_links())]
    return Outcome(found.number, broken, f"{found.done} of them were done or read")
