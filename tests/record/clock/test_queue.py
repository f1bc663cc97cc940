"""The queue in one process: leases, attempts, back-off, duties, pruning."""

import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.tasks import Task
from django.utils import timezone
from pytest_django.fixtures import Settings

from bureau.institution.governance.services.papers import keep_submitted
from bureau.institution.imports.services.running import go_on
from bureau.record.clock import services
from bureau.record.clock.backends import task_known
from bureau.record.clock.models import QueuedTask, RecurringDuty
from bureau.record.clock.queries import duties_overdue, tasks_refused, tasks_unfinished
from bureau.record.erasure.services.traces import leave_no_traces
from tests.record.clock import work

pytestmark = pytest.mark.django_db
HERE = "tests.record.clock.work"
LONG_AGO = timedelta(days=7)


@pytest.fixture(autouse=True)
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "output"
    path.touch()
    monkeypatch.setenv("OUTPUT", str(path))
    return path


def leased(worker: str = "a") -> QueuedTask:
    row = services.lease_next(worker)
    assert row is not None
    return row


def marks_in(output: Path) -> list[str]:
    return output.read_text().splitlines()


def expire() -> None:
    QueuedTask.objects.filter(state="leased").update(leased_until=timezone.now() - LONG_AGO)


def make_due() -> None:
    QueuedTask.objects.update(run_after=timezone.now() - timedelta(seconds=1))


def test_the_same_call_waits_only_once() -> None:
    for number in (1, 1, 2):
        work.note.enqueue(number)
    assert QueuedTask.objects.count() == 2


def test_a_call_asked_for_while_it_runs_runs_once_more() -> None:
    work.note.enqueue(1)
    leased()
    work.note.enqueue(1)
    assert leased("b").arguments == [1]


@pytest.mark.parametrize("given", [{"number": 1}, [1.5], [{"name": "Ada"}]])
def test_a_task_takes_ids_by_position(given: object) -> None:
    with pytest.raises(ValueError, match="takes ids"):
        work.note.enqueue(*given) if isinstance(given, list) else work.note.enqueue(**given)  # type: ignore[misc]


def test_what_is_due_is_done_and_settled(output: Path) -> None:
    work.note.enqueue(1)
    assert services.work_off() == 1
    row = QueuedTask.objects.get()
    assert row.state == "done" and row.settled_at and output.read_text() == "note 1\n"


def test_what_is_short_passes_what_is_long(output: Path) -> None:
    work.wait_for.enqueue("note 1")
    work.note.enqueue(1)
    assert services.work_one("a", services.SHORT) and not services.work_one("a", services.SHORT)
    assert services.work_one("a", services.LONG)
    assert marks_in(output) == ["note 1", "waiting", "went on"]


@pytest.mark.parametrize("one", [go_on, keep_submitted, leave_no_traces])
def test_what_takes_minutes_is_in_the_queue_for_that(one: Task) -> None:  # type: ignore[type-arg]
    assert one.queue_name == services.LONG


def test_what_is_not_due_waits() -> None:
    work.note.using(run_after=timezone.now() + timedelta(minutes=5)).enqueue(1)
    assert services.work_off() == 0


def test_a_failure_is_tried_again_later_each_time_later() -> None:
    work.fail.enqueue(1)
    waits = []
    for _ in range(3):
        make_due()
        services.run(leased())
        waits.append(QueuedTask.objects.get().run_after - timezone.now())
    assert waits == sorted(waits) and waits[0] > timedelta(seconds=1)


def test_after_five_attempts_it_has_failed_and_says_only_how() -> None:
    work.fail.enqueue(1)
    for _ in range(services.ATTEMPTS_MAX):
        make_due()
        services.run(leased())
    row = QueuedTask.objects.get()
    assert (row.state, row.failure, row.attempts) == ("failed", "ValueError", 5)


def test_what_must_be_done_is_started_again_until_it_is(settings: Settings, output: Path) -> None:
    """Somebody may read for longer than five tries take, and be gone only then."""
    settings.BUREAU_UNTIL_DONE = (f"{HERE}.fail", f"{HERE}.note")
    for one in (work.fail, work.note):
        one.enqueue(1)
        QueuedTask.objects.filter(path__endswith=one.name).update(
            state="failed", attempts=5, failure="ValueError", settled_at=timezone.now() - LONG_AGO
        )
    services.start_again.func()
    assert tasks_unfinished().count() == 2 and not QueuedTask.objects.filter(state="failed")
    assert services.work_off() == 2 and output.read_text() == "note 1\n"
    (left,) = tasks_unfinished()
    assert (left.path, left.state, left.attempts) == (f"{HERE}.fail", "ready", 1)


def test_what_need_not_be_done_is_left_where_it_gave_up(settings: Settings) -> None:
    settings.BUREAU_UNTIL_DONE = (f"{HERE}.note",)
    work.fail.enqueue(1)
    QueuedTask.objects.update(state="failed", settled_at=timezone.now())
    services.start_again.func()
    assert QueuedTask.objects.get().state == "failed" and not tasks_unfinished()


@pytest.mark.parametrize("path", settings.BUREAU_UNTIL_DONE)
def test_what_must_be_done_is_a_task(path: str) -> None:
    assert task_known(path).module_path == path


