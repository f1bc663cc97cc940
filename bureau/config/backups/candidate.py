"""A database made of a backup, in a process of its own: our migrations, its rows, all checks.

The process is told by its environment which database it fills: the candidate of a restore, or for
the check of a new backup one of SQLite that has no name and is gone with the process.
"""

import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from itertools import batched
from pathlib import Path
from typing import IO, Any, Protocol

from bureau.config.backups import earlier, postgres, sqlite
from bureau.config.backups.archive import Archive, Manifest, Rows, Unfit, manifest_read, opened
from bureau.config.backups.source import LEFT_OUT, SEALS, TOKENS, seals_named
from bureau.config.commands.verify import CHECKS

TOKENS_A_TIME = 1000
WITHOUT_FILES = "files"
"""The check that reads the folder of files: a check of a backup asks the backup instead."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the process is to do: with which archive (a descriptor), whose manifest was proved.

    `folder` is the home of the candidate, with its files; "" for the check of a new backup.
    `register` names who is erased again; "" where nobody is.
    """

    archive: int
    digest: str
    folder: str = ""
    register: str = ""


def made(
    asked: Asked, file: IO[bytes], env: Mapping[str, str], *, holding: Sequence[int] = ()
) -> str:
    """Make the candidate in another process; returns what it printed. Unfit where it fails.

    It ends with this one, however that ends, and holds these descriptors open as long.
    """
    ours, parent = os.pipe()
    told = {**asked_said(asked), "archive": file.fileno()}
    try:
        ended = subprocess.run(
            [sys.executable, "-m", __name__, json.dumps(told), str(ours)],
            env=dict(env),
            pass_fds=[file.fileno(), ours, *holding],
            capture_output=True,
            text=True,
        )
    finally:
        os.close(ours)
        os.close(parent)
    if ended.returncode:
        raise Unfit(ended.stderr.strip()[-2000:] or f"the check ended with {ended.returncode}")
    return ended.stdout.strip()


def asked_said(asked: Asked) -> dict[str, Any]:
    return {"digest": asked.digest, "folder": asked.folder, "register": asked.register}


def main() -> None:
    from django.db import Error

    from bureau.config.cli import set_up

    threading.Thread(target=end_with, args=(int(sys.argv[2]),), daemon=True).start()
    set_up()
    asked = Asked(**json.loads(sys.argv[1]))
    try:
        with open(asked.archive, "rb") as file:
            print(make(asked, opened(file)))
    except (Unfit, Error, OSError) as error:
        sys.exit(str(error))


def end_with(parent: int) -> None:
    """End at once when nobody holds the other end of the pipe any more."""
    os.read(parent, 1)
    os._exit(1)


def make(asked: Asked, archive: Archive) -> str:
    if archive.digest() != asked.digest:
        raise Unfit("the backup is not the one that was proved")
    said = archive.said()
    is_earlier = said["format"] == earlier.FORMAT
    manifest = earlier.manifest_read(archive) if is_earlier else manifest_read(said)
    make_tables(manifest.migrations)
    with contents(manifest, archive, asked) as found:
        load(found, manifest)
    if not is_earlier:
        refuse_other_seals(manifest)
        refuse_other_mark(manifest)
    refuse_other_standing(manifest)
    migrate_on()
    refuse_lacking_files(manifest)
    verify([name for name in CHECKS if asked.folder or name != WITHOUT_FILES])
    return run(["erasures", "replay", asked.register]) if asked.register else ""


