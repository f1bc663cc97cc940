"""The worker process: tasks and recurring duties, until a signal comes."""

import argparse
import os
import signal
import socket

from bureau.config.home import shut
from bureau.config.installation import tell_of_key


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("--once", action="store_true", help="run what is due, then end")


def execute(options: argparse.Namespace) -> int:
    from django.conf import settings

    from bureau.config import patience
    from bureau.record.clock.services import work

    patience.wait()  # it may be parted from a process that answers pages
    shut(settings.BUREAU_HOME)
    tell_of_key()
    if options.once:
        work_off_once()
        return 0
    stopping: list[int] = []
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, lambda number, _: stopping.append(number))
    work(worker_name(), lambda: not stopping)
    return 0


def work_off_once() -> None:
    """Run everything that is due now, recurring duties too."""
    from django.conf import settings

    from bureau.record.clock.services import be_seen, know_duties, start_due_duties, work_off

    for queue in settings.TASKS["default"]["QUEUES"]:
        be_seen(worker_name(), queue)
    know_duties()
    start_due_duties()
    work_off(worker_name())


def worker_name() -> str:
    return f"{socket.gethostname()}:{os.getpid()}"
