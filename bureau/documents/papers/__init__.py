"""Papers written: every block of a paper once in each format, and read back from our own files."""

from collections.abc import Callable, Mapping

from bureau.core.papers.blocks import Paper
from bureau.documents.papers.docx import docx_bytes
from bureau.documents.papers.html import html_bytes
from bureau.documents.papers.pdf import pdf_bytes

__all__ = ["FORMATS", "write"]

FORMATS: Mapping[str, Callable[[Paper], bytes]] = {
    "pdf": pdf_bytes,
    "docx": docx_bytes,
    "html": html_bytes,
}


def write(paper: Paper, format: str) -> bytes:
    """KeyError for a format that there is not."""
    return FORMATS[format](paper)
