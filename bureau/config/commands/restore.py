"""Put a backup into an empty home and database; it opens only when it was checked whole."""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

from bureau.config.backups import candidate, earlier, postgres, sqlite
from bureau.config.backups.archive import FILES, MANIFEST, Archive, Manifest, Unfit, opened
from bureau.config.backups.keys import (
    key_environment,
    keys_in,
    own_public_key,
    public_key_of,
    put_keys,
)

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
            print(f"Not restored, and nothing was changed: {error}", file=sys.stderr)
        else:
            print(f"Not restored whole: {error}\nChanged: {', '.join(changed)}.", file=sys.stderr)
        return 1
    print(f"Restored and verified: entry {manifest.head['sequence']}.")
    if not keys and own_public_key() != manifest.head["public_key"]:
        print("It was signed with another key than this home's: from here on this one signs.")
        print("Unless SECRET_KEY is the same: one-time codes are set up anew, webhooks made anew.")
    if manifest.format == earlier.FORMAT:
        print("Nothing proves what a backup of 0.1.0 holds: look at /settings/people/ first.")
    print(printed)
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
    with tempfile.TemporaryDirectory(dir=folder_of_database(), prefix="restoring-") as name:
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
            printed = candidate.made(asked, read, {**env, "BUREAU_HOME": str(folder)})
            put_in(restoring, folder)
        keep_erasures(erased, folder)
    return manifest, printed


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


def put_in(restoring: Restoring, folder: Path) -> None:
    """The files come first: they lie under their hashes, and lead nowhere until the database does.
    Each step that was done is named in `changed`."""
    from django.conf import settings

    from bureau.record.journal.services.heads import set_heads_aside

    home, database = settings.BUREAU_HOME, settings.DATABASES["default"]
    for path in sorted((folder / FILES).glob("*/*")):
        target = home / FILES / path.parent.name / path.name
        if not target.is_file():
            restoring.changed[:] = ["files were added"]
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.move(path, target)
    if is_sqlite():
        if kept := sqlite.put_in_place(folder / NEW_DATABASE, Path(database["NAME"])):
            print(f"What was there is kept as {kept}.")
    else:
        postgres.put_in_place(postgres.environment(database))
    restoring.changed.append("the database was replaced")
    if aside := set_heads_aside():
        print(f"The heads of the journal before are kept as {aside}.")
    if restoring.keys:
        put_keys(restoring.keys, home / "keys")
        restoring.changed.append("the keys were replaced")
    if not is_sqlite():
        postgres.drop_replaced(postgres.environment(database))


def erasures_known(home: Path, more: Path | None, folder: Path) -> Path:
    """A register of every erasure that is known here: the register in the home, the one kept
    elsewhere, and what the database that is to be replaced has carried out."""
    from django.db import DatabaseError, connection

    from bureau.record.erasure.queries import Erased, register_of_erasures
    from bureau.record.erasure.services.traces import FILE, register_in

    if more is not None and not more.exists():
        raise Unfit(f"there is no register of erasures {more}")
    known: list[Erased] = []
    for path in (home / FILE, *([more] if more else [])):
        try:
            known += register_in(path)
        except (ValueError, KeyError, TypeError) as error:
            raise Unfit(f"{path} is not a register of erasures") from error
    try:
        known += register_of_erasures()
    except DatabaseError:
        pass  # there is nothing yet, or nothing that can be read
    finally:
        connection.close()
        close_pools()
    found = folder / "register.jsonl"
    found.write_text("".join(json.dumps(asdict(one)) + "\n" for one in dict.fromkeys(known)))
    return found


def keep_erasures(register: Path, folder: Path) -> None:
    """The home learns of every erasure known, those of the candidate among them."""
    from bureau.record.erasure.services.traces import FILE, keep_register, register_in

    keep_register([*register_in(register), *register_in(folder / FILE)])


def close_pools() -> None:
    """A database is replaced only where nobody has it open, this process among them."""
    from django.db import connections
    from django.db.backends.postgresql.base import DatabaseWrapper

    for one in connections.all(initialized_only=True):
        if isinstance(one, DatabaseWrapper):
            one.close_pool()
