"""Backups restore: made while others write, put into an empty place, equal to their moment."""

import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg

from bureau.config.backups.archive import FILES
from bureau.config.proving.addresses import administrator
from bureau.config.proving.grounds import POSTGRESQL, SQLITE, Ground, database
from bureau.config.proving.promise import Outcome, Trial, promise
from bureau.config.proving.serving import post, served, wait_until_serving
from bureau.record.accounts.models import Person
from bureau.record.files.services import Content, stored
from bureau.record.files.store import put
from bureau.record.journal.models import Entry
from bureau.record.journal.queries import hash_of_entry
from bureau.record.journal.services import Act, service

WRITERS = 4
KEPT = b"A document to a body"
SECONDS_MAX = 600


@promise("backup", asked=3, quick=1, unit="drills")
def run(trial: Trial) -> Outcome:
    broken: list[str] = []
    slowest = 0.0
    record_file(administrator(), content=KEPT)
    with served(trial.ground) as port, writers(port) as acknowledged:
        for drill in range(trial.number):
            began = time.monotonic()
            broken += drilled(trial.ground, acknowledged)
            slowest = max(slowest, time.monotonic() - began)
            if slowest > SECONDS_MAX:
                broken.append(f"drill {drill} took {slowest:.0f} s")
    return Outcome(
        trial.number, broken, f"{Entry.objects.count()} entries written; slowest {slowest:.1f} s"
    )


@service("backup.record_file")
def record_file(act: Act, *, content: bytes) -> None:
    """Put a file on record, as an act about a document of a body does."""
    act.touch("person", act.actor.person or 0)
    stored(act, Content(put(content), len(content), "txt"))


@contextmanager
def writers(port: int) -> Iterator[list[int]]:
    """People being made all the while; yields the numbers acknowledged so far."""
    wait_until_serving(port)
    acknowledged: list[int] = []
    stop = threading.Event()

    def write(writer: int) -> None:
        number = 0
        while not stop.is_set():
            name = f"{writer}-{(number := number + 1)}"
            _, said = post(port, "/prove/people/", {"key": name, "name": name})
            acknowledged.append(said["person"])
            stop.wait(0.01)

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    try:
        while len(acknowledged) < WRITERS:
            time.sleep(0.02)
        yield acknowledged
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def drilled(ground: Ground, acknowledged: list[int]) -> Iterator[str]:
    """What is wrong with one backup made now and restored elsewhere."""
    with tempfile.TemporaryDirectory(prefix="prove-") as folder, elsewhere(ground) as other:
        file = str(Path(folder) / "bureau.backup")
        before = len(acknowledged)
        written = ground.command("backup", file, "--with-keys")
        after = len(acknowledged)
        if written.returncode:
            yield f"backup: {written.stdout}{written.stderr}"
            return
        restored = other.command("restore", file, "--keys", f"{file}.keys", BUREAU_POOL="1")
        if restored.returncode:
            yield f"restore: {restored.stdout}{restored.stderr}"
            return
        if after == before:
            yield "nobody wrote while the backup was made: this drill shows nothing"
        yield from differences(other, set(acknowledged[:before]))


@contextmanager
def elsewhere(ground: Ground) -> Iterator[Ground]:
    """An empty home and an empty database of the same kind."""
    with tempfile.TemporaryDirectory(prefix="prove-") as home:
        if ground.vendor == SQLITE:
            yield Ground(SQLITE, Path(home), f"sqlite:///{home}/bureau.sqlite3")
        else:
            server = ground.url.rpartition("/")[0] + "/postgres"
            with database(server) as url:
                yield Ground(POSTGRESQL, Path(home), url)


def differences(restored: Ground, promised: set[int]) -> Iterator[str]:
    """Where the restored copy is not the original as it stood at the copy's own head."""
    [(sequence, hash)] = rows(restored, "SELECT sequence, hash FROM journal_chainhead")
    if hash_of_entry(sequence) != hash:
        yield f"entry {sequence} is another one than in the original"
    there = dict(rows(restored, "SELECT id, name FROM accounts_person"))
    touched = Entry.objects.filter(sequence__lte=sequence, subjects__kind="person")
    here = Person.objects.filter(pk__in=touched.values("subjects__number"))
    if there != dict(here.values_list("pk", "name")):
        yield f"the people as of entry {sequence} are not those of the original"
    name = sha256(KEPT).hexdigest()
    if not (restored.home / FILES / name[:2] / name).is_file():
        yield "a file that is on record is not in the home"
    if missing := promised - set(there):
        yield f"{len(missing)} people acknowledged before the backup are not in it"


def rows(ground: Ground, query: str) -> list[tuple[Any, ...]]:
    if ground.vendor == SQLITE:
        with closing(sqlite3.connect(ground.home / "bureau.sqlite3")) as connection:
            return connection.execute(query).fetchall()
    with psycopg.connect(ground.url) as connection:
        return connection.execute(query.encode()).fetchall()
