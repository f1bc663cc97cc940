"""What of a packed document runs, or has others fetched, once somebody opens it: found by content.

Names of parts prove nothing: programs go by content types, relationships, and what a part holds.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from bureau.core.reasons import Reason, Refused
from bureau.documents.marked_up import PART, Element, read_marked_up
from bureau.documents.unpacking import ENTRIES_MOST, UNPACKED_MOST, names_in, part_of

PACKED, PACK_ENDS = b"PK\x03\x04", b"PK\x05\x06"
PROGRAMS = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"MZ", b"\x7fELF")
"""How a part begins that is an OLE container (macros and embedded objects) or a program."""
DEPTH_MOST = 3
"""How deep a document may lie in another: a chart brings its workbook."""
TYPES = re.compile(
    r"macroenabled|vbaproject|vbadata|macrosheet|dialogsheet|activex|oleobject"
    r"|externallink|spreadsheetml\.connections"
)
"""Content types, in lower case, of parts that run, and of links to data elsewhere."""
KINDS = frozenset(
    {
        *("vbaproject", "vbaprojectsignature", "wordvbadata", "xlmacrosheet", "xlintlmacrosheet"),
        *("dialogsheet", "control", "activexcontrolbinary", "oleobject", "externallink"),
        "afchunk",
        *("externallinkpath", "connections"),
    }
)
"""Last words of types of relationships, in lower case, likewise."""
ONLY_LED_TO = frozenset({"hyperlink"})
"""What may lie outside: the reader follows it. Anything else is fetched on opening."""
RUNS = frozenset(
    {
        *("macrosheet", "dialogsheet", "ddeLink", "dde-source", "dde-connection-decl"),
        *("dde-connection", "event-listener", "source-code", "applet"),
    }
)
"""Elements that run wherever they stand: old macro sheets, links to programs, what listens."""
CALLS = re.compile(
    r"\s*(?:vnd\.sun\.star\.script:|macro:|ppaction://(?:program|macro))", re.IGNORECASE
)
"""How an address begins that starts something here."""
HREF = "{http://www.w3.org/1999/xlink}href"
OUTSIDE = re.compile(r"\s*(?:(?!data:)[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
"""How an address begins that leads out of an open document."""
FORMULAS = frozenset(
    {"f", "definedName", "formula", "formula1", "formula2", "calculatedColumnFormula"}
)
"""Elements of a workbook whose text is a formula."""
QUOTED = re.compile(r'"[^"]*"')
FORMULA_RUNS = re.compile(r"\b(?:RTD|CALL|REGISTER(?:\.ID)?)\s*\(|\w\|'", re.IGNORECASE)
FORMULA_FETCHES = re.compile(r"\b(?:WEBSERVICE|IMAGE)\s*\(|://", re.IGNORECASE)
ENCODED = re.compile(rb"<\?xml[^>]*?\bencoding\s*=\s*[\"']([^\"']*)")
ENCODINGS = re.compile(
    rb"utf-?(?:8|16|16le|16be)|us-ascii|iso-8859-\d+|windows-125\d", re.IGNORECASE
)
"""Encodings in which plain letters are written as such, so that words in them are found."""
EBCDIC = b"\x4c\x6f\xa7\x94\x93"
TELLING = tuple(
    word.encode()
    for word in (
        *RUNS,
        *("<Types", ":Types", "<Relationships", ":Relationships", "instrText", "fldSimple"),
        *("xlm=", ":href", "hlinkClick", "hlinkMouseOver"),
        *("<f>", "<f ", ":f>", ":f ", "<formula", ":formula", "definedName", "ColumnFormula"),
    )
)
"""A part without any of these names needs no closer look: a name, unlike a value, cannot be written
in another way."""
BEFORE = b"\xef\xbb\xbf\xff\xfe \t\r\n"
"""What may stand before the first element: marks of an encoding and blanks."""
PIECE, OVERLAP = 1 << 20, 100
"""In bytes: what is looked at once, and what of it is looked at again."""
RUN_BY = re.compile(
    r"[\s\"\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]*DDE(?:AUTO)?\b", re.IGNORECASE
)
"""Fields that start a program. What is invisible before the name of a field may be skipped."""
FETCHED_BY = re.compile(
    r"[\s\"\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]*"
    r"(?:INCLUDE(?:TEXT|PICTURE)?|LINK|IMPORT|DATABASE|RD)\b",
    re.IGNORECASE,
)
"""Fields that fetch files or data of others when they are updated."""
NAMED = re.compile(r"\s*\S+\s")
START = 1000
"""In characters: how much of an instruction is read; the name of the field stands there."""
_NAMES = re.compile(r"^(?:Basic|Scripts)/|vbaproject|externallinks", re.IGNORECASE)


def look_at_directory(content: bytes, entries_most: int = ENTRIES_MOST) -> frozenset[str]:
    """The names in a packed document. Refused where it is damaged, grows beyond measure, or brings
    what runs or is fetched when it is opened."""
    return _looked_at(content, entries_most, DEPTH_MOST, Room())


@dataclass(slots=True)
class Room:
    """How many bytes may still be unpacked of one file, with all that lies in it."""

    left: int = UNPACKED_MOST

    def take(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise Refused(Reason("file_grows"))


def _looked_at(content: bytes, entries_most: int, depth: int, room: Room) -> frozenset[str]:
    names = names_in(content, entries_most)
    if any(map(_NAMES.search, names)) or depth == 0:
        raise Refused(Reason("file_has_macros"))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            room.take(sum(entry.file_size for entry in packed.infolist()))
            for entry in packed.infolist():
                with packed.open(entry) as file:
                    _look_at_part(content, entry.filename, file, depth, room)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error):
        raise Refused(Reason("file_damaged")) from None
    return names


def _look_at_part(content: bytes, name: str, file: IO[bytes], depth: int, room: Room) -> None:
    """By how the part begins, whatever it is called; what is marked up by the words in it."""
    start = file.read(PIECE)
    if start.startswith(PROGRAMS):
        raise Refused(Reason("file_has_macros"))
    encoded = ENCODED.match(_plain(start).lstrip(BEFORE))
    if start.startswith(EBCDIC) or (encoded and not ENCODINGS.fullmatch(encoded[1])):
        raise Refused(Reason("file_damaged"))
    if start.startswith(PACKED):
        _looked_at(start + file.read(), ENTRIES_MOST, depth - 1, room)
    elif _plain(start).lstrip(BEFORE).startswith(b"<") and _tells(start, file):
        _look_closer(read_marked_up(part_of(content, name, PART.size), PART))
    elif _brings_pack(start, file):
        raise Refused(Reason("file_unsafe"))


def _brings_pack(piece: bytes, file: IO[bytes]) -> bool:
    """Whether a packed file stands in a part behind other bytes: some programs open it as one."""
    before, marks = b"", {PACKED, PACK_ENDS}
    while piece and marks:
        text = before + piece
        marks = {mark for mark in marks if mark not in text}
        before, piece = text[-len(PACKED) :], file.read(PIECE)
    return not marks


def _tells(piece: bytes, file: IO[bytes]) -> bool:
    """Whether one of the words stands in a part, read piece by piece."""
    before = b""
    while piece:
        text = before + _plain(piece)
        if any(word in text for word in TELLING):
            return True
        before, piece = text[-OVERLAP:], file.read(PIECE)
    return False


def _plain(piece: bytes) -> bytes:
    """Plain letters, in whichever Unicode a part is written: no XML has a null in it."""
    return piece.replace(b"\0", b"")


def _look_closer(root: Element) -> None:
    for element in root.iter():
        name = _plain_name(element.tag)
        calls = any(map(CALLS.match, map(str, element.attrib.values())))
        if name in RUNS or calls or element.get("xlm", "0") in ("1", "true"):
            raise Refused(Reason("file_has_macros"))
        if name in ("Default", "Override"):
            _look_at_type(element)
        if name == "Relationship":
            _look_at_relation(element)
        if name in FORMULAS:
            _look_at_formula(QUOTED.sub("", element.text or ""))
        if OUTSIDE.match(address := element.get(HREF, "")) and not _is_led_to(name, address):
            raise Refused(Reason("file_fetches"))
    instructions = list(_fields(root))
    if any(map(RUN_BY.match, instructions)):
        raise Refused(Reason("file_has_macros"))
    if any(map(FETCHED_BY.match, instructions)):
        raise Refused(Reason("file_fetches"))


def _look_at_type(element: Element) -> None:
    if TYPES.search(element.get("ContentType", "").lower()):
        raise Refused(Reason("file_has_macros"))


def _look_at_relation(element: Element) -> None:
    kind = element.get("Type", "").rpartition("/")[2].lower()
    is_outside = element.get("TargetMode", "").strip().lower() == "external"
    if is_outside and kind not in ONLY_LED_TO:
        raise Refused(Reason("file_fetches"))
    if kind in KINDS:
        raise Refused(Reason("file_has_macros"))


def _is_led_to(name: str, address: str) -> bool:
    """Whether the reader follows it, or it names the template that a text was begun from."""
    return name == "a" or (name == "template" and address.startswith("file:///"))


def _look_at_formula(formula: str) -> None:
    if FORMULA_RUNS.search(formula):
        raise Refused(Reason("file_has_macros"))
    if FORMULA_FETCHES.search(formula):
        raise Refused(Reason("file_fetches"))


def _fields(root: Element) -> Iterator[str]:
    """The start of the instruction of each field of a text, joined from its pieces. A field that
    begins another before its own name is complete has its name made on opening: that is the worst.
    """
    open_fields: list[str] = []
    for element in root.iter():
        said = {_plain_name(name): value for name, value in element.attrib.items()}
        match _plain_name(element.tag), said.get("fldCharType"):
            case "fldSimple", _:
                yield said.get("instr", "")
            case "fldChar", "begin":
                if open_fields and not NAMED.match(open_fields[-1]):
                    yield "DDE"
                open_fields.append("")
            case "fldChar", "separate" | "end" as how if open_fields:
                yield open_fields[-1]
                if how == "end":
                    open_fields.pop()
            case "instrText" | "delInstrText", _ if open_fields:
                if len(open_fields[-1]) < START:
                    open_fields[-1] += (element.text or "")[:START]
            case "instrText" | "delInstrText", _:
                yield element.text or ""


def _plain_name(name: object) -> str:
    """Of an element or attribute, without its namespace."""
    return str(name).rpartition("}")[2]
