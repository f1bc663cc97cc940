"""The backup file: a tar of tables as rows, files, and a signed manifest that names each of them.

Only what the manifest names is read. Parts of the tables are gzip-compressed JSON lines: an array
of values for each row. The format of 0.1.0 is read by `earlier`.
"""

import gzip
import hashlib
import io
import json
import re
import shutil
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, cast

from bureau.record.journal.store import BACKUP_PREFIX, signed
from bureau.record.verifier import head_of, is_signed_hex

FORMAT = 2
MANIFEST = "manifest.json"
TABLES = "tables"
FILES = "files"
MANIFEST_BYTES_MAX = 256 * 2**20
PART_NAME = re.compile(r"tables/\w+\.jsonl\.gz|files/([0-9a-f]{2})/(\1[0-9a-f]{62})", re.ASCII)


class Unfit(Exception):
    """A backup that cannot be written or restored; its text is told to the person."""


@dataclass(frozen=True, slots=True)
class Part:
    """One member of the archive: SHA-256 and bytes as stored; of a table its columns and rows."""

    hash: str
    size: int
    columns: tuple[str, ...] = ()
    rows: int = 0

    @classmethod
    def read(cls, said: Any) -> "Part":
        """KeyError, TypeError or ValueError where this is no part."""
        numbers = (said["size"], said["rows"])
        if any(type(number) is not int or number < 0 for number in numbers):
            raise ValueError("a size or a count is not a number")
        return cls(_text(said["hash"]), said["size"], _texts(said["columns"]), said["rows"])


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds, and of which moment. `head` is the signed head of the journal in it.

    `seals` are the triggers (table.trigger) of the database that was backed up, and `sequences`
    the highest number that each table ever gave to a row.
    """

    vendor: str
    head: Mapping[str, Any]
    record_number: int
    demonstration: bool
    migrations: tuple[str, ...]
    seals: tuple[str, ...]
    sequences: Mapping[str, int]
    parts: Mapping[str, Part]
    format: int = FORMAT

    @classmethod
    def read(cls, said: Any) -> "Manifest":
        """KeyError, TypeError or ValueError where this is no manifest."""
        numbers = (said["record_number"], *said["sequences"].values())
        if any(type(number) is not int for number in numbers):
            raise ValueError("record_number and sequences are whole numbers")
        if type(said["demonstration"]) is not bool:
            raise ValueError("demonstration is true or false")
        head_of(said["head"])
        return cls(
            vendor=_text(said["vendor"]),
            head=dict(said["head"]),
            record_number=said["record_number"],
            demonstration=said["demonstration"],
            migrations=_texts(said["migrations"]),
            seals=_texts(said["seals"]),
            sequences=dict(said["sequences"]),
            parts={name: _part(name, part) for name, part in said["parts"].items()},
        )

    def tables(self) -> dict[str, Part]:
        """The parts that are tables, by the name of the table."""
        start, end = len(f"{TABLES}/"), -len(".jsonl.gz")
        found = ((name, part) for name, part in self.parts.items() if name.startswith(TABLES))
        return {name[start:end]: part for name, part in found}

    def files(self) -> dict[str, Part]:
        """The parts that are files, by their hash."""
        found = ((name, part) for name, part in self.parts.items() if name.startswith(FILES))
        return {name.rpartition("/")[2]: part for name, part in found}


def _part(name: str, said: Any) -> Part:
    if not PART_NAME.fullmatch(name):
        raise ValueError(f"no backup has a part {name}")
    part = Part.read(said)
    if name.startswith(FILES) and name.rpartition("/")[2] != part.hash:
        raise ValueError(f"{name} does not have the hash that its name says")
    return part


def _text(said: Any) -> str:
    if not isinstance(said, str):
        raise TypeError(f"{said!r:.80} is not a text")
    return said


def _texts(said: Any) -> tuple[str, ...]:
    if not isinstance(said, list):
        raise TypeError(f"{said!r:.80} is not a list")
    return tuple(map(_text, said))


def table_part(table: str) -> str:
    return f"{TABLES}/{table}.jsonl.gz"


@dataclass(frozen=True, slots=True)
class Rows:
    """A table to be written; values are None, numbers and texts, as SQLite keeps them."""

    table: str
    columns: tuple[str, ...]
    values: Iterable[Sequence[Any]]


@dataclass(slots=True)
class Writer:
    """Adds parts to an archive; each is on disk without a name until it is in the archive."""

    tar: tarfile.TarFile
    parts: dict[str, Part] = field(default_factory=dict)

    def add_table(self, rows: Rows, folder: Path) -> None:
        count = 0
        with tempfile.TemporaryFile(dir=folder) as file:
            with gzip.GzipFile(fileobj=file, mode="wb", compresslevel=6, mtime=0) as lines:
                try:
                    for row in rows.values:
                        line = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
                        lines.write(line.encode() + b"\n")
                        count += 1
                except TypeError as error:
                    raise Unfit(f"{rows.table}: a value cannot be written: {error}") from error
            self._add(table_part(rows.table), file, rows.columns, count)

    def add_files(self, folder: Path) -> None:
        """Every file under its hash. What is put or goes meanwhile does no harm: the check asks
        for each that is on record."""
        for path in sorted(folder.glob("*/*")):
            name = f"{FILES}/{path.parent.name}/{path.name}"
            if PART_NAME.fullmatch(name) and path.is_file():
                with path.open("rb") as file:
                    self._add(name, file)
                if self.parts[name].hash != path.name:
                    raise Unfit(f"{name} is not what was put")

    def _add(
        self, name: str, file: IO[bytes], columns: tuple[str, ...] = (), rows: int = 0
    ) -> None:
        file.seek(0)
        hash = hashlib.file_digest(cast(Any, file), "sha256").hexdigest()
        self.parts[name] = Part(hash, file.tell(), columns, rows)
        file.seek(0)
        self.tar.addfile(member(name, self.parts[name].size), file)

    def add_manifest(self, manifest: Manifest, key: str) -> None:
        content = json.dumps(signed(asdict(manifest), key, BACKUP_PREFIX)).encode()
        self.tar.addfile(member(MANIFEST, len(content)), io.BytesIO(content))


def member(name: str, size: int) -> tarfile.TarInfo:
    found = tarfile.TarInfo(name)
    found.size, found.mode = size, 0o600
    return found


@dataclass(slots=True)
class Archive:
    """A backup that is open for reading; `raw` is its manifest, `members` its regular files."""

    tar: tarfile.TarFile
    members: dict[str, tarfile.TarInfo | None]
    raw: bytes

    def said(self) -> Any:
        try:
            return json.loads(self.raw)
        except (ValueError, RecursionError) as error:
            raise Unfit(f"{MANIFEST} cannot be read: {error}") from error

    def digest(self) -> str:
        """By which a manifest that was proved is known again."""
        return hashlib.sha256(self.raw).hexdigest()

    def signed_manifest(self, trusted: str) -> Manifest:
        """The manifest, where the holder of the key `trusted` (hex) signed it."""
        said = self.said()
        if not isinstance(said, dict):
            raise Unfit(f"{MANIFEST} cannot be read")
        if type(said.get("format")) is not int or said["format"] != FORMAT:
            raise Unfit(f"{MANIFEST}: this Bureau reads format {FORMAT}, not {said.get('format')}")
        refuse_unsigned(said, trusted)
        return manifest_read(said)

    def extract(self, name: str, target: Path) -> None:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        target.touch(mode=0o600)
        with self.opened(name) as part, target.open("wb") as file:
            shutil.copyfileobj(part, file)

    def opened(self, name: str) -> IO[bytes]:
        """A part that the manifest names; only its own bytes can be read."""
        found = self.members.get(name)
        file = self.tar.extractfile(found) if found else None
        if file is None:
            raise Unfit(f"{name} is not in the backup, or stands in it twice")
        return file

    def prove(self, manifest: Manifest) -> None:
        """Raises Unfit where a part is not the one that the manifest names."""
        for name, part in manifest.parts.items():
            with self.opened(name) as file:
                found = self.members[name]
                if found is None or found.size != part.size or digest_of(file) != part.hash:
                    raise Unfit(f"{name} is not what was backed up")

    def rows(self, table: str, part: Part) -> Iterator[list[Any]]:
        """The rows of a table. Raises Unfit at the end where they are more or fewer than named, or
        where the part is another one than is named: it may have been written over meanwhile."""
        count, name, found = 0, table_part(table), ""
        try:
            with self.opened(name) as file:
                hashed = Hashed(file)
                with gzip.open(hashed) as lines:
                    for line in lines:
                        row = json.loads(line)
                        if len(row) != len(part.columns):
                            raise ValueError(f"row {count + 1} has {len(row)} values")
                        yield row
                        count += 1
                found = hashed.rest()
        except (ValueError, TypeError, EOFError, OSError, RecursionError) as error:
            raise Unfit(f"{name} cannot be read: {error}") from error
        if count != part.rows:
            raise Unfit(f"{name} has {count} rows, and {part.rows} were backed up")
        if found != part.hash:
            raise Unfit(f"{name} is another one than was proved before")


class Hashed(io.RawIOBase):
    """What is read of a file, hashed as it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.hash = file, hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        read = self.file.read(len(into))
        into[: len(read)] = read
        self.hash.update(read)
        return len(read)

    def rest(self) -> str:
        """The hash of the whole, hex, once the rest is read."""
        while self.read(2**16):
            pass
        return self.hash.hexdigest()


