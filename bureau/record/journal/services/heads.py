"""Signed heads beside the database, in the home: one each hour in which anything was recorded."""

import json
import logging
import os
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.tasks import task
from django.utils import timezone

from bureau.record.journal.queries import head, signed_head
from bureau.record.journal.queries.heads import FILE, heads_kept

log = logging.getLogger("bureau.journal")


@task
def write_head() -> None:
    """Add the signed head to the file, and to the log, where the journal went on since the last."""
    if head().sequence == max((kept.sequence for kept in heads_kept()), default=0):
        return
    line = json.dumps(signed_head())
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND
    with os.fdopen(os.open(_path(), flags, 0o600), "ab+") as file:
        file.write(_unended(file) + line.encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    log.info("journal head", extra={"head": line})


def _unended(file: BinaryIO) -> bytes:
    """What ends a line that was written by half, for a head begins on a line of its own."""
    if file.seek(0, os.SEEK_END) == 0:
        return b""
    file.seek(-1, os.SEEK_END)
    return b"" if file.read(1) == b"\n" else b"\n"


def set_heads_aside() -> str:
    """After a restore: what was written of the journal that was there stays, under another name.

    Returns that name, "" where there was none.
    """
    if not _path().exists():
        return ""
    aside = _path().with_name(f"{FILE}.before-{timezone.now():%Y%m%dT%H%M%SZ}")
    _path().rename(aside)
    return aside.name


def take_heads_back(aside: str) -> None:
    """What was set aside stands again, where the journal that was there does."""
    if aside:
        _path().with_name(aside).rename(_path())


def _path() -> Path:
    return Path(settings.BUREAU_HOME) / FILE
