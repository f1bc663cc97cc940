"""The first cell of each row of a table becomes the head of that row in a PDF's structure.

The program that sets papers marks heads of columns alone. What it wrote stays byte for byte; what
differs is added behind it, as the format has it for what was changed later.
"""

import re

_ROW = re.compile(rb"\n\d+ 0 obj\n<</Type/StructElem/S/TR/P \d+ 0 R/K\[(\d+) 0 R")
_OBJECT = re.compile(rb"\n(\d+) 0 obj\n")
_ENDED = b"\nendobj\n"
_CELL = b"/S/TD/"
_IN_TABLE = b"/O/Table"
_START = re.compile(rb"startxref\n(\d+)\n%%EOF\s*$")
_TRAILER = re.compile(rb"\ntrailer\n<<(.*?)>>\nstartxref\n", re.DOTALL)


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
    """Each first cell as it is to be, by the number of its object."""
    begins = {int(one[1]): one.end() for one in _OBJECT.finditer(written)}
    found = {}
    for row in _ROW.finditer(written):
        begin = begins[int(row[1])]
        cell = written[begin : written.index(_ENDED, begin)]
        if _CELL in cell:
            head = cell.replace(_CELL, b"/S/TH/", 1)
            found[int(row[1])] = head.replace(_IN_TABLE, _IN_TABLE + b"/Scope/Row", 1)
    return found
