"""The backup file: a tar of manifest, database and files; every part named with its hash."""

import hashlib
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database"
FILES = "files"


class Unfit(Exception):
    """A backup that cannot be written or restored; its text is told to the person."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a database stands: newest entry and record number, and the migrations applied."""

    sequence: int
    hash: str
    record_number: int
    migrations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `head` is the signed head of the journal in it."""

    vendor: str
    head: dict[str, Any]
    record_number: int
    migrations: tuple[str, ...]
    parts: dict[str, str]
    format: int = FORMAT

    def stands_at(self, standing: Standing) -> bool:
        mine = (self.head["sequence"], self.head["hash"], self.record_number, self.migrations)
        theirs = (standing.sequence, standing.hash, standing.record_number, standing.migrations)
        return mine == theirs


def file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def written_whole(target: Path) -> Iterator[IO[bytes]]:
    """A file that appears under its name only when all of it is on disk; readable by us alone."""
    part = target.with_name(f".{target.name}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def pack(target: Path, database: Path, files: Path, about: Manifest) -> None:
    """Write the backup; `files` may be missing, content added to it meanwhile does no harm."""
    contents = [(DATABASE, database)]
    if files.is_dir():
        found = sorted(path for path in files.rglob("*") if path.is_file())
        contents += [(f"{FILES}/{path.relative_to(files)}", path) for path in found]
    for name, path in contents:
        about.parts[name] = file_hash(path)
    with written_whole(target) as file, tarfile.open(fileobj=file, mode="w:gz") as tar:
        with tempfile.NamedTemporaryFile() as manifest:
            manifest.write(json.dumps(asdict(about), indent=1).encode())
            manifest.flush()
            tar.add(manifest.name, MANIFEST)
        for name, path in contents:
            tar.add(path, name)


def pack_keys(target: Path, keys: Path) -> None:
    """The keys, in a file of their own: who has both files has everything."""
    with written_whole(target) as file, tarfile.open(fileobj=file, mode="w") as tar:
        for path in sorted(keys.iterdir()):
            tar.add(path, path.name)


@contextmanager
def unpacked(source: Path, beside: Path) -> Iterator[tuple[Manifest, Path]]:
    """The parts of a backup in a folder for a while, each compared with its hash."""
    with tempfile.TemporaryDirectory(dir=beside, prefix="restoring-") as name:
        folder = Path(name)
        try:
            with tarfile.open(source) as tar:
                tar.extractall(folder, filter="data")
            said = json.loads((folder / MANIFEST).read_text())
            manifest = Manifest(**said | {"migrations": tuple(said["migrations"])})
        except (OSError, EOFError, tarfile.TarError, ValueError, TypeError, KeyError) as error:
            raise Unfit(f"{source} is not a backup, or not whole: {error}") from error
        if manifest.format != FORMAT:
            raise Unfit(f"{source} has format {manifest.format}; this Bureau reads {FORMAT}.")
        for part, expected in manifest.parts.items():
            if not (folder / part).is_file() or file_hash(folder / part) != expected:
                raise Unfit(f"{source}: {part} is not what was backed up.")
        yield manifest, folder
