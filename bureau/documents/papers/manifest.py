"""What a written paper rests on, each by its hash: so that the same can be made again."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from bureau.core.papers.blocks import Paper
from bureau.documents.papers import FORMATS
from bureau.documents.papers.canonical import canonical, sha256
from bureau.documents.papers.fonts import sums

FOLDER = Path(__file__).parent
SHARED = ("tongues.py", "canonical.py")
TEMPLATES: Mapping[str, tuple[str, ...]] = {
    "pdf": ("paper.typ", "pdf.py", "laying.py", "columns.py", "row_heads.py", "drawings.py"),
    "docx": ("docx/*.py", "facing.py", "pdf.py", "laying.py", "columns.py", "drawings.py"),
    "html": ("html.py", "facing.py", "look/paper.css", "markup.py", "laying.py"),
    "akn": ("akn.py", "akn_meta.py", "markup.py", "drawings.py"),
}
"""What says how a format is set."""
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


@cache
def template_hash(format: str) -> str:
    """Of each file's name and hash, in order."""
    lines = (f"{path.relative_to(FOLDER)} {sha256(path.read_bytes())}" for path in _files(format))
    return sha256("\n".join(lines))


def _files(format: str) -> Iterator[Path]:
    for pattern in (*TEMPLATES[format], *SHARED):
        yield from sorted(FOLDER.glob(pattern))
