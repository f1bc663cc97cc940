"""The pages of a PDF of ours as they are printed, held against those that its value gives."""

import hashlib
import io
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from bureau.core.papers.blocks import Paper
from bureau.core.papers.faults import Fault, Finding
from bureau.documents.papers.laying import POSTER, SHEETS
from bureau.documents.papers.pdf import CannotBeSet, pdf_bytes
from bureau.documents.papers.templates import set_with

DEEPEST = 8
"""How far forms stand within forms; ours have none."""


def pages_differing(content: bytes, paper: Paper, setter: str) -> Iterator[Finding]:
    """Each page that shows anything else, a line of a drawing or a letter. Told instead where it
    was set by another version, whose pages would all be others."""
    if setter != set_with():
        yield Finding(Fault.SET_OTHERWISE)
        return
    found = _pages(content)
    expected = min(_possible(paper), key=lambda pages: len(_differing(pages, found)))
    for number in _differing(expected, found):
        yield Finding(Fault.PAGE_DIFFERS, str(number))


def _possible(paper: Paper) -> Iterator[list[str]]:
    """As it is set by itself; a poster also on each sheet that can be asked for."""
    sheets = SHEETS if paper.kind == POSTER else ()
    for sheet in ("", *sheets):
        try:
            yield _pages(pdf_bytes(paper, sheet))
        except CannotBeSet:
            yield []


def _differing(expected: list[str], found: list[str]) -> list[int]:
    pairs = enumerate(zip_longest(expected, found), 1)
    return [number for number, (was, now) in pairs if was != now]


def _pages(content: bytes) -> list[str]:
    """A hash for each page of what is drawn on it, and how large it is."""
    from pypdf import PdfReader

    try:
        return [_marks(page) for page in PdfReader(io.BytesIO(content)).pages]
    except Exception:  # a damaged file fails anywhere in what reads it
        return []


def _marks(page: Any) -> str:
    notes = (one.get_object() for one in page.get("/Annots", ()))
    laid_over = [(str(one.get("/Subtype")), str(one.get("/Rect"))) for one in notes]
    said = hashlib.sha256(f"{page.mediabox} {laid_over}".encode())
    contents = page.get_contents()
    said.update(b"" if contents is None else contents.get_data())
    for form in _forms(page.get("/Resources", {}), DEEPEST):
        said.update(form)
    return said.hexdigest()


def _forms(resources: Any, deep: int) -> Iterator[bytes]:
    """What is drawn apart and shown on a page, by its name."""
    for _, one in sorted(resources.get_object().get("/XObject", {}).items()) if deep else ():
        form = one.get_object()
        yield form.get_data()
        if "/Resources" in form:
            yield from _forms(form["/Resources"], deep - 1)
