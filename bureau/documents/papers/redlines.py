"""A redline of two papers written as a file."""

from bureau.core.papers.phrases import PhraseBook
from bureau.core.papers.redline import Redline
from bureau.documents.papers.docx import redline_docx
from bureau.documents.papers.docx.tracking import By
from bureau.documents.papers.html import redline_bytes

FORMATS = ("html", "docx")


def write_redline(redline: Redline, format: str, book: PhraseBook, by: By) -> bytes:
    """`by` is who tracks the changes in Word; the same bytes for the same of all of them."""
    match format:
        case "html":
            return redline_bytes(redline, book)
        case "docx":
            return redline_docx(redline, by)
    raise ValueError(f"a redline is not written as {format}")
