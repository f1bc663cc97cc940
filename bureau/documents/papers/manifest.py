"""What a written paper rests on, each by its hash: so that the same can be made again."""

from collections.abc import Mapping
from importlib.metadata import version

from bureau.core.papers.blocks import Paper
from bureau.documents.papers import FORMATS
from bureau.documents.papers.canonical import canonical, sha256
from bureau.documents.papers.fonts import sums
from bureau.documents.papers.templates import template_hash

LIBRARIES: Mapping[str, tuple[str, ...]] = {"pdf": ("typst",), "docx": ("typst",)}


def manifest(paper: Paper, format: str, content: bytes, phrases: str) -> dict[str, object]:
    """`content` is what was written; `phrases` the hash of the phrases that it was set with."""
    libraries = ("bureau", *LIBRARIES.get(format, ()))
    return {
        "kind": paper.kind,
        "title": paper.title,
        "number": paper.furniture.number,
        "day": paper.furniture.day,
        "language": paper.language,
        "format": format,
        "media_type": FORMATS[format].media_type,
        "size": len(content),
        "sha256": sha256(content),
        "template": template_hash(format),
        "phrases": phrases,
        "value": sha256(canonical(paper.value)),
        "fonts": sums() if format in LIBRARIES else {},
        "versions": {name: version(name) for name in libraries},
    }
