"""Restores that are killed: what was there stands whole, or what was to come does."""

import os
import signal
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from bureau.config.backups.keys import JOURNAL, public_key_of
from bureau.config.backups.postgres import CANDIDATE, REPLACED
from bureau.config.promises.backup import elsewhere, rows
from bureau.config.proving.grounds import SQLITE, Ground

FIRST_SECONDS = 0.3
PATIENCE_SECONDS = 300
ACT = """
from bureau.config.proving.addresses import administrator
from bureau.record.accounts.services import create_person
from bureau.record.journal.services.heads import write_head
create_person(administrator(), name="One more")
write_head.func()
"""
DYING = """
import os, signal, sys
from unittest.mock import patch
from bureau.config.cli import main, set_up
from django.utils.module_loading import import_string
set_up()
path, when = sys.argv[1:3]
was = import_string(path)
def dying(*given, **named):
    if when == "after":
        was(*given, **named)
    os.kill(os.getpid(), signal.SIGKILL)
with patch(path, dying):
    sys.exit(main(sys.argv[3:]))
"""
RESTORE = "bureau.config.commands.restore"
EARLY = (
    (f"{RESTORE}.candidate.made", "after"),
    (f"{RESTORE}.keep_erasures", "after"),
    ("bureau.record.journal.services.heads.set_heads_aside", "after"),
)
LATE = {
    SQLITE: (
        ("os.fsync", "before"),
        ("bureau.config.backups.sqlite.put_in_place", "after"),
    ),
    "postgresql": (
        ("bureau.config.backups.postgres.put_in_place", "after"),
        ("bureau.config.backups.postgres.drop_replaced", "before"),
    ),
}
"""Where a restore is killed on purpose, as no random moment is likely to meet it."""


def faults_of_kills(
    ground: Ground, random: Random, kills: int, steps: Sequence[tuple[str, str]]
) -> Iterator[str]:
    """What is wrong after a restore was killed: so often at random, then once at each step."""
    with (
        elsewhere(ground) as other,
        elsewhere(ground) as third,
        tempfile.TemporaryDirectory(prefix="prove-") as name,
    ):
        backups = two_backups(ground, other, Path(name))
        took = restored(other, *backups[0])
        known = {standing(other)}
        restored(third, *backups[1])
        known.add(standing(third))
        killed = 0
        while killed < kills:
            wait = random.uniform(FIRST_SECONDS, max(took, 2 * FIRST_SECONDS))
            run = other.start("-m", "bureau.config.cli", *backups[(killed + 1) % 2])
            time.sleep(wait)
            if run.poll() is None:
                kill_alone(run.pid)
                killed += 1
            elif run.returncode:
                yield f"kill {killed}: {(other.home / 'log').read_text()[-500:]}"
                killed += 1
            else:
                took = wait  # the restore was quicker than the first one
            run.wait()
            yield from faults_after(other, known, f"killed after {wait:.1f} s")
        for number, (path, when) in enumerate(steps):
            run = other.start("-c", DYING, path, when, *backups[(number + 1) % 2])
            if run.wait(PATIENCE_SECONDS) != -signal.SIGKILL:
                yield f"{path}: was not killed there: {(other.home / 'log').read_text()[-500:]}"
            yield from faults_after(other, known, f"killed {when} {path}")
        restored(other, *backups[0])
        yield from (f"a killed restore left {each}" for each in left_by(other))


def two_backups(ground: Ground, other: Ground, folder: Path) -> list[list[str]]:
    """The words that restore what stands here, and what stands after one act more."""
    words: list[list[str]] = []
    for name in ("old", "new"):
        file, of = str(folder / name), ground if name == "old" else other
        if name == "new":
            restored(other, *words[0])
            done(other, "manage", "shell", "-v0", "-c", ACT)
        done(of, "backup", file, "--no-check")
        key = public_key_of((of.home / "keys" / JOURNAL).read_text().strip())
        words.append(["restore", file, "--force", "--public-key", key])
    return words


def restored(ground: Ground, *words: str) -> float:
    """How many seconds it took."""
    began = time.monotonic()
    done(ground, *words)
    return time.monotonic() - began


def done(ground: Ground, *words: str) -> None:
    ended = ground.command(*words)
    if ended.returncode:
        raise RuntimeError(f"{words[0]}: {ended.stdout}{ended.stderr}")


def kill_alone(pid: int) -> None:
    """Only the process itself: what it has started must end by itself."""
    os.kill(pid, signal.SIGKILL)


type Standing = tuple[str, ...]


def standing(ground: Ground) -> Standing:
    """The end of the journal, and everybody who is on record."""
    head = rows(ground, "SELECT sequence, hash FROM journal_chainhead")
    return (repr(head), repr(sorted(rows(ground, "SELECT id, name FROM accounts_person"))))


def faults_after(ground: Ground, known: set[Standing], when: str) -> Iterator[str]:
    if standing(ground) not in known:
        yield f"{when}: neither what was there nor what was to come stands"
    verified = ground.command("verify")
    if verified.returncode:
        yield f"{when}: {verified.stdout}{verified.stderr}"


def left_by(ground: Ground) -> Sequence[str]:
    """Folders, second names of the database and schemas that nobody needs."""
    database = ground.home / "bureau.sqlite3"
    found = [path.name for path in ground.home.rglob("restoring-*")]
    for kept in ground.home.glob("bureau.sqlite3.before-*"):
        if kept.samefile(database):
            found.append(kept.name)
    if ground.vendor != SQLITE:
        asked = f"nspname IN ('{CANDIDATE}', '{REPLACED}')"
        found += [row[0] for row in rows(ground, f"SELECT nspname FROM pg_namespace WHERE {asked}")]
    return found