def test_a_task_that_no_longer_exists_fails_and_stops_nothing_else(output: Path) -> None:
    QueuedTask.objects.create(path=f"{HERE}.gone", run_after=timezone.now() - LONG_AGO)
    work.note.enqueue(1)
    assert services.work_off() == 2 and output.read_text() == "note 1\n"


@pytest.mark.parametrize("path", [f"{HERE}.no_task", f"{HERE}.no_task.func", "antigravity.fly"])
def test_what_is_no_task_is_refused_at_once(path: str, output: Path) -> None:
    QueuedTask.objects.create(path=path, arguments=[1], run_after=timezone.now() - LONG_AGO)
    assert services.work_off() == 1 and output.read_text() == ""
    row = QueuedTask.objects.get()
    assert (row.state, row.failure, row.attempts) == ("failed", "UnknownTaskError", 1)
    assert tasks_refused(LONG_AGO) == [path] and "antigravity" not in sys.modules


def test_a_duty_that_is_no_task_is_not_started() -> None:
    at = timezone.now() - LONG_AGO
    RecurringDuty.objects.create(path="antigravity.fly", every_seconds=60, next_at=at)
    assert services.start_due_duties() == 0 and "antigravity" not in sys.modules
    assert "antigravity.fly" in duties_overdue(timedelta(minutes=5))


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_task_that_asks_to_end_the_process_has_failed(number: int) -> None:
    work.end_all.enqueue(number)
    assert services.work_off() == 1
    row = QueuedTask.objects.get()
    assert row.state == "ready" and row.failure.endswith(("Exit", "Interrupt"))


def test_every_task_of_the_apps_is_registered_by_a_new_process() -> None:
    """The worker has loaded none of the services when it reads the first row."""
    code = (
        "from bureau.config.cli import set_up; set_up();"
        "from bureau.record.clock import backends; backends.register_tasks();"
        "print(*backends._REGISTERED, sep='\\n')"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    written = {
        f"{'.'.join(path.with_suffix('').parts)}.{found[1]}".replace(".__init__.", ".")
        for path in Path("bureau").rglob("*.py")
        if "proving" not in path.parts
        for found in re.finditer(r"^@task.*\ndef (\w+)", path.read_text(), re.MULTILINE)
    }
    assert set(ended.stdout.split()) == written and set(settings.BUREAU_DUTIES) <= written


def test_a_dead_workers_task_is_ready_again() -> None:
    work.note.enqueue(1)
    leased()
    assert services.return_expired() == 0
    expire()
    assert services.return_expired() == 1
    make_due()
    assert leased("b").attempts == 2


def test_a_dead_workers_task_lets_others_pass_for_a_while() -> None:
    work.note.enqueue(1)
    leased()
    work.note.enqueue(2)
    expire()
    services.return_expired()
    assert leased("b").arguments == [2]


def test_a_task_that_kills_each_worker_is_given_up() -> None:
    work.note.enqueue(1)
    for _ in range(services.ATTEMPTS_MAX):
        leased()
        expire()
        services.return_expired()
        make_due()
    assert services.lease_next("a") is None
    assert QueuedTask.objects.get().failure == "lease_expired"


@pytest.mark.parametrize("worker", ["a", "b"])
def test_the_late_answer_of_a_hung_worker_is_refused(worker: str, output: Path) -> None:
    work.note.enqueue(1)
    hung = leased("a")
    expire()
    services.return_expired()
    make_due()
    leased(worker)
    assert not services.run(hung) and not services.renew(hung)
    assert QueuedTask.objects.get().state == "leased"


def test_a_duty_is_started_once_and_after_a_week_asleep_once(settings: Settings) -> None:
    settings.BUREAU_DUTIES = {f"{HERE}.duty": 60}
    services.know_duties()
    RecurringDuty.objects.update(next_at=timezone.now() - LONG_AGO)
    assert [services.start_due_duties() for _ in range(3)] == [1, 0, 0]
    assert RecurringDuty.objects.get().next_at > timezone.now()
    assert services.work_off() == 1


def test_a_duty_keeps_its_instant_when_a_worker_starts(settings: Settings) -> None:
    settings.BUREAU_DUTIES = {f"{HERE}.duty": 60}
    services.know_duties()
    RecurringDuty.objects.update(next_at=timezone.now() + timedelta(seconds=30))
    services.know_duties()
    assert services.start_due_duties() == 0


def test_a_duty_that_is_no_longer_named_is_forgotten(settings: Settings) -> None:
    settings.BUREAU_DUTIES = {f"{HERE}.gone": 60}
    services.know_duties()
    settings.BUREAU_DUTIES = {f"{HERE}.duty": 60}
    services.know_duties()
    assert services.start_due_duties() == 1


def test_what_was_done_long_ago_is_pruned() -> None:
    for number, state in enumerate(("done", "failed", "ready", "done")):
        settled = None if state == "ready" else timezone.now() - LONG_AGO * (number < 3)
        QueuedTask.objects.create(
            path="x", state=state, settled_at=settled, run_after=timezone.now()
        )
    services.prune.func()
    assert sorted(QueuedTask.objects.values_list("state", flat=True)) == ["done", "failed", "ready"]
