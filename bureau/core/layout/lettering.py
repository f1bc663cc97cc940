"""How wide words will be in fonts we do not choose, and where to break them; with slack."""

import re
import unicodedata
from functools import lru_cache

SLACK = 1.05
BOLD = 1.14

_GROUPS = {
    0.27: " ijl.,:;'|!·Iاﻻ",
    0.36: "ft()[]/-J\u202f\u00a0رز",
    0.44: "rcsz",
    0.93: "mMWщшЩШЮ—%@",
    0.80: "wжюыфмОQЖМФ",
    0.76: "DGHNOQU",
    0.86: "+=≈→←↕",
}
_WIDTHS = {letter: width for width, letters in _GROUPS.items() for letter in letters}
_CLOSING = "、。，．；：！？）》」』】”’"
_IDEOGRAPHS = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_NO_BREAK = "\u00a0\u202f"
_PIECES = re.compile(
    rf"[^\S{_NO_BREAK}]+|[{_IDEOGRAPHS}][{_CLOSING}]*|(?:[^\s{_IDEOGRAPHS}]|[{_NO_BREAK}])+"
)
_WIDE_AT_THE_END = re.compile(r"[بتثسشصضفقكيىئن](?=[\u064b-\u0652]*(?:[^\w\u064b-\u0652]|$))")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@lru_cache(maxsize=4096)
def _letter_width(letter: str) -> float:
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    if unicodedata.category(letter) in {"Mn", "Me", "Cf", "Cc"}:
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if _RIGHT_TO_LEFT.match(letter):
        return 0.56
    return 0.66 if letter.isupper() else 0.6


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Pixels that `text` takes at `size` pixels, a little more than most fonts need."""
    ems = sum(map(_letter_width, text)) + 0.36 * len(_WIDE_AT_THE_END.findall(text))
    return ems * size * SLACK * (BOLD if bold else 1.0)


def runs_right_to_left(text: str) -> bool:
    """Whether any letter of `text` belongs to a script written from the right."""
    return _RIGHT_TO_LEFT.search(text) is not None


def _cut(word: str, size: float, room: float) -> list[str]:
    """One word too long for a line, cut wherever the line is full."""
    slices, start, filled = [], 0, 0.0
    for index, letter in enumerate(word):
        width = text_width(letter, size)
        if filled + width > room and index > start:
            slices.append(word[start:index])
            start, filled = index, 0.0
        filled += width
    return [*slices, word[start:]]


def wrap(text: str, size: float, room: float, most: int = 6) -> tuple[str, ...]:
    """`text` in at most `most` lines that fit `room` pixels; an ellipsis where there is more."""
    lines: list[str] = []
    line, filled = "", 0.0
    for piece in _PIECES.findall(text.strip()):
        width = text_width(piece, size)
        if filled + width <= room:
            line, filled = line + piece, filled + width
            continue
        if line.strip():
            lines.append(line.rstrip())
        if len(lines) > most:
            break
        *full, line = _cut(piece.strip(), size, room)
        lines.extend(full)
        filled = text_width(line, size)
    if line.strip():
        lines.append(line.rstrip())
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1][:-1] + "…"]
    return tuple(lines)
