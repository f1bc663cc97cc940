"""Holding an act to the state of a reorganisation that whoever asks for it had before them."""

from collections.abc import Callable, Collection
from dataclasses import replace

from bureau.institution.governance import models
from bureau.institution.governance.queries.states import refuse_changed
from bureau.record.journal.services import Act, Asked


def still_in(reorganisation: int, states: Collection[str]) -> Callable[[Act], None]:
    """Looked at once more inside the act: refused where it is in none of these states."""

    def still(act: Act) -> None:
        (row,) = act.lock(models.Reorganisation, reorganisation)
        refuse_changed(act.actor, row, frozenset(states))

    return still


def as_seen(asked: Asked, reorganisation: int, state: str) -> Asked:
    """What a form asks for, held to the state that its page showed."""
    return replace(asked, still=still_in(reorganisation, [state])) if state else asked
