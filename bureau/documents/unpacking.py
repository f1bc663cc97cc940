"""A packed file of others: its directory, looked at before anything of it is unpacked."""

import io
import stat
import zipfile
import zlib

from bureau.core.reasons import Reason, Refused

UNPACKED_MOST = 120_000_000
ENTRIES_MOST = 500


def names_in(content: bytes, entries_most: int = ENTRIES_MOST) -> frozenset[str]:
    """The names in its directory. Refused where it is damaged, locked, or grows beyond measure, and
    where a name leads out of it or is there twice: programs differ in which of the two they take.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = packed.infolist()
    except zipfile.BadZipFile:
        raise Refused(Reason("file_damaged")) from None
    names = frozenset(entry.filename for entry in entries)
    if len(entries) > entries_most or sum(entry.file_size for entry in entries) > UNPACKED_MOST:
        raise Refused(Reason("file_grows"))
    if any(name.startswith(("/", "\\")) or ".." in name.split("/") for name in names):
        raise Refused(Reason("file_unsafe"))
    if any(stat.S_ISLNK(entry.external_attr >> 16) for entry in entries):
        raise Refused(Reason("file_unsafe"))
    if len({name.replace("\\", "/").casefold() for name in names}) < len(entries):
        raise Refused(Reason("file_unsafe"))
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(Reason("file_locked"))
    return names


def part_of(content: bytes, name: str, most: int) -> bytes:
    """One small part, unpacked; Refused where it says that it is larger than `most`, or lies."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if packed.getinfo(name).file_size > most:
                raise Refused(Reason("file_grows"))
            return packed.read(name)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error):
        raise Refused(Reason("file_damaged")) from None
