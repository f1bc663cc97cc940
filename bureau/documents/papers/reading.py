"""Our own papers read back: the value that goes along in a PDF, or in a DOCX as it still stands."""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from bureau.documents.papers.canonical import NAMESPACE


@dataclass(frozen=True, slots=True)
class Returned:
    """What a file said. Where somebody changed its words, `value` is empty and `text` is what it
    says now; `was` is then the value it went out with, to hold against."""

    kind: str
    language: str
    value: Mapping[str, object] = field(default_factory=dict)
    is_edited: bool = False
    text: str = ""
    was: Mapping[str, object] = field(default_factory=dict)


class NotOurs(ValueError):
    """A file that carries no value of ours, or one that cannot be read."""


def read(content: bytes) -> Returned:
    if content.startswith(b"%PDF-"):
        return _from_pdf(content)
    raise NotOurs("neither PDF nor DOCX")


def _from_pdf(content: bytes) -> Returned:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        attached = PdfReader(io.BytesIO(content)).attachments.get("paper.json", [])
    except (PyPdfError, ValueError, KeyError) as error:
        raise NotOurs("this PDF cannot be read") from error
    if not attached:
        raise NotOurs("this PDF carries no value")
    kind, language, value = opened(bytes(attached[0]))
    return Returned(kind, language, value)


def opened(envelope: bytes | str) -> tuple[str, str, Mapping[str, object]]:
    """Kind, language and value."""
    try:
        said = json.loads(envelope)
    except ValueError as error:
        raise NotOurs("its value cannot be read") from error
    if not isinstance(said, dict) or said.get("bureau") != NAMESPACE:
        raise NotOurs("its value is not of a paper")
    kind, language, value = (said.get(name) for name in ("kind", "language", "value"))
    if not (isinstance(kind, str) and isinstance(language, str) and isinstance(value, dict)):
        raise NotOurs("its value is not of a paper")
    return kind, language, value
