"""A tampered backup is refused, whatever was altered in it and whoever signed it then."""

import argparse
import hashlib
import io
import os
import signal
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from django.conf import settings
from django.db import connection

from bureau.config.backups.keys import own_public_key
from bureau.config.backups.source import tables_known
from bureau.config.commands import backup, restore
from bureau.config.promises.backup import KEPT, elsewhere, record_file, rows
from bureau.config.proving.addresses import administrator
from bureau.config.proving.grounds import Ground
from bureau.config.proving.killing import EARLY, LATE, faults_of_kills
from bureau.config.proving.promise import ALL, Outcome, Trial, promise
from bureau.config.proving.tampering import CASES, FORGED, Case, with_unlisted
from bureau.record.accounts.backends.sessions import SessionStore
from bureau.record.accounts.models import User

GUARD = "bureau.config.backups.archive.refuse_unsigned"
KILLS = 8
RESTORES_KILLED = 30
KILLED_AFTER_SECONDS = (0.5, 6)
FORGERY = "password hash, rewritten"


@promise("backup_sealed", asked=ALL, quick=12, unit="backups")
def run(trial: Trial) -> Outcome:
    record_file(administrator(), content=KEPT)
    SessionStore().create()
    chosen = trial.some(CASES)
    with tempfile.TemporaryDirectory(prefix="prove-") as name:
        file = Path(name) / "bureau.backup"
        backup.back_up(file, is_checked=False)
        honest, before = file.read_bytes(), state(trial.ground)
        broken = [fault for case in chosen for fault in faults_of(case, honest, file)]
        if state(trial.ground) != before:
            broken.append("the installation was changed by what was refused")
        if len(chosen) == len(CASES):
            broken += killed_faults(trial)
            steps = (*EARLY, *LATE[trial.ground.vendor])
            broken += faults_of_kills(trial.ground, trial.random, RESTORES_KILLED, steps)
            file.write_bytes(with_unlisted(honest))
            broken += honest_faults(trial.ground, file)
            broken += faults_without_guard(honest, file)
    return Outcome(len(chosen), broken, asked=len(CASES))


def faults_of(case: Case, honest: bytes, file: Path) -> Iterator[str]:
    file.write_bytes(case.made_of(honest))
    code, printed = restored(file)
    if code == 0:
        yield f"{case.name}: was restored"
    elif "nothing was changed" not in printed or case.named not in printed:
        yield f"{case.name}: refused without naming {case.named}: {printed}"


def restored(file: Path) -> tuple[int, str]:
    """Restore here, over what is here; the exit code and what was printed."""
    parser, printed = argparse.ArgumentParser(), io.StringIO()
    restore.declare(parser)
    with redirect_stderr(printed), redirect_stdout(printed):
        code = restore.execute(parser.parse_args([str(file), "--force"]))
    return code, printed.getvalue()


def state(ground: Ground) -> Mapping[str, object]:
    """All that a restore could change: files and keys of the home, and what the tables hold."""
    home = settings.BUREAU_HOME
    files = [path for path in home.rglob("*") if path.is_file() and "sqlite3" not in path.name]
    found: dict[str, object] = {
        str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }
    connection.close()
    return found | {table: content(ground, table) for table in tables_known()}


def content(ground: Ground, table: str) -> list[tuple[object, ...]]:
    return sorted(rows(ground, f"SELECT * FROM {table}"), key=repr)


def killed_faults(trial: Trial) -> Iterator[str]:
    """A backup that is killed, at any moment, leaves no file."""
    random = trial.random
    with tempfile.TemporaryDirectory(prefix="prove-") as name:
        for _ in range(KILLS):
            words = ("-m", "bureau.config.cli", "backup", f"{name}/bureau.backup", "--force")
            running = trial.ground.start(*words)
            time.sleep(random.uniform(*KILLED_AFTER_SECONDS))
            ended = running.poll()
            if ended is None:
                os.killpg(running.pid, signal.SIGKILL)
            running.wait()
            left = [path.name for path in Path(name).iterdir()]
            if ended is None and left:
                yield f"a killed backup left {', '.join(left)}"
            for path in Path(name).iterdir():
                path.unlink()


def honest_faults(ground: Ground, file: Path) -> Iterator[str]:
    """One that holds more members than its manifest names is restored without them, and equals."""
    with elsewhere(ground) as other:
        key = own_public_key()
        ended = other.command("restore", str(file), "--public-key", key)
        if ended.returncode:
            yield f"an honest backup: {ended.stdout}{ended.stderr}"
            return
        yield from (
            f"{table} is another one in the restored copy"
            for table in tables_known()
            if content(ground, table) != content(other, table)
        )
        if rows(other, "SELECT * FROM django_session"):
            yield "a session was restored"
        if found := [path for path in other.home.parent.rglob("evil*")]:
            yield f"a member that the manifest does not name was read: {found[0]}"


def faults_without_guard(honest: bytes, file: Path) -> Iterator[str]:
    """Where nobody asks who signed, a forged password must come in: else this shows nothing."""
    case = next(each for each in CASES if each.name == FORGERY)
    file.write_bytes(case.made_of(honest))
    with patch(GUARD):
        code, printed = restored(file)
    if code or not User.objects.filter(password=FORGED).exists():
        yield f"without the guard no forged password came in: {printed}"
