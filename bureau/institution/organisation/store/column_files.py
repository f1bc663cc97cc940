"""The columns as one file that is mapped into memory: a start without reading a million rows.

The file is only ever replaced whole, and several processes may map it at once: what they do not
write over they share. It is a copy of what the database holds and may be deleted at any time.
"""

import json
import mmap
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from bureau.core.structure.columns import Columns
from bureau.core.structure.kinds import KINDS
from bureau.core.structure.vocabulary import Mapped, Vocabulary

MAGIC = b"bureau columns 2\n"
_LEAD = len(MAGIC) + 16
_PAGE = 4096
_SPARE = ("column.", "previous")
"""Arrays to which rows are added: with room behind the last one, which takes no space on disk."""


@dataclass(frozen=True, slots=True)
class Stamped:
    """Columns up to a record number, and the hash of the journal entry that carries it."""

    number: int
    hash: str
    columns: Columns


def path() -> Path:
    return Path(settings.BUREAU_HOME) / "columns"


def write(stamped: Stamped) -> None:
    """Put the columns in place of what the file holds."""
    parts: dict[str, NDArray[Any]] = {
        f"words:{name}": array
        for name, array in stamped.columns.vocabulary.mapped().arrays().items()
    }
    for kind, table in stamped.columns.tables.items():
        parts |= {f"{kind}:{name}": array for name, array in table.arrays().items()}
    places = list(_placed(parts))
    said = {
        "layout": layout(),
        "number": stamped.number,
        "hash": stamped.hash,
        "sizes": {kind: table.size for kind, table in stamped.columns.tables.items()},
        "parts": [place for place, _ in places],
        "bytes": _whole(places[-1][0][4]) + places[-1][0][2],
    }
    header = json.dumps(said).encode()
    start = _whole(len(header) + _LEAD)
    path().parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path().parent, prefix="columns-", delete_on_close=False) as file:
        file.write(MAGIC + len(header).to_bytes(8, "big") + start.to_bytes(8, "big") + header)
        for (_, _, offset, _, _), array in places:
            file.seek(start + offset)
            file.write(memoryview(np.ascontiguousarray(array)).cast("B"))
        file.truncate(start + said["bytes"])
        file.flush()
        os.fsync(file.fileno())
        os.replace(file.name, path())


def read() -> Stamped | None:
    """What the file holds; None where there is none of this form."""
    try:
        with path().open("rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                return None
            length, start = (int.from_bytes(file.read(8), "big") for _ in range(2))
            said = json.loads(file.read(min(length, start)))
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    except (OSError, ValueError):
        return None
    if said["layout"] != layout() or len(mapped) != start + said["bytes"]:
        return None
    return _standing_on(mapped, start, said)


def _standing_on(mapped: mmap.mmap, start: int, said: dict[str, Any]) -> Stamped:
    arrays: dict[str, dict[str, NDArray[Any]]] = {}
    for name, dtype, offset, count, _ in said["parts"]:
        whose, _, part = name.partition(":")
        found = np.frombuffer(mapped, dtype, count, start + offset)
        arrays.setdefault(whose, {})[part] = found
    columns = Columns(Vocabulary(Mapped(**arrays["words"])))
    for kind, size in said["sizes"].items():
        columns.tables[kind].adopt(size, arrays[kind])
    return Stamped(said["number"], said["hash"], columns)


def discard() -> None:
    path().unlink(missing_ok=True)


def layout() -> str:
    """What a file must agree with to be read: form, kinds and fields."""
    fields = {
        kind.name: [f"{f.name}:{f.type.__name__}" for f in kind.fields] for kind in KINDS.values()
    }
    return json.dumps(fields)


def _placed(parts: dict[str, NDArray[Any]]) -> Iterator[tuple[list[Any], NDArray[Any]]]:
    """Where each array lies: name, type, offset, entries with the room behind, bytes with it."""
    offset = 0
    for name, array in parts.items():
        room = max(len(array) // 4, 4096) if name.partition(":")[2].startswith(_SPARE) else 0
        count = len(array) + room
        size = count * array.itemsize
        yield [name, array.dtype.str, offset, count, size], array
        offset += _whole(size)


def _whole(size: int) -> int:
    """Up to whole pages of memory."""
    return -(-max(size, 1) // _PAGE) * _PAGE
