"""The words of a document that somebody may have worked on: as they stand if all tracked changes
are accepted, or if all are refused."""

import re
import unicodedata
from collections.abc import Iterator

from bureau.documents.marked_up import PART, Element, read_marked_up
from bureau.documents.papers.docx.elements import NAMES

_W = f"{{{NAMES['w']}}}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HIDDEN = f"{_W}rPr/{_W}vanish"
_NEVER = frozenset({f"{_W}pPr", f"{_W}rPr", f"{_W}p", _FALLBACK})
_ACCEPTED = _NEVER | {f"{_W}del", f"{_W}moveFrom"}
_REFUSED = _NEVER | {f"{_W}ins", f"{_W}moveTo"}
_SAID = {f"{_W}tab": " ", f"{_W}br": " ", f"{_W}cr": " ", f"{_W}noBreakHyphen": "-"}
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def words_of(document: bytes, *, is_refused: bool = False) -> str:
    """A line for each paragraph that says something; spaces and unseen marks count for nothing.

    Refused where the part is damaged, declares a type or is beyond measure.
    """
    whole = read_marked_up(document, PART)
    left_out = _REFUSED if is_refused else _ACCEPTED
    lines = (_settled("".join(_said(one, left_out))) for one in whole.iter(f"{_W}p"))
    return "\n".join(line for line in lines if line)


def _said(paragraph: Element, left_out: frozenset[str]) -> Iterator[str]:
    for child in paragraph:
        if child.tag in (f"{_W}t", f"{_W}delText"):
            yield child.text or ""
        elif child.tag in _SAID:
            yield _SAID[child.tag]
        elif child.tag not in left_out and child.find(_HIDDEN) is None:
            yield from _said(child, left_out)


def _settled(line: str) -> str:
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", line)).split())
