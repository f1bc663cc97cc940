"""Put a backup into an empty home and database; it opens only when it was checked whole."""

import argparse
import fcntl
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

from bureau.config.backups import candidate, earlier, postgres, sqlite
from bureau.config.backups.archive import FILES, MANIFEST, Archive, Manifest, Unfit, opened
from bureau.config.backups.keys import (
    key_environment,
    keys_in,
    own_public_key,
    public_key_of,
    put_keys,
)
from bureau.config.shell import say

if TYPE_CHECKING:
    from bureau.record.erasure.queries import Erased

FOLDER = "restoring-"
NEW_DATABASE = "candidate.sqlite3"


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path)
    command.add_argument("--force", action="store_true", help="even where there is something")
    command.add_argument(
        "--erasures", type=Path, help="a register kept elsewhere, beside the one in the home"
    )
    command.add_argument("--keys", type=Path, help="FILE.keys, written by backup --with-keys")
    command.add_argument(
        "--public-key",
        default="",
        metavar="HEX",
        help="the key that signed it, from a head that was kept elsewhere",
    )
    command.add_argument(
        "--unsigned",
        action="store_true",
        help="a backup of release 0.1.0, although nothing proves what it holds",
    )


@dataclass(slots=True)
class Restoring:
    """One restore: from where, under which keys, and what it changed so far."""

    options: argparse.Namespace
    keys: Mapping[str, str]
    trusted: str
    changed: list[str] = field(default_factory=list)


def execute(options: argparse.Namespace) -> int:
    import psycopg
    from django.conf import settings

    settings.BUREAU_HOME.mkdir(parents=True, exist_ok=True)
    changed: list[str] = []
    try:
        keys = keys_in(options.keys) if options.keys else {}
        restoring = Restoring(options, keys, key_trusted(options, keys), changed)
        with options.file.open("rb") as file:
            manifest, printed = restore(restoring, file)
    except (Unfit, OSError, psycopg.Error) as error:
        if not changed:
            say(f"Not restored, and nothing was changed: {error}", file=sys.stderr)
        else:
            say(f"Not restored whole: {error}\nChanged: {', '.join(changed)}.", file=sys.stderr)
        return 1
    say(f"Restored and verified: entry {manifest.head['sequence']}.")
    if not keys and own_public_key() != manifest.head["public_key"]:
        say("It was signed with another key than this home's: from here on this one signs.")
        say("Say so in the record: bureau journal declare-key --as LOGIN --reason WHY")
        say("Unless SECRET_KEY is the same: one-time codes are set up anew, webhooks made anew.")
    if manifest.format == earlier.FORMAT:
        say("Nothing proves what a backup of 0.1.0 holds: look at /settings/people/ first.")
    say(printed)
    return 0


def key_trusted(options: argparse.Namespace, keys: Mapping[str, str]) -> str:
    """The public key that a backup must be signed with: the one named, that of the keys given, or
    the home's own."""
    if options.public_key:
        return str(options.public_key).strip().lower()
    return public_key_of(keys["journal"]) if keys else own_public_key()


def restore(restoring: Restoring, file: IO[bytes]) -> tuple[Manifest, str]:
    """Prove the backup, make a candidate of it beside what is there, check that, and put it in
    its place; returns what the erasures that were carried out again printed."""
    from django.conf import settings

    home = settings.BUREAU_HOME
    with (
        alone() as holding,
        tempfile.TemporaryDirectory(dir=folder_of_database(), prefix=FOLDER) as name,
    ):
        folder = Path(name)
        archive, manifest, read = proved(restoring, file, folder)
        refuse_newer(manifest)
        erased = erasures_known(home, restoring.options.erasures, folder)
        refuse_full(restoring.options)
        for each in manifest.files():
            path = f"{FILES}/{each[:2]}/{each}"
            archive.extract(path, folder / path)
        if manifest.format == earlier.FORMAT:
            archive.extract(earlier.DATABASE, folder / earlier.DATABASE)
        asked = candidate.Asked(0, archive.digest(), str(folder), str(erased))
        with candidate_here(folder) as where:
            env = {**os.environ, **key_environment(restoring.keys), **where}
            env["BUREAU_HOME"] = str(folder)
            printed = candidate.made(asked, read, env, holding=holding)
            put_in(restoring, folder, erased)
    return manifest, printed


