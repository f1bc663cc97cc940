"""The queue under real processes: two workers, kills, a hung one, a machine that slept a week."""

import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import Database, finished, fresh_database, killed
from tests.record.clock.work import WIRED

pytestmark = pytest.mark.exhaustive
SHORT = """
services.LEASE, services.BEAT = timedelta(seconds=2), timedelta(seconds=0.2)
services.IDLE_SECONDS = 0.05
services.know_duties = lambda: None
"""
SERVE = WIRED + SHORT + "services.work(f'w{os.getpid()}', lambda: True)"
WORK_OFF = WIRED + "services.work_off(f'w{os.getpid()}')"
PATIENCE = 60


@pytest.fixture
def database() -> Iterator[Database]:
    with fresh_database() as made:
        yield made


@pytest.fixture
def output(database: Database) -> Iterator[Path]:
    path = database.home / "output"
    path.touch()
    yield path


def marks(output: Path) -> list[str]:
    return output.read_text().splitlines()


def until(output: Path, words: str, count: int = 1) -> None:
    """Wait until so many marks begin with these words."""
    end = time.monotonic() + PATIENCE
    while sum(mark.startswith(words) for mark in marks(output)) < count:
        assert time.monotonic() < end, marks(output)
        time.sleep(0.02)


def states(database: Database) -> dict[str, int]:
    return dict(database.read("SELECT state, COUNT(*) FROM clock_queuedtask GROUP BY state"))


def test_two_workers_run_each_task_once(database: Database, output: Path) -> None:
    database.run(WIRED + "for n in range(100): work.note.enqueue(n)")
    workers = [database.start(WORK_OFF, OUTPUT=str(output)) for _ in range(2)]
    assert [finished(worker) for worker in workers] == [0, 0]
    assert Counter(marks(output)) == Counter(f"note {number}" for number in range(100))
    assert states(database) == {"done": 100}


def test_without_the_lock_two_workers_take_the_same_task(database: Database, output: Path) -> None:
    unlocked = """
import time
def lease_regardless(worker, queue=''):
    row = QueuedTask.objects.filter(state="ready").order_by("pk").first()
    time.sleep(0.01)
    if row:
        row.state, row.worker = "leased", worker
        row.save()
    return row
services.lease_next = lease_regardless
"""
    database.run(WIRED + "for n in range(60): work.note.enqueue(n)")
    code = WIRED + unlocked + "services.work_off(f'w{os.getpid()}')"
    workers = [database.start(code, OUTPUT=str(output)) for _ in range(2)]
    assert [finished(worker) for worker in workers] == [0, 0]
    assert max(Counter(marks(output)).values()) == 2


def test_a_long_task_keeps_its_lease(database: Database, output: Path) -> None:
    database.run(WIRED + "work.take_long.enqueue(4)")
    workers = [database.start(SERVE, OUTPUT=str(output)) for _ in range(2)]
    until(output, "end")
    for worker in workers:
        killed(worker)
    assert len(marks(output)) == 2


def test_one_worker_does_what_is_short_while_something_long_is_under_way(
    database: Database, output: Path
) -> None:
    database.run(WIRED + "work.wait_for.enqueue('note 1')")
    worker = database.start(SERVE, OUTPUT=str(output))
    until(output, "waiting")
    database.run(WIRED + "work.note.enqueue(1)")
    until(output, "went on")
    killed(worker)
    assert marks(output) == ["waiting", "note 1", "went on"]


def test_a_worker_that_is_told_to_stop_ends_what_it_has_in_hand(
    database: Database, output: Path
) -> None:
    database.run(WIRED + "work.wait_for.enqueue('now')")
    stopping = "from bureau.config.commands import worker; import argparse; "
    asked = WIRED + SHORT + stopping + "worker.execute(argparse.Namespace(once=False))"
    process = database.start(asked, OUTPUT=str(output))
    until(output, "waiting")
    process.terminate()
    with output.open("a") as said:
        said.write("now\n")
    assert finished(process) == 0
    assert marks(output) == ["waiting", "now", "went on"] and states(database) == {"done": 1}


def test_a_killed_workers_task_is_run_by_another(database: Database, output: Path) -> None:
    database.run(WIRED + "work.take_long.enqueue(2)")
    first = database.start(SERVE, OUTPUT=str(output))
    until(output, "begin")
    killed(first)
    other = database.start(SERVE, OUTPUT=str(output))
    until(output, f"end {other.pid}")
    killed(other)
    assert marks(output)[0] == f"begin {first.pid}" and len(marks(output)) == 3


def test_a_hung_workers_late_answer_is_refused(database: Database, output: Path) -> None:
    database.run(WIRED + "work.take_long.enqueue(1)")
    hung = database.start(SERVE, OUTPUT=str(output))
    until(output, "begin")
    hung.send_signal(signal.SIGSTOP)
    other = database.start(SERVE, OUTPUT=str(output))
    until(output, f"end {other.pid}")
    hung.send_signal(signal.SIGCONT)
    until(output, f"end {hung.pid}")
    for worker in (hung, other):
        killed(worker)
    ((worker_name, attempts),) = database.read("SELECT worker, attempts FROM clock_queuedtask")
    assert (worker_name, attempts) == (f"w{other.pid}", 2)


def test_after_a_week_asleep_two_workers_do_each_duty_once(
    database: Database, output: Path
) -> None:
    slept = """
RecurringDuty.objects.create(
    path="tests.record.clock.work.duty",
    every_seconds=60,
    next_at=timezone.now() - timedelta(days=7),
)
"""
    database.run(WIRED + slept)
    code = WIRED + "services.start_due_duties(); services.work_off(f'w{os.getpid()}')"
    workers = [database.start(code, OUTPUT=str(output)) for _ in range(4)]
    assert [finished(worker) for worker in workers] == [0] * 4
    assert marks(output) == ["duty"]


def test_what_an_open_act_asks_for_once_more_is_not_run_before_it_is_through(
    database: Database, output: Path
) -> None:
    """Else the worker would not see what the act wrote, and nobody would ask again."""
    open_act = """
import time
from django.db import transaction
with transaction.atomic():
    work.note.enqueue(1)
    work.leave_mark("open")
    while "polling" not in open(os.environ["OUTPUT"]).read():
        time.sleep(0.02)
    time.sleep(0.5)
    work.leave_mark("through")
"""
    polling = "work.leave_mark('polling'); services.work('w', lambda: True)"
    database.run(WIRED + "work.note.enqueue(1)")
    acting = database.start(WIRED + open_act, OUTPUT=str(output))
    until(output, "open")
    worker = database.start(WIRED + SHORT + polling, OUTPUT=str(output))
    until(output, "note")
    killed(worker)
    assert finished(acting) == 0
    assert marks(output) == ["open", "polling", "through", "note 1"]
