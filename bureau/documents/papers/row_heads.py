"""The first cell of each row of a table becomes the head of that row in a PDF's structure, and a
cell that only keeps rows together (paper.typ) is none: it makes its row longer than the last one.

The program that sets papers marks heads of columns alone. What it wrote stays byte for byte; what
differs is added behind it, as the format has it for what was changed later.
"""

import re
from dataclasses import dataclass

_ROW = re.compile(rb"\n(\d+) 0 obj\n<</Type/StructElem/S/TR/P (\d+) 0 R/K\[([^\]]+)\]")
_PARENT = re.compile(rb"/P (\d+) 0 R")
_OBJECT = re.compile(rb"\n(\d+) 0 obj\n")
_ENDED = b"\nendobj\n"
_CELL = b"/S/TD/"
_IN_TABLE = b"/O/Table"
_START = re.compile(rb"startxref\n(\d+)\n%%EOF\s*$")
_TRAILER = re.compile(rb"\ntrailer\n<<(.*?)>>\nstartxref\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Row:
    """Numbers of its object, of the group of rows that it is in, and of its cells."""

    number: int
    group: int
    cells: list[int]

    @classmethod
    def of(cls, found: re.Match[bytes]) -> "_Row":
        cells = [int(one) for one in found[3].split()[::3]]
        return cls(int(found[1]), int(found[2]), cells)


def with_row_heads(written: bytes) -> bytes:
    """For what typst wrote, whose objects lie open; anything else is refused."""
    start, trailer = _START.search(written), _TRAILER.search(written)
    if start is None or trailer is None:
        raise ValueError("this PDF is not written as it was when this was made")
    changed = _changed(written)
    if not changed:
        return written
    added, entries = bytearray(), []
    for number, said in sorted(changed.items()):
        place = len(written) + len(added)
        entries.append(b"%d 1\n%010d 00000 n\r\n" % (number, place))
        added += b"%d 0 obj\n%s\nendobj\n" % (number, said)
    at = len(written) + len(added)
    known = b"<<%s/Prev %s>>" % (trailer[1], start[1])
    ended = b"xref\n%strailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (b"".join(entries), known, at)
    return written + bytes(added) + ended


def _changed(written: bytes) -> dict[int, bytes]:
    """Each row and first cell that is to be another, by the number of its object."""
    begins = {int(one[1]): one.end() for one in _OBJECT.finditer(written)}

    def said(number: int) -> bytes:
        return written[begins[number] : written.index(_ENDED, begins[number])]

    found: dict[int, bytes] = {}
    tables: dict[bytes, list[_Row]] = {}
    for row in map(_Row.of, _ROW.finditer(written)):
        group = _PARENT.search(said(row.group))
        tables.setdefault(group[1] if group else b"", []).append(row)
        cell = said(row.cells[0])
        if _CELL in cell:
            head = cell.replace(_CELL, b"/S/TH/", 1)
            found[row.cells[0]] = head.replace(_IN_TABLE, _IN_TABLE + b"/Scope/Row", 1)
    for rows in tables.values():
        for row in rows:
            if len(row.cells) > len(rows[-1].cells):
                last = b" %d 0 R]" % row.cells[-1]
                found[row.number] = said(row.number).replace(last, b"]", 1)
    return found
