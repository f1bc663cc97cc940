"""Going a step of a flow, inside the service of an app."""

from collections.abc import Iterable
from typing import Any

from bureau.core.reasons import Reason, Refused
from bureau.core.states import Flow
from bureau.record.journal.services import Act


def take_step(act: Act, row: Any, flow: Flow, step: str, faults: Iterable[Reason] = ()) -> None:
    """Put a locked row into the state after the step, unless it is not open or has faults."""
    if reasons := [*flow.faults(row.state, step), *faults]:
        raise Refused(*reasons)
    row.state = flow.step(step).to
    row.save(update_fields=["state"])
    act.details.update(state=row.state)
