"""Nothing happens twice: a form sent many times at once is done once and answered alike."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from bureau.config.proving.promise import Outcome, Trial, promise
from bureau.config.proving.serving import post, served, wait_until_serving
from bureau.record.accounts.models import Person
from bureau.record.journal.models import Entry
from bureau.record.journal.services import frame

UNGUARD = f"{__name__}.take_guard_away"
WEB_PROCESSES = 2
"""Each with four threads. Without the guard one process is enough to show what it is for."""


@promise("nothing_twice", asked=50, quick=16, unit="POSTs")
def run(trial: Trial) -> Outcome:
    with (
        served(trial.ground, WEB_PROCESSES) as port,
        served(trial.ground, BUREAU_UNGUARDED=UNGUARD) as unguarded_port,
    ):
        wait_until_serving(port)
        wait_until_serving(unguarded_port)
        broken = list(faults(port, trial.number, "guarded"))
        other, _ = post(port, "/prove/people/", {"key": "guarded", "name": "another"})
        if other != 409:
            broken.append(f"another body under the same key was answered {other}, not 409")
        unguarded = list(faults(unguarded_port, trial.number, "unguarded"))
    if not unguarded:
        broken.append("with the guard off it held too: this trial shows nothing")
    return Outcome(trial.number, broken, f"guard off: {'; '.join(unguarded)}")


def faults(port: int, number: int, key: str) -> Iterator[str]:
    """What is wrong after `number` equal forms at once: effects, entries, answers."""
    entries = Entry.objects.count()
    with ThreadPoolExecutor(number) as pool:
        answers = list(pool.map(lambda _: answer_to(port, key), range(number)))
    if (effects := Person.objects.filter(name=key).count()) != 1:
        yield f"{effects} effects"
    if (written := Entry.objects.count() - entries) != 1:
        yield f"{written} entries"
    if (different := len(set(answers))) != 1 or answers[0][0] != 200:
        yield f"{different} different answers"


def answer_to(port: int, key: str) -> tuple[int, Any]:
    try:
        status, said = post(port, "/prove/people/", {"key": key, "name": key})
    except OSError as error:
        return 0, str(error)
    return status, said.get("person")


def take_guard_away() -> None:
    """Look whether the key was answered, but do not claim it; on SQLite, begin without the lock."""
    from django.db import connections

    from bureau.record.journal.models import Answered

    def look_only(asked: frame.Asked, name: str, body: str) -> Answered | None:
        found = Answered.objects.filter(person=asked.actor.person or 0, key=asked.key).first()
        time.sleep(0.05)
        return found

    frame._answered = look_only
    connections.settings["default"]["OPTIONS"].pop("transaction_mode", None)
