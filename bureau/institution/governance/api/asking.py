"""What every change is asked with: the key under which it is done once, and the state it is of."""

from collections.abc import Callable

from bureau.institution.governance.queries.reorganisations import Seen, seen_by
from bureau.institution.governance.services.held import still_in
from bureau.record.journal.services import Act, Asked
from bureau.web.api.calls import Call, states_matched
from bureau.web.api.problems import Problem


def seen_case(request: Call, reorganisation: int) -> Seen:
    """One that the caller may see; for everybody else it does not exist."""
    found = seen_by(request.actor, [reorganisation]).get(reorganisation)
    if found is None:
        raise Problem(404, "nothing_there")
    return found


def asked(request: Call, key: str) -> Asked:
    return Asked(request.actor, key)


def asked_of(request: Call, reorganisation: int, key: str, if_match: str) -> Asked:
    """Held to the state that the caller saw, which is looked at once more inside the act."""
    seen_case(request, reorganisation)
    return Asked(request.actor, key, still=_still(reorganisation, if_match))


def _still(reorganisation: int, if_match: str) -> Callable[[Act], None] | None:
    states = states_matched(if_match)
    return None if states is None else still_in(reorganisation, states)
