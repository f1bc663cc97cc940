"""Files of others read in a process of their own, with little memory and little time.

What reads them may be led astray by them: it has no database, and what it answers is plain data.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, BinaryIO

from bureau.core.imports.halves import Fault, Half, Left, Line
from bureau.core.imports.tables import columns_known
from bureau.core.reasons import Reason, Refused
from bureau.core.texts import Status
from bureau.documents.beside import SECONDS_MOST, beside
from bureau.documents.delimited import encoding_taken
from bureau.documents.given import BYTES_MOST as GIVEN_MOST
from bureau.documents.given import Given, read_given
from bureau.documents.halves import HalfRead, read_half
from bureau.documents.marked_up import BYTES_MOST
from bureau.documents.running import PACKED
from bureau.documents.tbx import Concept, Glossary, Term, read_tbx
from bureau.documents.xliff import Exchange, Match, Unit, read_xliff

MEMORY_MOST = 256 * 2**20
ROOM_OF_TABLES = 640 * 2**20
"""Addresses, not memory: the library for workbooks brings numpy, which reserves many."""
FILES_AT_ONCE = 40

TOO_MUCH = Reason("file_takes_too_much", {"seconds": SECONDS_MOST, "megabytes": 256})

READERS: Mapping[str, Callable[[bytes], Exchange | Glossary | Given]] = {
    "xliff": read_xliff,
    "tbx": read_tbx,
    "given": read_given,
}

OF_COLUMNS = "columns:"
"""Before a list of headings, where a table is of no kind of the core."""

type Named = tuple[str, bytes]


def read_apart(files: Sequence[Named], older: str = "") -> list[HalfRead]:
    """What each file says, in their order. One that takes too much is answered with a reason.
    `older` is as `read_delimited` has it."""
    found: list[HalfRead] = []
    while len(found) < len(files):
        some = files[len(found) : len(found) + FILES_AT_ONCE]
        told = _asked(some, older)
        found += told
        if len(told) < len(some):
            found.append(_too_much(some[len(told)][0]))
    return found


def _too_much(name: str) -> HalfRead:
    return HalfRead(name, None, (Fault(name, 0, "", TOO_MUCH, Left.FILE),))


def read_table_apart(kind: str, content: bytes) -> list[tuple[int, list[str]]]:
    """The rows of a spreadsheet of one of the kinds of `core.imports.tables`, headings first.

    Raises Refused for what cannot be read.
    """
    return read_table_in(kind, content, "")[0]


def read_columns_apart(columns: Iterable[str], content: bytes) -> list[tuple[int, list[str]]]:
    """The rows of a spreadsheet of which these headings are known, headings first.

    Raises Refused for what cannot be read.
    """
    return read_table_apart(OF_COLUMNS + json.dumps(sorted(columns)), content)


def read_table_in(kind: str, content: bytes, older: str) -> tuple[list[tuple[int, list[str]]], str]:
    """The same, and the encoding it was taken to be in, "" where the file says it; `older` is as
    `read_delimited` has it."""
    said = answers([("", content)], kind, older)
    if said is None:
        raise Refused(TOO_MUCH)
    (found,) = said
    if found["refused"]:
        raise Refused(*(Reason(code, facts) for code, facts in found["refused"]))
    return [(row, cells) for row, cells in found["rows"]], found["encoding"]


def read_xliff_apart(content: bytes) -> Exchange:
    """A file of translators; Refused with every reason, those of a unit by its id."""
    said = _marked_up("xliff", content)
    units = (
        Unit(
            **each
            | {
                "status": _status(each["status"]),
                "matches": tuple(Match(**one) for one in each["matches"]),
            }
        )
        for each in said["units"]
    )
    return Exchange(**said | {"units": tuple(units)})


def kind_of_given(content: bytes) -> str:
    """The kind of a file that is handed in, one of `given.MEDIA_TYPES`; Refused as `read_given`."""
    if not content.startswith(PACKED) or len(content) > GIVEN_MOST:
        return read_given(content).kind
    return str(_read_apart("given", content)["kind"])


def read_tbx_apart(content: bytes) -> Glossary:
    """A glossary; Refused with every reason, those of a concept by its id."""
    said = _marked_up("tbx", content)
    concepts = (Concept(**each | {"terms": _terms(each["terms"])}) for each in said["concepts"])
    left = tuple((concept, tag) for concept, tag in said["left_out"])
    return Glossary(**said | {"concepts": tuple(concepts), "left_out": left})


def _terms(said: Iterable[Mapping[str, Any]]) -> tuple[Term, ...]:
    return tuple(Term(**{**each, "status": Status(each["status"])}) for each in said)


def _status(said: str | None) -> Status | None:
    return Status(said) if said else None


def _marked_up(kind: str, content: bytes) -> dict[str, Any]:
    if len(content) > BYTES_MOST:
        raise Refused(Reason("file_too_large", {"most": BYTES_MOST // 1_000_000}))
    return _read_apart(kind, content)


def _read_apart(kind: str, content: bytes) -> dict[str, Any]:
    said = answers([("", content)], kind)
    if said is None:
        raise Refused(TOO_MUCH)
    (found,) = said
    if found["refused"]:
        raise Refused(*(Reason(code, facts) for code, facts in found["refused"]))
    return dict(found["read"])


def _asked(files: Sequence[Named], older: str) -> list[HalfRead]:
    """The answers of a child for these files, up to the one over which it came to grief."""
    found: list[HalfRead] = []
    for each in _lines(files, "half", older, SECONDS_MOST * (len(files) + 1)):
        try:
            found.append(_read_back(each))
        except (ValueError, KeyError, TypeError):
            break
    return found


def answers(files: Sequence[Named], kind: str, older: str = "") -> list[Any] | None:
    """One for each file, as a child reads that kind; None where it did not come to its end."""
    found = _lines(files, kind, older, SECONDS_MOST)
    return found if len(found) == len(files) else None


def _lines(files: Sequence[Named], kind: str, older: str, most: float) -> list[Any]:
    """What a child says in so many seconds, an answer for each file that it came to its end with.

    All files of one form have `SECONDS_MOST` together.
    """
    sizes = [{"name": name, "size": len(content)} for name, content in files]
    given = json.dumps(sizes).encode() + b"\n" + b"".join(content for _, content in files)
    with beside(most) as seconds:
        try:
            said = b"" if seconds <= 0 else _said(given, kind, older, seconds)
        except subprocess.TimeoutExpired as late:
            said = late.stdout or b""
    found: list[Any] = []
    for line in said.splitlines()[: len(files)]:
        try:
            found.append(json.loads(line))
        except ValueError:
            break
    return found


def _said(given: bytes, kind: str, older: str, seconds: float) -> bytes:
    return subprocess.run(
        [sys.executable, "-m", "bureau.documents.apart", kind, older],
        input=given,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=seconds,
        check=False,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
    ).stdout


def answer(given: BinaryIO, kind: str, older: str) -> Iterable[dict[str, Any]]:
    """What the child says of each file that it is given."""
    sizes = json.loads(given.readline())
    if kind == "paper":
        yield from _paper(*(given.read(each["size"]) for each in sizes))
        return
    for each in sizes:
        content = given.read(each["size"])
        if kind == "half":
            yield _plain(read_half(each["name"], content, older))
        elif kind in READERS:
            yield _read(READERS[kind], content)
        else:
            yield _rows(kind, content, older)


def _paper(own: bytes, content: bytes) -> Iterable[dict[str, Any]]:
    from bureau.documents.papers.returning import book_with, came_back

    book = book_with(json.loads(own))
    yield {}
    yield _read(lambda each: came_back(each, book), content)


def _read(reader: Callable[[bytes], Any], content: bytes) -> dict[str, Any]:
    try:
        return {"read": asdict(reader(content)), "refused": []}
    except Refused as refused:
        return {"refused": [[reason.code, dict(reason.facts)] for reason in refused.reasons]}


def _rows(kind: str, content: bytes, older: str) -> dict[str, Any]:
    from bureau.documents.sheets import read_sheet

    try:
        rows = read_sheet(content, _knows(kind), older)
    except Refused as refused:
        said = [[reason.code, dict(reason.facts)] for reason in refused.reasons]
        return {"rows": [], "refused": said}
    return {"rows": rows, "refused": [], "encoding": encoding_taken(content, older)}


def _knows(kind: str) -> Callable[[list[str]], int]:
    """How many headings of a row are known."""
    if not kind.startswith(OF_COLUMNS):
        return lambda cells: columns_known(kind, cells)
    names = set(json.loads(kind.removeprefix(OF_COLUMNS)))
    return lambda cells: len(names & {cell.strip().casefold() for cell in cells})


def _plain(read: HalfRead) -> dict[str, Any]:
    """What was read as plain data; a file is named by its place, not once a fault."""
    half = asdict(read.half) if read.half else None
    return {
        "file": read.file,
        "rows": read.rows,
        "encoding": read.encoding,
        "half": half,
        "faults": [
            [each.row, each.column, each.reason.code, dict(each.reason.facts), each.left]
            for each in read.faults
        ],
    }


def _read_back(said: Mapping[str, Any]) -> HalfRead:
    half = said["half"]
    faults = (
        Fault(said["file"], row, column, Reason(code, facts), Left(left))
        for row, column, code, facts, left in said["faults"]
    )
    lines = tuple(Line(**line) for line in half["lines"]) if half else ()
    return HalfRead(
        said["file"],
        Half(**half | {"lines": lines}) if half else None,
        tuple(faults),
        said["rows"],
        said["encoding"],
    )


def main() -> None:
    """Read on the standard input, answer on the standard output, a line for each file."""
    room = MEMORY_MOST if sys.argv[1] == "half" else ROOM_OF_TABLES
    resource.setrlimit(resource.RLIMIT_AS, (room, room))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_MOST, MEMORY_MOST))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))
    for each in answer(sys.stdin.buffer, *sys.argv[1:3]):
        print(json.dumps(each), flush=True)


if __name__ == "__main__":
    main()
