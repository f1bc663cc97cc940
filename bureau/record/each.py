"""Work of a duty item by item, where one item that fails does not stop the items behind it."""

import logging
from collections.abc import Callable, Iterable

log = logging.getLogger("bureau.duties")


def for_each[Item](items: Iterable[Item], act: Callable[[Item], object]) -> None:
    """Call `act` with each item. Each failure is logged.

    Raises ExceptionGroup after the last item where any failed, so that the task is tried again.
    """
    failures = []
    for item in items:
        try:
            act(item)
        except Exception as failure:
            log.exception("one item of a duty failed", extra={"item": str(item)[:200]})
            failures.append(failure)
    if failures:
        raise ExceptionGroup("items failed", failures)
