"""The words of a document that somebody may have worked on: as they stand if all is accepted."""

import re
import unicodedata
from collections.abc import Iterator
from xml.etree import ElementTree

from bureau.documents.papers.docx.elements import NAMES

_W = f"{{{NAMES['w']}}}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", _FALLBACK}
_SAID = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


class Damaged(ValueError):
    """Not the main part of a document."""


def words_of(document: bytes) -> str:
    """A line for each paragraph that says something; spaces and unseen marks count for nothing."""
    if b"<!DOCTYPE" in document:
        raise Damaged("a document declares no types")
    try:
        whole = ElementTree.fromstring(document)
    except ElementTree.ParseError as error:
        raise Damaged("not well formed") from error
    lines = (_settled("".join(_said(one))) for one in whole.iter(f"{_W}p"))
    return "\n".join(line for line in lines if line)


def _said(paragraph: ElementTree.Element) -> Iterator[str]:
    for child in paragraph:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SAID:
            yield _SAID[child.tag]
        elif child.tag not in _LEFT_OUT and child.tag != f"{_W}p":
            yield from _said(child)


def _settled(line: str) -> str:
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", line)).split())
