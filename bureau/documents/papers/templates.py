"""What says how a format is set, as hashes: so that the same can be made again, or known to be."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

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


@cache
def set_with() -> str:
    """What sets the pages of a PDF: its template and fonts, and the program that lays the lines."""
    said = {"template": template_hash("pdf"), "typst": version("typst"), "fonts": sums()}
    return sha256(canonical(said))


@cache
def template_hash(format: str) -> str:
    """Of each file's name and hash, in order."""
    lines = (f"{path.relative_to(FOLDER)} {sha256(path.read_bytes())}" for path in _files(format))
    return sha256("\n".join(lines))


def _files(format: str) -> Iterator[Path]:
    for pattern in (*TEMPLATES[format], *SHARED):
        yield from sorted(FOLDER.glob(pattern))
