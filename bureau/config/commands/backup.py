"""Write the whole installation to one file, while it goes on working."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from bureau.config.backups import postgres, sqlite
from bureau.config.backups.archive import FILES, Manifest, Standing, Unfit, pack, pack_keys


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path)
    command.add_argument("--force", action="store_true", help="even over a file that is there")
    command.add_argument(
        "--with-keys", action="store_true", help="write the keys beside it, as FILE.keys"
    )


def execute(options: argparse.Namespace) -> int:
    began = time.monotonic()
    try:
        if not options.force:
            refuse_there(options.file, with_keys=options.with_keys)
        manifest = back_up(options.file)
    except (Unfit, OSError) as error:
        print(f"Not backed up: {error}", file=sys.stderr)
        return 1
    if options.with_keys:
        from bureau.config.home import HOME

        pack_keys(keys_file(options.file), HOME / "keys")
        print(f"{keys_file(options.file)} written: whoever has both files has everything.")
    size = options.file.stat().st_size / 2**20
    print(
        f"{options.file} written: entry {manifest.head['sequence']}, record number "
        f"{manifest.record_number}, {size:.1f} MB, {time.monotonic() - began:.1f} s"
    )
    return 0


def refuse_there(file: Path, *, with_keys: bool) -> None:
    for path in (file, keys_file(file)) if with_keys else (file,):
        if path.exists():
            raise Unfit(f"{path} is there already (--force writes over it)")


def keys_file(file: Path) -> Path:
    return file.with_name(f"{file.name}.keys")


def back_up(file: Path) -> Manifest:
    """Copy the database as of one moment, then its files, and sign where the journal stood."""
    from django.conf import settings

    if not file.resolve().parent.is_dir():
        raise Unfit(f"there is no folder {file.resolve().parent}: make it, or choose another")
    with tempfile.TemporaryDirectory(dir=file.resolve().parent, prefix=".backup-") as folder:
        database = Path(folder) / "database"
        vendor, standing = copy_out(database)
        manifest = manifest_of(vendor, standing)
        pack(file, database, settings.BUREAU_HOME / FILES, manifest)
    return manifest


def copy_out(target: Path) -> tuple[str, Standing]:
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        return "sqlite", sqlite.copy_out(Path(database["NAME"]), target)
    return "postgresql", postgres.copy_out(postgres.environment(database), target)


def manifest_of(vendor: str, standing: Standing) -> Manifest:
    from bureau.record.journal.queries import head_signed

    return Manifest(
        vendor=vendor,
        head=head_signed(standing.sequence, standing.hash),
        record_number=standing.record_number,
        migrations=standing.migrations,
        parts={},
    )