def refuse_unsigned(said: Mapping[str, Any], trusted: str) -> None:
    """Raises Unfit unless the holder of the key `trusted` signed all that the manifest says."""
    content = {name: said[name] for name in said.keys() - {"signature", "public_key"}}
    key = said.get("public_key")
    if key != trusted:
        raise Unfit(f"{MANIFEST} was {by_key(key)}. {WHICH_KEY}")
    try:
        is_signed = is_signed_hex(trusted, BACKUP_PREFIX, content, str(said.get("signature")))
    except (ValueError, RecursionError) as error:
        raise Unfit(f"{MANIFEST} cannot be read: {error}") from error
    if not is_signed:
        raise Unfit(f"{MANIFEST}: its signature is false, so it was altered since it was written")
    refuse_false_head(content.get("head"), trusted)


WHICH_KEY = (
    "Give --keys FILE.keys, which was written beside it, or --public-key with the public key in"
    " the heads that you keep elsewhere."
)


def by_key(key: object) -> str:
    """Too little of a stranger's key to be copied from here into the command."""
    named = f"the key {key:.8}…" if isinstance(key, str) and key else "no key"
    return f"signed with {named}, which is not this home's"


def refuse_false_head(said: Any, trusted: str) -> None:
    try:
        head = head_of(said)
    except (KeyError, TypeError, AttributeError) as error:
        raise Unfit(f"{MANIFEST}: its head cannot be read: {error}") from error
    if head.public_key != trusted:
        raise Unfit(f"{MANIFEST}: its head was {by_key(head.public_key)}. {WHICH_KEY}")
    if not head.is_genuine():
        raise Unfit(f"{MANIFEST}: the signature of its head is false")


def manifest_read(said: Any) -> Manifest:
    try:
        return Manifest.read(said)
    except KeyError as error:
        raise Unfit(f"{MANIFEST}: {error} is missing") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise Unfit(f"{MANIFEST} cannot be read: {error}") from error


def opened(file: IO[bytes]) -> Archive:
    """Raises Unfit where the file is no archive, or has no manifest."""
    file.seek(0)
    members: dict[str, tarfile.TarInfo | None] = {}
    try:
        tar = tarfile.open(fileobj=file, mode="r:")
        for found in tar:
            is_known = found.name not in members and found.isreg() and not found.issparse()
            members[found.name] = found if is_known else None
    except (OSError, EOFError, tarfile.TarError, ValueError, OverflowError) as error:
        raise Unfit(f"not a backup, or not whole: {error}") from error
    archive = Archive(tar, members, b"")
    with archive.opened(MANIFEST) as content:
        archive.raw = content.read(MANIFEST_BYTES_MAX)
    return archive


def digest_of(file: IO[bytes]) -> str:
    found, piece = hashlib.sha256(), b""
    try:
        while piece := file.read(2**20):
            found.update(piece)
    except (OSError, tarfile.TarError):
        return ""  # cut off
    return found.hexdigest()
