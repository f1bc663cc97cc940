"""Changes that are held to the state of what was read: the last entry of the journal about it."""

from collections.abc import Callable

from django.db.models import Model

from bureau.core.reasons import Reason, Refused
from bureau.core.references import Reference
from bureau.record.journal.queries import last_entry_about
from bureau.record.journal.services import Act, Asked
from bureau.web.api.calls import Call, states_matched


def shows_state_of(request: Call, thing: Reference) -> None:
    """Put on a read the state that a change of the thing is held to."""
    request.state = str(last_entry_about(thing))


def held_to(
    request: Call, key: str, if_match: str, row: tuple[type[Model], int], thing: Reference
) -> Asked:
    """A change that is refused where the thing was changed since it was read.

    Every such change locks the row, so the state is looked at behind that lock.
    """
    return Asked(request.actor, key, still=_still(row, thing, states_matched(if_match)))


def _still(
    row: tuple[type[Model], int], thing: Reference, states: frozenset[str] | None
) -> Callable[[Act], None] | None:
    if states is None:
        return None

    def still(act: Act) -> None:
        act.lock(*row)
        if str(last_entry_about(thing)) not in states:
            raise Refused(Reason("changed_since_seen"))

    return still
