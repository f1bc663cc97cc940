"""XML of others, read without trusting it: no entities, no fetching, nothing beyond measure."""

import re
from dataclasses import dataclass, replace

from bureau.core.reasons import Reason, Refused
from bureau.documents import etree

BYTES_MOST = 5_000_000


@dataclass(frozen=True, slots=True)
class Bounds:
    """Beyond which a document is not read: its bytes, elements, and how deep they nest."""

    size: int = BYTES_MOST
    elements: int = 200_000
    depth: int = 40


FILE = Bounds()
"""Of a file that somebody sends."""
PART = Bounds(size=40_000_000, elements=5_000_000, depth=200)
"""Of a part of a packed document, which is bounded as a whole."""
PLAIN = replace(FILE, depth=PART.depth)
"""Of a paper that stands in a file unpacked: pages of others nest deep."""

CANNOT_STAND = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

type Element = etree._Element


def read_marked_up(content: bytes, most: Bounds = FILE) -> Element:
    """The root of a document. Refused where it is empty, too large, damaged, or declares a type:
    whoever declares one can make a few bytes grow, or have others fetched."""
    if not content.strip():
        raise Refused(Reason("file_empty"))
    if len(content) > most.size:
        raise Refused(Reason("file_too_large", {"most": most.size // 1_000_000}))
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise Refused(Reason("file_damaged")) from None
    if root.getroottree().docinfo.doctype:
        raise Refused(Reason("file_unsafe"))
    _refuse_beyond_measure(root, most)
    return root


def read_page(content: bytes, most: Bounds = FILE) -> Element:
    """The root of a page of HTML, whatever is wrong with it. Refused where nothing is in it, or it
    is beyond measure."""
    if len(content) > most.size:
        raise Refused(Reason("file_too_large", {"most": most.size // 1_000_000}))
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise Refused(Reason("file_damaged"))
    _refuse_beyond_measure(root, most)
    return root


def _refuse_beyond_measure(root: Element, most: Bounds) -> None:
    level, count = [root], 0
    for _depth in range(most.depth):
        count += len(level)
        level = [child for each in level for child in each]
    if level or count > most.elements:
        raise Refused(Reason("file_grows"))


def written(root: Element) -> bytes:
    """The document with its declaration; the same bytes for the same tree."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=False) + b"\n"


def written_within(root: Element) -> str:
    """The document as a part of another: no declaration."""
    return str(etree.tostring(root, encoding="unicode"))


def local(element: Element, namespace: str) -> str:
    """The name of an element of one namespace, "" for one of another."""
    name = etree.QName(element)
    return name.localname if name.namespace == namespace else ""


def storable(words: str) -> str:
    """The words without the characters that XML cannot hold at all."""
    return CANNOT_STAND.sub("", words)


_NOT_IN_AN_ID = re.compile(r"[^A-Za-z0-9_.]")
_WRITTEN_OUT = re.compile(r"-([0-9a-f]{1,6})-")


def as_id(name: str) -> str:
    """A name as an ID of XML can hold it: what it cannot hold is written out between hyphens."""
    said = _NOT_IN_AN_ID.sub(lambda found: f"-{ord(found[0]):x}-", name)
    return said if said[:1].isalpha() or said[:1] == "_" else f"_-{said}"


def of_id(own: str) -> str:
    """The name again; an id that is none of ours stays as it is."""
    said = own.removeprefix("_-")
    return _WRITTEN_OUT.sub(lambda found: _letter(found[1]) or found[0], said)


def _letter(code: str) -> str:
    number = int(code, 16)
    return chr(number) if 0x20 < number < 0x110000 and not 0xD800 <= number <= 0xDFFF else ""
