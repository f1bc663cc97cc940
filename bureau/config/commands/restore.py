"""Put a backup into an empty home and database; it opens only when it was checked whole."""

import argparse
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from bureau.config.backups import postgres, sqlite
from bureau.config.backups.archive import DATABASE, FILES, Manifest, Standing, Unfit, unpacked
from bureau.config.commands.verify import CHECKS


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path)
    command.add_argument("--force", action="store_true", help="even where there is something")
    command.add_argument(
        "--erasures", type=Path, help="a register kept elsewhere, beside the one in the home"
    )
    command.add_argument("--keys", type=Path, help="FILE.keys, written by backup --with-keys")


def execute(options: argparse.Namespace) -> int:
    from django.conf import settings

    from bureau.record.journal.services.heads import set_heads_aside

    home = settings.BUREAU_HOME
    home.mkdir(parents=True, exist_ok=True)
    try:
        with unpacked(options.file, home) as (manifest, folder):
            register = erasures_known(home, options.erasures)
            replayed = restore(manifest, folder, register, force=options.force)
        if options.keys:
            put_keys(options.keys, home / "keys")
    except (Unfit, OSError) as error:
        print(f"Not restored, and nothing was changed: {error}", file=sys.stderr)
        return 1
    print(f"Restored and verified: entry {manifest.head['sequence']}.")
    if aside := set_heads_aside():
        print(f"The heads written of the journal before are kept as {aside}.")
    if not options.keys and is_of_other_key(manifest):
        print("It was signed with another key than this home's: from here on this one signs.")
        print("Unless SECRET_KEY is the same: one-time codes are set up anew, webhooks made anew.")
    print(replayed)
    return 0


def erasures_known(home: Path, more: Path | None) -> Path:
    """Every erasure that is known here: the register in the home, the one kept elsewhere, and
    what the database that is to be replaced has carried out; all of it is now in the home."""
    from django.db import DatabaseError, connection

    from bureau.record.erasure.queries import register_of_erasures
    from bureau.record.erasure.services.traces import FILE, keep_register, register_in

    if more is not None and not more.exists():
        raise Unfit(f"there is no register of erasures {more}")
    try:
        if more is not None:
            keep_register(register_in(more))
    except (ValueError, KeyError, TypeError) as error:
        raise Unfit(f"{more} is not a register of erasures") from error
    try:
        keep_register(register_of_erasures())
    except DatabaseError:
        pass  # there is nothing yet, or nothing that can be read
    finally:
        connection.close()
        close_pools()
    (home / FILE).touch(mode=0o600)
    return home / FILE


def close_pools() -> None:
    """A database is replaced only where nobody has it open, this process among them."""
    from django.db import connections
    from django.db.backends.postgresql.base import DatabaseWrapper

    for one in connections.all(initialized_only=True):
        if isinstance(one, DatabaseWrapper):
            one.close_pool()


def restore(manifest: Manifest, folder: Path, register: Path, *, force: bool) -> str:
    """Check that the backup fits here, place it beside what is there, check it, erase again what
    was erased since, let it in; says how many that were."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    vendor = "sqlite" if database["ENGINE"].endswith("sqlite3") else "postgresql"
    if manifest.vendor != vendor:
        raise Unfit(f"this is a backup of {manifest.vendor}, and the database here is {vendor}")
    refuse_newer(manifest)
    refuse_unsigned(manifest)
    if vendor == "sqlite":
        return restore_sqlite(manifest, folder, Path(database["NAME"]), register, force)
    return restore_postgres(manifest, folder, postgres.environment(database), register, force)


def restore_sqlite(
    manifest: Manifest, folder: Path, database: Path, register: Path, force: bool
) -> str:
    if not force and not sqlite.is_empty(database):
        raise Unfit(f"{database} is not empty (--force puts the backup in its place)")
    with sqlite.put_in(folder / DATABASE, database) as url:
        refuse_other(manifest, sqlite.standing_of(folder / DATABASE))
        return make_fit(folder, register, {"DATABASE_URL": url})


def restore_postgres(
    manifest: Manifest, folder: Path, named: Mapping[str, str], register: Path, force: bool
) -> str:
    if not force and not postgres.is_empty(named):
        raise Unfit("the database is not empty (--force puts the backup in its place)")
    with postgres.put_in(folder / DATABASE, named):
        with postgres.connect(named) as connection:
            refuse_other(manifest, postgres.standing_of(connection))
        return make_fit(folder, register, {"BUREAU_POOL": "0"})


def refuse_newer(manifest: Manifest) -> None:
    from django.db.migrations.loader import MigrationLoader

    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations or {}}
    if unknown := sorted(set(manifest.migrations) - known):
        raise Unfit(f"the backup is of a newer Bureau: it knows {', '.join(unknown)}")


def refuse_unsigned(manifest: Manifest) -> None:
    from bureau.record.verifier import head_of

    if not head_of(manifest.head).is_genuine():
        raise Unfit("the signature of the backup's head is false")


def is_of_other_key(manifest: Manifest) -> bool:
    from bureau.record.journal.queries import signed_head

    return bool(signed_head()["public_key"] != manifest.head["public_key"])


def refuse_other(manifest: Manifest, standing: Standing) -> None:
    if not manifest.stands_at(standing):
        raise Unfit(f"the database stands at entry {standing.sequence}, not where it was signed")


def make_fit(folder: Path, register: Path, where: Mapping[str, str]) -> str:
    """Bring the candidate's tables up to this Bureau, verify all that can be verified, the files
    where they were unpacked, put these in the home, erase again; says what was erased."""
    from django.conf import settings

    as_unpacked = {**where, "BUREAU_HOME": str(folder)}
    run(["manage", "migrate", "--verbosity=0", "--skip-checks"], as_unpacked)
    run(["verify", *CHECKS], as_unpacked)
    if (folder / FILES).is_dir():
        shutil.copytree(folder / FILES, settings.BUREAU_HOME / FILES, dirs_exist_ok=True)
    return run(["erasures", "replay", str(register)], where)


def run(words: Sequence[str], where: Mapping[str, str]) -> str:
    """One command on the candidate; what it said."""
    ended = subprocess.run(
        [sys.executable, "-m", "bureau.config.cli", *words],
        env={**os.environ, **where},
        capture_output=True,
        text=True,
    )
    if ended.returncode:
        raise Unfit(f"{' '.join(words)}: {(ended.stdout + ended.stderr).strip()[-2000:]}")
    return ended.stdout.strip()


def put_keys(source: Path, keys: Path) -> None:
    """The keys of the installation that was backed up take the place of those made here."""
    keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tarfile.open(source) as tar:
        tar.extractall(keys, filter="data")
    for path in keys.iterdir():
        path.chmod(0o600)
