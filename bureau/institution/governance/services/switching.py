"""Which scenario of a case is worked on: its actions are the draft's, those of the others kept."""

from collections.abc import Sequence

from bureau.core.changes.actions import Action, to_json
from bureau.institution.governance import models
from bureau.record.journal.services import Act


def work_on(act: Act, row: models.Reorganisation, number: int, now: Sequence[Action]) -> None:
    """Keep the draft under the scenario that it is of, and make another one the current."""
    scenarios = models.Scenario.objects.filter(reorganisation=row)
    scenarios.filter(is_current=True).update(is_current=False, actions=to_json(now))
    scenarios.filter(number=number).update(is_current=True, given_up=None)
    act.details.update(scenario=number)
