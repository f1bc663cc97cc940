"""Papers written: every block of a paper once in each format, and read back from our own files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bureau.core.papers.blocks import Paper
from bureau.documents.papers.akn import TYPES, akn_bytes
from bureau.documents.papers.docx import docx_bytes
from bureau.documents.papers.html import html_bytes
from bureau.documents.papers.pdf import pdf_bytes


@dataclass(frozen=True, slots=True)
class Format:
    """`kinds` are those that can be written so; empty for all."""

    media_type: str
    write: Callable[[Paper], bytes]
    kinds: frozenset[str] = frozenset()


FORMATS: Mapping[str, Format] = {
    "pdf": Format("application/pdf", pdf_bytes),
    "docx": Format(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", docx_bytes
    ),
    "html": Format("text/html; charset=utf-8", html_bytes),
    "akn": Format("application/akn+xml", akn_bytes, frozenset(TYPES)),
}


def write(paper: Paper, format: str) -> bytes:
    """The whole file, the same bytes for the same paper; ValueError where a kind is not so written.

    A reading of the file's own value: `documents.papers.reading`.
    """
    wanted = FORMATS.get(format)
    if wanted is None or (wanted.kinds and paper.kind not in wanted.kinds):
        raise ValueError(f"{paper.kind} is not written as {format}")
    return wanted.write(paper)
