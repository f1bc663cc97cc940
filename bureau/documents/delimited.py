"""Delimited text (CSV) read as rows of cells, whatever its encoding, within limits."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from bureau.core.reasons import Reason, Refused

BYTES_MOST = 20_000_000
ROWS_MOST = 200_000
COLUMNS_MOST = 200
CELL_MOST = 20_000
HEADING_WITHIN = 10
SEPARATORS = ",;\t|"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
OF_LANGUAGES = {"ar": "cp1256", "ru": "cp1251", "zh-hans": "gb18030"}
"""The older encoding in which files of a language mostly are; of others it is looked at."""
WESTERN, CYRILLIC = "cp1252", OF_LANGUAGES["ru"]
OLDER = (WESTERN, *OF_LANGUAGES.values())
"""Nothing in a file says that it is in one of these: it is only taken to be."""
LOOKED_AT = 1_000_000
"""So many bytes tell how a file looks."""
HIGH = bytes(range(0x80, 0x100))
_CAPITAL, _SMALL = rb"\xa5\xa8\xaa\xaf\xb2\xc0-\xdf", rb"\xb3\xb4\xb8\xba\xbf\xe0-\xff"
CYRILLIC_LETTERS = re.compile(rb"[%b%b]+" % (_CAPITAL, _SMALL))
CYRILLIC_WORD = re.compile(rb"[%b]?[%b]{3,}|[%b]{4,}" % (_CAPITAL, _SMALL, _CAPITAL))
LOCKED = "EncryptedPackage".encode("utf-16-le")
"""What a workbook with a password holds, in the older kind of file around it."""
_NOT_CSV = (
    (b"PK\x03\x04", "xlsx_or_zip"),
    (b"\xd0\xcf\x11\xe0", "old_office_file"),
    (b"%PDF", "pdf"),
    (b"{\\rtf", "rtf"),
)


@dataclass(frozen=True, slots=True)
class Delimited:
    """`rows` with the number that a spreadsheet gives them, from 1; empty rows are left out."""

    encoding: str
    separator: str
    rows: list[tuple[int, list[str]]] = field(default_factory=list)


def older_encoding(said: str, language: str) -> str:
    """In which of OLDER files are that do not say it: as somebody says, else by their language;
    "": as they look."""
    return said or OF_LANGUAGES.get(language, "")


def read_delimited(content: bytes, heads: Callable[[list[str]], int], older: str = "") -> Delimited:
    """The rows of a file; `heads` says how many columns of a row it knows as headings, `older` in
    which of OLDER it is where it says nothing ("": as it looks).

    Raises Refused for what is no such file or is beyond the limits.
    """
    if len(content) > BYTES_MOST:
        raise Refused(Reason("file_too_large", {"most": BYTES_MOST // 1_000_000}))
    for start, code in _NOT_CSV:
        if content.startswith(start):
            if LOCKED in content:
                raise Refused(Reason("file_locked"))
            raise Refused(Reason("not_delimited", {"looks": code}))
    text, encoding = decoded(content, older)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first = [line[:CELL_MOST] for line in text.split("\n", HEADING_WITHIN)[:HEADING_WITHIN]]
    separator = max(SEPARATORS, key=lambda sign: _parts_well(first, sign, heads))
    return Delimited(encoding, separator, list(_rows(text, separator)))


def encoding_taken(content: bytes, older: str = "") -> str:
    """Which of OLDER a file is taken to be in, "" where that is no guess."""
    if any(content.startswith(start) for start, _ in (*_MARKS, *_NOT_CSV)):
        return ""
    encoding = decoded(content, older)[1]
    return encoding if encoding in OLDER else ""


def decoded(content: bytes, older: str = "") -> tuple[str, str]:
    """The text and the encoding it was in: by its mark, else UTF-8, else `older` or as it looks.

    Raises Refused where it is none of these.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _decode(content, name), name
    if b"\0" in content:
        half = content[: 4000 // 2 * 2]
        even, odd = half[::2].count(0), half[1::2].count(0)
        if max(even, odd) < len(half) // 8:
            raise Refused(Reason("holds_null"))
        name = "utf-16-le" if odd > even else "utf-16-be"
        return _decode(content, name), name
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        name = older or (CYRILLIC if _looks_cyrillic(content) else WESTERN)
        return content.decode(name, "replace"), name


def _decode(content: bytes, name: str) -> str:
    try:
        text = content.decode(name)
    except UnicodeDecodeError:
        raise Refused(Reason("encoding_broken", {"encoding": name})) from None
    if "\0" in text:
        raise Refused(Reason("holds_null"))
    return text


def _looks_cyrillic(content: bytes) -> bool:
    """Most of the high bytes stand in words of four letters or more, each small ones after at most
    one capital, or capitals alone: in Western text they stand among plain ones, and Arabic, Greek
    or Chinese read so has capitals amid its words."""
    looked_at = content[:LOOKED_AT]
    high = len(looked_at) - len(looked_at.translate(None, HIGH))
    words = filter(CYRILLIC_WORD.fullmatch, CYRILLIC_LETTERS.findall(looked_at))
    return 2 * sum(map(len, words)) > high


def _parts_well(
    lines: Sequence[str], separator: str, heads: Callable[[list[str]], int]
) -> tuple[int, int]:
    """How many headings that are known it parts a line into, then how many lines into as many
    cells as each other: headings of another house may all be unknown."""
    parted = [_parted(line, separator) for line in lines]
    widths = Counter(len(cells) for cells in parted if len(cells) > 1)
    return max(map(heads, parted)), max(widths.values(), default=0)


def _parted(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return line.split(separator)


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(CELL_MOST * 4)
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise Refused(Reason("row_unreadable", {"row": number})) from None
        if number > ROWS_MOST:
            raise Refused(Reason("rows_too_many", {"most": ROWS_MOST}))
        if len(cells) > COLUMNS_MOST:
            raise Refused(Reason("columns_too_many", {"row": number, "most": COLUMNS_MOST}))
        if any(cell.strip() for cell in cells):
            yield number, cells
