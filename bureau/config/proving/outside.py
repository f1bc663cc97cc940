"""Workers of a trial with outside parties: with a shorter deadline, or with a guard taken away."""

import os
from functools import partial

from bureau.record.clock.models import QueuedTask

SECONDS = "BUREAU_PROVE_SECONDS"
"""How long a call may take, where it is not what the product says."""


def as_asked() -> None:
    """Nothing is taken away."""
    from bureau.record import fetching
    from bureau.record.programs.services import delivering

    send = partial(fetching.send, seconds=float(os.environ[SECONDS]))
    setattr(delivering, "send", send)  # noqa: B010 # as a module's own name it may not be replaced


def without_deadline() -> None:
    """Every read and every write has ten seconds of its own, as sockets and libraries have it."""
    from bureau.record.deadlines import Deadline

    def left(self: Deadline) -> float:
        return 10.0

    def never(self: Deadline) -> bool:
        return False

    def shut(self: Deadline) -> None:
        """Whoever waits goes on waiting."""

    as_asked()
    Deadline.left, Deadline.is_over, Deadline._shut = left, never, shut  # type: ignore[method-assign]


def without_queue() -> None:
    """What goes out is done by the thread that does everything short."""
    from bureau.record.clock import services

    take = services.lease_next

    def take_either(worker: str, queue: str = "") -> QueuedTask | None:
        if queue == services.OUTGOING:
            return None
        first = take(worker, services.OUTGOING) if queue == services.SHORT else None
        return first or take(worker, queue)

    as_asked()
    services.lease_next = take_either
