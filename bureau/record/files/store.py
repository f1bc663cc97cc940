"""The folder of files: a content under its hash, whole or not at all, readable by us alone.

A content is put here before the act that names it begins, so that no file work is done inside a
transaction. What no act came to name is let go after a day.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

DAY_SECONDS = 86400


def folder() -> Path:
    """One folder for every process of an installation."""
    return Path(settings.BUREAU_HOME) / "files"


def put(content: bytes) -> str:
    """The hash under which the content lies now; once, however often it is put."""
    found = sha256(content).hexdigest()
    path = _path(found)
    if path.is_file():
        os.utime(path)
        return found
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".part-", delete=False) as part:
        try:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
            Path(part.name).replace(path)
        except BaseException:
            Path(part.name).unlink(missing_ok=True)
            raise
    return found


def opened(named: str) -> BinaryIO:
    """The bytes, for reading. FileNotFoundError where they are gone."""
    return _path(named).open("rb")


def is_there(named: str) -> bool:
    return _path(named).is_file()


def is_whole(named: str) -> bool:
    """Whether the bytes are there and are those that the hash is of."""
    if not is_there(named):
        return False
    with opened(named) as file:
        return _hash(file) == named


def names_left(now: float | None = None) -> Iterator[str]:
    """Whatever lies here since more than a day, parts of what was never written whole too."""
    before = (now or time.time()) - DAY_SECONDS
    for path in folder().glob("*/*"):
        if path.is_file() and path.stat().st_mtime < before:
            yield path.name


def let_go(name: str) -> None:
    """Remove one of `names_left`, unless it was put again meanwhile."""
    for path in folder().glob(f"*/{name}"):
        if path.stat().st_mtime < time.time() - DAY_SECONDS:
            path.unlink(missing_ok=True)


def _path(named: str) -> Path:
    if len(named) != 64 or set(named) - set("0123456789abcdef"):
        raise FileNotFoundError(named)
    return folder() / named[:2] / named


def _hash(file: BinaryIO) -> str:
    found = sha256()
    while piece := file.read(2**20):
        found.update(piece)
    return found.hexdigest()
