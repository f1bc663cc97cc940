"""Files that are there whole or not at all, whatever ends the process that writes them."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from bureau.config.backups.archive import Unfit


@contextmanager
def written_whole(target: Path, *, replaces: bool = True) -> Iterator[IO[bytes]]:
    """A file without a name until all of it is on disk, so that a kill leaves none; readable by us
    alone. A file that lies under the name is replaced, or else Unfit is raised, as it is for what
    is no plain file."""
    refuse_there(target, replaces=replaces)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    with tempfile.TemporaryFile(dir=target.parent) as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
        part.unlink(missing_ok=True)
        try:
            _named(file, part)
            refuse_there(target, replaces=replaces)
            if replaces:
                part.replace(target)
            else:
                _put(part, target)
        finally:
            part.unlink(missing_ok=True)


def refuse_there(target: Path, *, replaces: bool) -> None:
    if target.exists() and not target.is_file():
        raise Unfit(f"{target} is no plain file, so it is not replaced")
    if not replaces and target.exists():
        raise Unfit(f"{target} is there already (--force writes over it)")


def _put(part: Path, target: Path) -> None:
    """Unfit where somebody else wrote under that name meanwhile."""
    try:
        os.link(part, target)
    except FileExistsError:
        refuse_there(target, replaces=False)
        raise
    except OSError:  # a system that gives no file two names
        part.rename(target)


def _named(file: IO[bytes], part: Path) -> None:
    try:
        os.link(f"/proc/self/fd/{file.fileno()}", part, follow_symlinks=True)
    except OSError:  # a system that gives no name to a file without one
        _copied(file, part)


def _copied(file: IO[bytes], part: Path) -> None:
    file.seek(0)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as copy:
        while piece := file.read(2**20):
            copy.write(piece)
        os.fsync(copy.fileno())
