"""A text file as lines and grids: headings with #, numbered paragraphs, lists, tables."""

import re
from collections.abc import Iterator

from bureau.core.papers.blocks import Marker, Run
from bureau.documents.papers.readers.lines import LINES_MOST, Cells, Grid, Line, Part

TEXT_MOST = 5_000_000
BROKEN_AT = 120
_PLACE = re.compile(r"\[bookmark: [^\]\n]{0,200}\]")
"""Names of places, as converters to text leave them."""
_MARKED = re.compile(r"\s*(#{1,6} |[-•–*] |\(?[a-zа-яا-ي][.)] |\(?\d{1,3}[.)]\s|\||$)")
_HEADING = re.compile(r"(#{1,6})\s+")
_ITEM = re.compile(r"(?:[-•–*]|\(?([a-zа-яا-ي])[.)]|\(?\d{1,3}\)) ")
_RULE = re.compile(r"[|:\s-]+")


class NotText(ValueError):
    """No text, or more of it than any paper has."""


def lines_of_text(content: bytes) -> list[Part]:
    """What is broken over several lines is one, up to an empty one or one that begins otherwise;
    where a line is longer than anybody breaks them at, each is a paragraph."""
    if len(content) > TEXT_MOST:
        raise NotText("too long for a paper")
    try:
        is_wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
        said = content.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotText("neither DOCX, HTML, Akoma Ntoso nor text") from error
    if "\0" in said:
        raise NotText("neither DOCX, HTML, Akoma Ntoso nor text")
    lines = _PLACE.sub("", said).splitlines()
    is_broken = all(len(line) <= BROKEN_AT for line in lines)
    found = list(_parts(lines, is_broken=is_broken))
    if len(found) > LINES_MOST:
        raise NotText("too long for a paper")
    return found


def _parts(lines: list[str], *, is_broken: bool) -> Iterator[Part]:
    waiting: list[str] = []
    rows: list[Cells] = []
    for line in [*lines, ""]:
        if waiting and (_MARKED.match(line) or not is_broken):
            yield _line(" ".join(waiting))
            waiting = []
        if line.lstrip().startswith("|"):
            rows += [] if _RULE.fullmatch(line) else [_cells(line)]
            continue
        if rows:
            yield Grid(tuple(rows), has_head=True)
            rows = []
        waiting += [line.strip()] if line.strip() else []
        if _HEADING.match(line):
            yield _line(waiting.pop())


def _cells(line: str) -> Cells:
    said = line.strip().strip("|").split("|")
    return tuple((_line(one.strip()),) if one.strip() else () for one in said)


def _line(words: str) -> Line:
    heading, item = _HEADING.match(words), _ITEM.match(words)
    if heading:
        level = len(heading[1]) - 1
        style = f"heading {level}" if level else "title"
        return Line((Run(words[heading.end() :]),), style)
    if item:
        marker = Marker.LETTERS if item[1] else Marker.BULLETS
        return Line((Run(words[item.end() :]),), marker=marker)
    strong = re.fullmatch(r"\*\*(.+)\*\*", words)
    return Line((Run(strong[1] if strong else words, is_strong=strong is not None),))
