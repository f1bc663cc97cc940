"""The worker process: tasks and recurring duties, until a signal comes."""

import argparse
import os
import signal
import socket


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("--once", action="store_true", help="run what is due, then end")


def execute(options: argparse.Namespace) -> int:
    from bureau.record.clock.services import know_duties, start_due_duties, work, work_off

    name = f"{socket.gethostname()}:{os.getpid()}"
    if options.once:
        know_duties()
        start_due_duties()
        work_off(name)
        return 0
    stopping: list[int] = []
    for signum in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signum, lambda number, _: stopping.append(number))
    work(name, lambda: not stopping)
    return 0