def make_tables(migrations: Sequence[str]) -> None:
    """The tables as just these migrations make them, with what they put in taken out again."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.migrations.recorder import MigrationRecorder

    executor = MigrationExecutor(connection)
    wanted = {name: key_of(name) for name in migrations}
    graph = executor.loader.graph
    if unknown := [name for name, key in wanted.items() if key not in graph.nodes]:
        raise Unfit(f"the backup is of a newer Bureau: it knows {', '.join(sorted(unknown))}")
    keys = set(wanted.values())
    last = [
        key
        for key in sorted(keys)
        if not any(child.key in keys and child.key[0] == key[0] for child in children(graph, key))
    ]
    executor.migrate(last)
    applied = set(MigrationRecorder(connection).applied_migrations())
    if more := sorted(f"{app}.{name}" for app, name in applied - keys):
        raise Unfit(f"manifest.json: migrations lack {', '.join(more)}")
    with connection.cursor() as cursor:
        for table in tables_here():
            cursor.execute(f'DELETE FROM "{table}"')


def key_of(migration: str) -> tuple[str, str]:
    app, _dot, name = migration.partition(".")
    return app, name


def children(graph: Any, key: tuple[str, str]) -> Iterable[Any]:
    found: Iterable[Any] = graph.node_map[key].children
    return found


def tables_here() -> list[str]:
    """Every table of the candidate that a backup fills."""
    from django.db import connection

    names = connection.introspection.table_names()
    return sorted(n for n in names if n not in LEFT_OUT and not n.startswith(f"{TOKENS}_"))


class Contents(Protocol):
    """The tables of a backup, each read once, in turn."""

    def tables(self) -> Iterator[Rows]: ...
    def sequences(self) -> Mapping[str, int]: ...


@dataclass(slots=True)
class Parts:
    """The tables that the manifest names."""

    manifest: Manifest
    archive: Archive

    def tables(self) -> Iterator[Rows]:
        for table, part in self.manifest.tables().items():
            yield Rows(table, part.columns, self.archive.rows(table, part))

    def sequences(self) -> Mapping[str, int]:
        return self.manifest.sequences


@contextmanager
def contents(manifest: Manifest, archive: Archive, asked: Asked) -> Iterator[Contents]:
    if manifest.format == earlier.FORMAT:
        file = Path(asked.folder) / earlier.DATABASE
        with earlier.rows_in(manifest, file, frozenset(tables_here())) as found:
            yield found
    else:
        archive.prove(manifest)
        yield Parts(manifest, archive)


def load(found: Contents, manifest: Manifest) -> None:
    """Put in every row; raises Unfit for a table or column that is not known, or not there."""
    from django.db import DatabaseError, connection, transaction

    known, loaded = set(tables_here()), set[str]()
    with connection.constraint_checks_disabled(), transaction.atomic():
        for rows in found.tables():
            if rows.table in LEFT_OUT and manifest.format == earlier.FORMAT:
                for _left_out in rows.values:
                    pass
                continue
            if rows.table not in known - loaded:
                raise Unfit(f"{rows.table} is no table of this Bureau, or stands there twice")
            try:
                load_table(rows, is_foreign=manifest.vendor != connection.vendor)
            except (DatabaseError, ValueError) as error:
                raise Unfit(f"{rows.table}: {error}") from error
            loaded.add(rows.table)
        if missing := sorted(known - loaded):
            raise Unfit(f"the backup lacks {', '.join(missing)}")
        for table, number in found.sequences().items():
            writer().set_sequence(table, number)
        try:
            connection.check_constraints()
        except DatabaseError as error:
            raise Unfit(f"a row names another one that is not there: {error}") from error


def writer() -> Any:
    from django.db import connection

    return sqlite if connection.vendor == "sqlite" else postgres


def load_table(rows: Rows, *, is_foreign: bool) -> None:
    from django.db import connection

    from bureau.record.search.store.index import write_tokens

    if rows.table == TOKENS:
        for some in batched(rows.values, TOKENS_A_TIME):
            write_tokens([(int(key), str(words or "").split()) for key, words in some])
        return
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, rows.table)
    if set(rows.columns) != {column.name for column in described}:
        named = sorted(set(rows.columns) ^ {column.name for column in described})
        raise Unfit(f"{rows.table}: {', '.join(named)} is no column of both the backup and Bureau")
    values = iter(rows.values)
    if is_foreign and connection.vendor == "sqlite":
        json_columns = {c.name for c in described if getattr(c, "has_json_constraint", False)}
        places = [place for place, name in enumerate(rows.columns) if name in json_columns]
        values = (as_sqlite_writes(row, places) for row in values)
    writer().load(rows.table, rows.columns, values)


def as_sqlite_writes(row: Sequence[Any], places: Sequence[int]) -> list[Any]:
    """JSON as Django writes it there: search by text leans on its escapes."""
    values = list(row)
    for place in places:
        if values[place] is not None:
            values[place] = json.dumps(json.loads(values[place]))
    return values


def refuse_other_seals(manifest: Manifest) -> None:
    from django.db import connection

    is_file = connection.vendor == "sqlite"
    query = f"{sqlite.SEALS} WHERE type = 'trigger'" if is_file else postgres.SEALS
    with connection.cursor() as cursor:
        cursor.execute(query)
        here = set(seals_named(cursor.fetchall()))
    if lost := sorted(here - set(manifest.seals)):
        raise Unfit(f"the database that was backed up had no seal {', '.join(lost)}")
    if more := sorted(set(manifest.seals) - here):
        raise Unfit(f"no migration makes the seal {', '.join(more)} ({', '.join(SEALS)})")


def refuse_other_mark(manifest: Manifest) -> None:
    from bureau.record.journal.models import Installation

    marks = list(Installation.objects.values_list("demonstration", flat=True))
    if marks != [manifest.demonstration]:
        raise Unfit("journal_installation: the demonstration mark is not that of manifest.json")


def refuse_other_standing(manifest: Manifest) -> None:
    """Raises Unfit where the rows end elsewhere than at the head that was signed."""
    from bureau.record.journal.models import ChainHead, RecordHead

    rows = list(ChainHead.objects.values_list("sequence", "hash"))
    numbers = list(RecordHead.objects.values_list("number", flat=True))
    if rows != [(manifest.head["sequence"], manifest.head["hash"])]:
        raise Unfit(f"journal_chainhead: the rows do not end at {manifest.head['sequence']}")
    if numbers != [manifest.record_number]:
        raise Unfit("journal_recordhead: the record number is not that of manifest.json")


def migrate_on() -> None:
    """From the migrations of the backup to those of this Bureau, and the triggers that follow."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, skip_checks=True)


def refuse_lacking_files(manifest: Manifest) -> None:
    from bureau.record.files.models import StoredFile

    there = manifest.files()
    for hash in StoredFile.objects.values_list("hash", flat=True).iterator():
        if hash not in there:
            raise Unfit(f"files/{hash[:2]}/{hash} is on record and not in the backup")


def verify(names: Sequence[str]) -> None:
    """What the journal itself says was edited is no reason to lose everything since."""
    run(["verify", "--but-recorded", *names])


def run(words: Sequence[str]) -> str:
    """One command on this database; what it printed. Unfit where it found something."""
    from bureau.config.cli import main as command

    printed = io.StringIO()
    with redirect_stdout(printed):
        code = command(words)
    if code:
        raise Unfit(f"{' '.join(words[:2])}: {printed.getvalue().strip()[-2000:]}")
    return printed.getvalue().strip()


if __name__ == "__main__":
    main()
