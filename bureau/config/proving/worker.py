"""A worker under trial; where asked to, with a guard taken away, to see that it guards, or for one
turn with a clock that is ahead."""

import os
from datetime import timedelta

from django.utils import timezone
from django.utils.module_loading import import_string

from bureau.config.cli import set_up


def main() -> None:
    set_up()
    from bureau.config.proving import due as due  # registers its task
    from bureau.record.clock.services import start_due_duties, work

    if unguard := os.environ.get("BUREAU_UNGUARDED"):
        import_string(unguard)()
    if ahead := os.environ.get("BUREAU_AHEAD_SECONDS"):
        set_clock_ahead(timedelta(seconds=float(ahead)))
        start_due_duties()
    else:
        work(str(os.getpid()), lambda: True)


def set_clock_ahead(ahead: timedelta) -> None:
    """What Django calls now is later from here on, in this process."""
    right = timezone.now
    timezone.now = lambda: right() + ahead


if __name__ == "__main__":
    main()
