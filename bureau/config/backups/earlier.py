"""Backups of 0.1.0 (format 1): a copy of the SQLite file, or an archive of pg_dump.

Nothing but the journal's head is signed in them, so what they hold is not proved. Only rows are
read: no statement of theirs is run.
"""

import gzip
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, cast

from bureau.config.backups import sqlite
from bureau.config.backups.archive import (
    MANIFEST,
    PART_NAME,
    Archive,
    Manifest,
    Part,
    Rows,
    Unfit,
    opened,
    refuse_false_head,
)
from bureau.config.backups.postgres import program
from bureau.config.backups.source import TOKENS

FORMAT = 1
GZIP = b"\x1f\x8b"
DATABASE = "database"
COPY = re.compile(r'COPY public\."?(\w+)"? \(([\w", ]+)\) FROM stdin;\n')
SEQUENCE = re.compile(
    r"SELECT pg_catalog\.setval\('public\.(\w+)_id_seq', (\d{1,18}), (true|false)\);\n"
)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
ESCAPES = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
TOKEN = re.compile(r"'([^']*)'")


def is_earlier(file: IO[bytes]) -> bool:
    file.seek(0)
    return file.read(2) == GZIP


def opened_earlier(file: IO[bytes], folder: Path) -> tuple[Archive, IO[bytes]]:
    """The archive behind its compression, and the file without a name that it was put in."""
    whole = cast(IO[bytes], tempfile.TemporaryFile(dir=folder))
    file.seek(0)
    try:
        with gzip.open(file) as unzipped:
            shutil.copyfileobj(unzipped, whole)
    except (EOFError, OSError, ValueError) as error:
        raise Unfit(f"not a backup, or not whole: {error}") from error
    return opened(whole), whole


def manifest_of(archive: Archive, trusted: str) -> Manifest:
    """Raises Unfit where the holder of the key `trusted` did not sign the head."""
    said = archive.said()
    if not isinstance(said, dict) or said.get("format") != FORMAT:
        raise Unfit(f"{MANIFEST}: a compressed backup has format {FORMAT}, this one has not")
    refuse_false_head(said.get("head"), trusted)
    return manifest_read(archive)


def manifest_read(archive: Archive) -> Manifest:
    said = archive.said()
    try:
        parts = dict(said["parts"])
        if unknown := [name for name in parts if name != DATABASE and not PART_NAME.match(name)]:
            raise ValueError(f"no backup has a part {unknown[0]}")
        members = archive.members
        return Manifest(
            vendor=str(said["vendor"]),
            head=dict(said["head"]),
            record_number=int(said["record_number"]),
            demonstration=False,
            migrations=tuple(map(str, said["migrations"])),
            seals=(),
            sequences={},
            parts={
                name: Part(str(hash), found.size if (found := members.get(name)) else 0)
                for name, hash in {DATABASE: parts[DATABASE], **parts}.items()
            },
            format=FORMAT,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unfit(f"{MANIFEST} cannot be read: {error}") from error


@dataclass(slots=True)
class Dump:
    """The rows of an archive of pg_dump, table after table, in the order in which they lie there.

    pg_restore writes it as text; of that text only rows and the numbers of sequences are taken.
    """

    lines: IO[str]
    found: dict[str, int] = field(default_factory=dict)

    def sequences(self) -> dict[str, int]:
        """Known when all tables were read."""
        return self.found

    def tables(self) -> Iterator[Rows]:
        for line in self.lines:
            if begun := COPY.fullmatch(line):
                columns = tuple(name.strip('" ') for name in begun[2].split(","))
                yield Rows(begun[1], columns, self._rows(begun[1]))
            elif (number := SEQUENCE.fullmatch(line)) and number[3] == "true":
                self.found[number[1]] = int(number[2])

    def _rows(self, table: str) -> Iterator[list[Any]]:
        for line in self.lines:
            if line == "\\.\n":
                return
            row = [_value(each) for each in line.removesuffix("\n").split("\t")]
            if table == TOKENS:
                row[1] = " ".join(TOKEN.findall(row[1] or ""))
            yield row
        raise Unfit(f"{DATABASE}: {table} is cut off")


def _value(text: str) -> str | None:
    if text == "\\N":
        return None
    return ESCAPED.sub(lambda found: ESCAPES.get(found[1], found[1]), text)


@contextmanager
def dump(file: Path) -> Iterator[Dump]:
    command = [program("pg_restore", 15), "--data-only", "--schema=public", "--file=-", str(file)]
    with tempfile.TemporaryFile("w+") as errors:
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdout=pipe, stderr=errors, encoding="utf-8") as running:
            assert running.stdout is not None
            yield Dump(running.stdout)
            running.stdout.read()
        errors.seek(0)
        if running.returncode:
            raise Unfit(f"{DATABASE} cannot be read: {errors.read().strip()[-500:]}")


@dataclass(slots=True)
class Copy:
    """The rows of a SQLite file that others may have written."""

    source: sqlite.Source
    known: frozenset[str]

    def sequences(self) -> dict[str, int]:
        found = self.source.sequences()
        return {table: number for table, number in found.items() if table in self.known}

    def tables(self) -> Iterator[Rows]:
        for table in sorted(self.known):
            if rows := self.source.rows(table):
                yield rows


@contextmanager
def rows_in(manifest: Manifest, file: Path, known: frozenset[str]) -> Iterator[Dump | Copy]:
    """The rows of the tables of such a backup; of SQLite those of the tables known."""
    if manifest.vendor == "sqlite":
        with sqlite.stranger(file) as source:
            yield Copy(source, known)
    else:
        with dump(file) as found:
            yield found
