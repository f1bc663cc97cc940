"""The words of a document that somebody may have worked on: as they stand if all tracked changes
are accepted, or if all are refused."""

import re
import unicodedata
from collections.abc import Iterator

from bureau.documents.marked_up import PART, Element, read_marked_up
from bureau.documents.papers.docx.elements import MATHS, NAMES

_W = f"{{{NAMES['w']}}}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WORDS = frozenset({f"{_W}t", f"{_W}delText", f"{{{MATHS}}}t"})
_GONE = frozenset({f"{_W}vanish", f"{_W}strike", f"{_W}dstrike"})
OFF = ("0", "false", "off", "none")
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
        if child.tag in _WORDS:
            yield child.text or ""
        elif child.tag in _SAID:
            yield _SAID[child.tag]
        elif child.tag not in left_out and not is_gone(child.find(f"{_W}rPr")):
            yield from _said(child, left_out)


def is_gone(looks: Element | None) -> bool:
    """Whether a run that looks so is hidden, or struck through by somebody who tracks nothing."""
    marks = () if looks is None else (one for one in looks if one.tag in _GONE)
    return any(mark.get(f"{_W}val", "") not in OFF for mark in marks)


def _settled(line: str) -> str:
    return " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", line)).split())
