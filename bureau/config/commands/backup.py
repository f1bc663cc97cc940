"""Write the whole installation to one file, while it goes on working."""

import argparse
import os
import sys
import tarfile
import time
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO

from bureau.config.backups import candidate, postgres, sqlite
from bureau.config.backups.archive import (
    FILES,
    Manifest,
    Unfit,
    Writer,
    opened,
)
from bureau.config.backups.keys import key_environment, keys_file, own_public_key, pack_keys
from bureau.config.backups.source import Source, seals_named, tables_known
from bureau.config.backups.whole import refuse_there, written_whole
from bureau.config.shell import Mistake, say

NO_HOME = "/dev/null"
"""The home of a check: nothing can be written there."""


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path)
    command.add_argument("--force", action="store_true", help="even over a file that is there")
    command.add_argument(
        "--with-keys", action="store_true", help="write the keys beside it, as FILE.keys"
    )
    command.add_argument(
        "--no-check", action="store_true", help="do not try whether it can be restored"
    )


def execute(options: argparse.Namespace) -> int:
    began = time.monotonic()
    if not options.file.name:
        raise Mistake(f"{options.file} is a folder: name a file in it.")
    try:
        paths = (options.file, keys_file(options.file))
        for path in paths if options.with_keys else paths[:1]:
            refuse_there(path, replaces=options.force)
        manifest = back_up(options.file, is_checked=not options.no_check, replaces=options.force)
        if options.with_keys:
            pack_keys(keys_file(options.file), replaces=options.force)
    except (Unfit, OSError) as error:
        say(f"Not backed up: {error}", file=sys.stderr)
        return 1
    if options.with_keys:
        say(f"{keys_file(options.file)} written: whoever has both files has everything.")
    size = options.file.stat().st_size / 2**20
    say(
        f"{options.file} written{' and checked' if not options.no_check else ', not checked'}: "
        f"entry {manifest.head['sequence']}, record number {manifest.record_number}, "
        f"{size:.1f} MB, {time.monotonic() - began:.1f} s"
    )
    return 0


def back_up(file: Path, *, is_checked: bool, replaces: bool = True) -> Manifest:
    """Write every row as of one moment, then the files, and sign the whole. The file has a name
    only once it could be restored."""
    if not file.resolve().parent.is_dir():
        raise Unfit(f"there is no folder {file.resolve().parent}: make it, or choose another")
    with written_whole(file.resolve(), replaces=replaces) as written:
        write(written, file.resolve().parent)
        manifest = opened(written).signed_manifest(own_public_key())
        if is_checked:
            check(written, file.resolve().parent)
    return manifest


def write(file: IO[bytes], folder: Path) -> None:
    from django.conf import settings

    from bureau.record.journal.queries import head_signed

    with tarfile.open(fileobj=file, mode="w") as tar, source_here() as source:
        writer, standing = Writer(tar), source.standing()
        for table in tables_known():
            if rows := source.rows(table):
                writer.add_table(rows, folder)
        writer.add_files(settings.BUREAU_HOME / FILES)
        manifest = Manifest(
            vendor=source.vendor,
            head=head_signed(standing.sequence, standing.hash),
            record_number=standing.record_number,
            demonstration=standing.demonstration,
            migrations=standing.migrations,
            seals=seals_named(source.seals()),
            sequences=source.sequences(),
            parts=writer.parts,
        )
        writer.add_manifest(manifest, settings.BUREAU_JOURNAL_KEY)


def source_here() -> AbstractContextManager[Source]:
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        return sqlite.source(Path(database["NAME"]))
    return postgres.source(postgres.environment(database))


def check(file: IO[bytes], folder: Path) -> None:
    """Raises Unfit where the backup could not be restored: it is, into a database without a name
    that is gone with the process which makes it. It lies beside the backup while it is there."""
    env = {
        **os.environ,
        **key_environment(),
        "BUREAU_HOME": NO_HOME,
        "DATABASE_URL": "sqlite:///file:",
        "SQLITE_TMPDIR": str(folder),
    }
    try:
        candidate.made(candidate.Asked(file.fileno(), opened(file).digest()), file, env)
    except Unfit as error:
        raise Unfit(
            f"the new file could not be restored, so it was deleted: {error}. Run bureau verify,"
            " mend what it names, and back up again. To write the file unchecked, add --no-check."
        ) from error