@contextmanager
def alone() -> Iterator[list[int]]:
    """Nobody else restores here meanwhile. Yields the descriptors that hold the lock on the folder;
    what a killed restore left there is swept up."""
    from django.conf import settings

    database, folder = settings.DATABASES["default"], folder_of_database()
    with ExitStack() as locks:
        lock = os.open(folder, os.O_RDONLY)
        locks.callback(os.close, lock)
        ends = time.monotonic() + postgres.HANGS_UP_SECONDS
        while not is_locked(lock):
            if time.monotonic() > ends:
                raise Unfit(f"another restore is under way in {folder}")
            time.sleep(0.1)
        if not is_sqlite():
            locks.enter_context(postgres.alone(postgres.environment(database)))
        for left in folder.glob(f"{FOLDER}*"):
            shutil.rmtree(left, ignore_errors=True)
        if is_sqlite():
            sqlite.drop_unfinished(Path(database["NAME"]))
        yield [lock]


def is_locked(folder: int) -> bool:
    """Whether it is ours now, and that of whoever else has this descriptor."""
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def folder_of_database() -> Path:
    """Where a file lies on the same disk as the database of SQLite, and as the home otherwise."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    return Path(database["NAME"]).parent if is_sqlite() else Path(settings.BUREAU_HOME)


def is_sqlite() -> bool:
    from django.conf import settings

    return bool(settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"))


def proved(
    restoring: Restoring, file: IO[bytes], folder: Path
) -> tuple[Archive, Manifest, IO[bytes]]:
    """The archive, its manifest, and the file that it is read from. Raises Unfit unless the key
    trusted signed the manifest, and every part is the one named there."""
    if earlier.is_earlier(file):
        if not restoring.options.unsigned:
            raise Unfit(
                f"{restoring.options.file} is of release 0.1.0, and nothing proves what it holds."
                " Restore it with --unsigned only where you know who could write it."
            )
        archive, read = earlier.opened_earlier(file, folder)
        manifest = earlier.manifest_of(archive, restoring.trusted)
        if (manifest.vendor == "sqlite") != is_sqlite():
            raise Unfit(f"a backup of 0.1.0 goes back into {manifest.vendor} alone")
    else:
        archive, read = opened(file), file
        manifest = archive.signed_manifest(restoring.trusted)
    archive.prove(manifest)
    return archive, manifest, read


def refuse_newer(manifest: Manifest) -> None:
    from django.db.migrations.loader import MigrationLoader

    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations or {}}
    if unknown := sorted(set(manifest.migrations) - known):
        raise Unfit(f"{MANIFEST}: is of a newer Bureau, and names {', '.join(unknown)}")


def refuse_full(options: argparse.Namespace) -> None:
    from django.conf import settings

    database = settings.DATABASES["default"]
    if is_sqlite():
        sqlite.close_for_others(Path(database["NAME"]))
        empty = sqlite.is_empty(Path(database["NAME"]))
    else:
        empty = postgres.is_empty(postgres.environment(database))
    if not empty and not options.force:
        raise Unfit("the database is not empty (--force puts the backup in its place)")


@contextmanager
def candidate_here(folder: Path) -> Iterator[dict[str, str]]:
    """The variables that lead a process to a new database beside the one that is there."""
    from django.conf import settings

    if is_sqlite():
        yield {"DATABASE_URL": f"sqlite:///{folder / NEW_DATABASE}"}
    else:
        from bureau.config.home import database_url

        with postgres.candidate_schema(postgres.environment(settings.DATABASES["default"])):
            address = postgres.in_candidate(database_url())
            yield {"DATABASE_URL": address, "BUREAU_POOL": "0"}


def put_in(restoring: Restoring, folder: Path, erased: Path) -> None:
    """All that harms nothing comes first, then the database, by one step that is done or not.

    Files lie under their hashes, and lead nowhere until the database does. Each step that was done
    is named in `changed`.
    """
    from django.conf import settings

    home, database = settings.BUREAU_HOME, settings.DATABASES["default"]
    for path in sorted((folder / FILES).glob("*/*")):
        target = home / FILES / path.parent.name / path.name
        if not target.is_file():
            restoring.changed[:] = ["files were added"]
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft = target.with_name(f".{path.name}")  # it may come from another disk
            shutil.move(path, draft)
            draft.replace(target)
    if keep_erasures(erased, folder):
        restoring.changed.append("the register of erasures was added to")
    with other_heads() as aside:
        if is_sqlite():
            if kept := sqlite.put_in_place(folder / NEW_DATABASE, Path(database["NAME"])):
                say(f"What was there is kept as {kept}.")
        else:
            postgres.put_in_place(postgres.environment(database))
    restoring.changed.append("the database was replaced")
    if aside:
        say(f"The heads of the journal before are kept as {aside}.")
    if restoring.keys:
        put_keys(restoring.keys, home / "keys")
        restoring.changed.append("the keys were replaced")
    if not is_sqlite():
        postgres.drop_replaced(postgres.environment(database))


@contextmanager
def other_heads() -> Iterator[str]:
    """The heads of the journal that is replaced go aside, and come back where it is not replaced;
    yields the name under which they are kept, "" where there are none."""
    from bureau.record.journal.services.heads import set_heads_aside, take_heads_back

    aside = set_heads_aside()
    try:
        yield aside
    except BaseException:
        take_heads_back(aside)
        raise


def erasures_known(home: Path, more: Path | None, folder: Path) -> Path:
    """A register of every erasure that is known here: the register in the home, the one kept
    elsewhere, and what the database that is to be replaced has carried out."""
    from bureau.record.erasure.queries import Erased
    from bureau.record.erasure.services.traces import FILE, register_in

    if more is not None and not more.exists():
        raise Unfit(f"there is no register of erasures {more}")
    known: list[Erased] = []
    for path in (home / FILE, *([more] if more else [])):
        try:
            known += register_in(path)
        except (ValueError, KeyError, TypeError) as error:
            raise Unfit(f"{path} is not a register of erasures") from error
    known += erasures_of_replaced()
    found = folder / "register.jsonl"
    found.write_text("".join(json.dumps(asdict(one)) + "\n" for one in dict.fromkeys(known)))
    return found


def erasures_of_replaced() -> "list[Erased]":
    """Those of the database that is to be replaced, as far as its journal verifies: of its rows
    nothing is believed. None where there is nothing yet, or nothing that can be read."""
    from django.db import DatabaseError, connection

    from bureau.record.erasure.queries import register_of_erasures
    from bureau.record.journal.models import Entry
    from bureau.record.journal.queries.heads import verified_until

    try:
        last = Entry.objects.order_by("-sequence").values_list("sequence", flat=True).first()
        if last and (until := verified_until()) < last:
            say(f"The journal that is replaced does not verify after entry {until}: erasures")
            say("settled since are carried out again only if a register names them.")
        return register_of_erasures()
    except (DatabaseError, ValueError, TypeError, KeyError):
        return []
    finally:
        connection.close()
        close_pools()


def keep_erasures(register: Path, folder: Path) -> bool:
    """The home learns of every erasure known, those of the candidate among them. Whether it
    learnt of any."""
    from bureau.record.erasure.services.traces import FILE, keep_register, register_in

    return keep_register([*register_in(register), *register_in(folder / FILE)])


def close_pools() -> None:
    """A database is replaced only where nobody has it open, this process among them."""
    from django.db import connections
    from django.db.backends.postgresql.base import DatabaseWrapper

    for one in connections.all(initialized_only=True):
        if isinstance(one, DatabaseWrapper):
            one.close_pool()
