"""What falls due is done once: after a week without a clock, by two workers, killed at random."""

import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from random import Random

from django.db import connection
from django.utils import timezone

from bureau.config.proving import due, worker
from bureau.config.proving.grounds import Ground, Process
from bureau.config.proving.promise import Outcome, Trial, promise
from bureau.config.proving.serving import kill
from bureau.record.accounts.models import Person
from bureau.record.clock.models import QueuedTask, RecurringDuty
from bureau.record.clock.services import know_duties

WEEK = timedelta(days=7)
WORKERS = 2
DUE_A_KILL = 20
PATIENCE_SECONDS = 300
WRONG = timedelta(days=400)
SELDOM_SECONDS = 3600
"""A duty that comes no more often than this falls due once in the time of a trial."""


@promise("due_once", asked=500, quick=20, unit="duties")
def run(trial: Trial) -> Outcome:
    sleep_a_week(trial)
    kills = work_all(trial.ground, trial.random, kills=trial.number // DUE_A_KILL)
    broken = [*faults(trial.number), *faults_of_recurring()]
    Person.objects.filter(name__startswith="due ").update(name="done")
    sleep_a_week(trial)
    work_all(trial.ground, trial.random, kills=0, BUREAU_UNGUARDED=due.UNGUARDED)
    unguarded = list(faults(trial.number))
    if not unguarded:
        broken.append("with the guard off it held too: this trial shows nothing")
    broken += faults_after_wrong_clock(trial.ground)
    told = f"{kills} kills; guard off: {len(unguarded)} not once"
    return Outcome(trial.number, broken, told)


def sleep_a_week(trial: Trial) -> None:
    """Everything fell due at some instant of the last seven days, and nobody was there."""
    now, random = timezone.now(), trial.random
    QueuedTask.objects.all().delete()
    for number in range(trial.number):
        due.fall_due.using(run_after=now - random.random() * WEEK).enqueue(number)
    know_duties()
    RecurringDuty.objects.update(next_at=now - WEEK)


def work_all(ground: Ground, random: Random, kills: int, **more: str) -> int:
    """Let two workers work until nothing is left, kill one now and then; how many were killed."""
    connection.close()
    workers = [start(ground, **more) for _ in range(WORKERS)]
    killed, until = 0, time.monotonic() + PATIENCE_SECONDS
    try:
        while is_left() and time.monotonic() < until:
            time.sleep(random.uniform(0.1, 0.6))
            if ended := [one for one in workers if one.poll() is not None]:
                raise RuntimeError(f"{len(ended)} workers ended by themselves")
            if killed < kills and QueuedTask.objects.filter(state="leased").exists():
                place = random.randrange(WORKERS)
                kill(workers[place])
                expire_lease_of(workers[place])
                workers[place] = start(ground, **more)
                killed += 1
    finally:
        for one in workers:
            kill(one)
    return killed


def start(ground: Ground, **more: str) -> Process:
    return ground.start("-m", worker.__name__, **more)


def expire_lease_of(dead: Process) -> None:
    """Let the minute pass after which a dead worker's task is another's."""
    mine = QueuedTask.objects.filter(state="leased", worker=str(dead.pid))
    mine.update(leased_until=timezone.now() - timedelta(seconds=1))


def faults_after_wrong_clock(ground: Ground) -> Iterator[str]:
    """What is wrong after a clock was ahead for a turn and was set right, and after one that was an
    hour ahead all the while. Without the guard no duty is started again, and that is seen, too."""
    for ahead in (WRONG, timedelta(hours=1)):
        yield from faults_after(ground, ahead)
    if not list(faults_after(ground, WRONG, due.WRONG_UNGUARDED)):
        yield "without the guard duties were started, too: this trial shows nothing"


def faults_after(ground: Ground, ahead: timedelta, unguarded: str = "") -> Iterator[str]:
    """Recurring duties that were not started exactly once after the clock was set right.

    What the settings know is started once by a worker whose clock is ahead, in a process of its
    own, then by two whose clocks are right.
    """
    know_duties()
    RecurringDuty.objects.update(next_at=timezone.now())
    QueuedTask.objects.all().delete()
    connection.close()
    for seconds in (ahead.total_seconds(), 0.0, 0.0):
        turn = start(ground, BUREAU_AHEAD_SECONDS=str(seconds), BUREAU_UNGUARDED=unguarded)
        if turn.wait(PATIENCE_SECONDS):
            yield "a turn of the worker failed"
    now = timezone.now()
    for duty in RecurringDuty.objects.all():
        started = QueuedTask.objects.filter(path=duty.path, run_after__lte=now).count()
        latest = now + timedelta(seconds=duty.every_seconds)
        if started != 1 or duty.next_at > latest:
            yield f"{duty.path} after {ahead}: started {started} times, next at {duty.next_at}"


def is_left() -> bool:
    path = due.fall_due.module_path
    return QueuedTask.objects.filter(path=path, state__in=("ready", "leased")).exists()


def faults(number: int) -> Iterator[str]:
    """What was not done, or done more than once."""
    done = Counter(Person.objects.values_list("name", flat=True))
    for each in range(number):
        if (times := done[f"due {each}"]) != 1:
            yield f"duty {each} was done {times} times"


def faults_of_recurring() -> Iterator[str]:
    """Recurring duties that were not caught up with exactly once after the week."""
    for duty in RecurringDuty.objects.filter(every_seconds__gte=SELDOM_SECONDS):
        started = QueuedTask.objects.filter(path=duty.path).count()
        if started != 1 or duty.next_at < timezone.now():
            yield f"{duty.path} was started {started} times, next at {duty.next_at}"
