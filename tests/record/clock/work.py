"""Tasks that the tests of the clock run; each leaves a mark in the file that OUTPUT names."""

import os
import time
from pathlib import Path

from django.tasks import task

WIRED = """
import os
from datetime import timedelta
from django.utils import timezone
from bureau.record.clock import services
from bureau.record.clock.models import QueuedTask, RecurringDuty
from tests.record.clock import work
"""


def leave_mark(words: str) -> None:
    with Path(os.environ["OUTPUT"]).open("a") as output:
        output.write(f"{words}\n")


@task
def note(number: int) -> None:
    leave_mark(f"note {number}")


@task
def take_long(seconds: int) -> None:
    leave_mark(f"begin {os.getpid()}")
    time.sleep(seconds)
    leave_mark(f"end {os.getpid()}")


@task
def fail(number: int) -> None:
    raise ValueError("a name that must not be kept")


@task
def end_all(number: int) -> None:
    raise (SystemExit, KeyboardInterrupt, GeneratorExit)[number](1)


def no_task(number: int) -> None:
    leave_mark("was run")


@task
def duty() -> None:
    leave_mark("duty")


@task(queue_name="long")
def wait_for(words: str) -> None:
    """Leave a mark, and go on when somebody has left another."""
    leave_mark("waiting")
    while words not in Path(os.environ["OUTPUT"]).read_text():
        time.sleep(0.02)
    leave_mark("went on")
