"""Papers as PDF: one template sets every block; tagged, as PDF/UA-1 asks, or refused.

The same paper is the same bytes: no clock is read, and no font of the machine.
"""

import json
import re
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from bureau.core.papers.blocks import Paper, Run
from bureau.documents.papers.canonical import enveloped
from bureau.documents.papers.fonts import FOLDER
from bureau.documents.papers.laying import SHEETS, laid, runs_of, tongue_of
from bureau.documents.papers.row_heads import with_row_heads
from bureau.documents.papers.templates import set_with
from bureau.documents.papers.tongues import TONGUES, coded

TEMPLATE = Path(__file__).parent / "paper.typ"
STANDARD = "ua-1"
_ONE_AT_A_TIME = Lock()
_NOT_DISPLAYED = re.compile(r'the text `"(.+?)"` could not be displayed')


class CannotBeSet(ValueError):
    """What PDF/UA refuses: a letter of a script that our fonts have not, told as a clause; anything
    else (a drawing that nobody described) in the words of what sets it."""

    def __init__(self, told: str) -> None:
        letter = _NOT_DISPLAYED.search(told)
        super().__init__(f'its fonts do not have the letter "{letter[1]}"' if letter else told)


def pdf_bytes(paper: Paper, sheet: str = "") -> bytes:
    """`sheet` is the size of a poster, one of `SHEETS`, where the paper names none; by itself it is
    the smallest on which it can be read."""
    if sheet and sheet not in SHEETS:
        raise ValueError(f"no such sheet: {sheet}")
    said = _said(paper, sheet)
    written = _compiled(TEMPLATE, said, format="pdf", pdf_standards=[STANDARD], timestamp=0)
    return with_row_heads(written)


def png_bytes(svg: str, across: int) -> bytes:
    """A drawing `across` pixels wide, for programs that cannot draw it."""
    source = (
        "#set page(width: auto, height: auto, margin: 0pt)\n"
        '#image(bytes(sys.inputs.svg), format: "svg", width: 720pt)'
    )
    written: bytes = _compiled(source.encode(), {"svg": svg}, format="png", ppi=across / 10)
    return written


def _compiled(source: Path | bytes, said: dict[str, str], **how: Any) -> Any:
    """What is said stands for itself: nothing of it is ever run."""
    main = source if isinstance(source, bytes) else str(source)
    try:
        with _ONE_AT_A_TIME:
            return _compiler().compile(main, sys_inputs=said, **how)
    except RuntimeError as error:
        raise CannotBeSet(str(error)) from error


@cache
def _compiler() -> Any:
    """Kept, with what it has read; typst, large, is loaded when a paper is asked for."""
    import typst

    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)]
    )
    return typst.Compiler(str(TEMPLATE), font_paths=fonts)


def _said(paper: Paper, sheet: str) -> dict[str, str]:
    furniture, tongue = paper.furniture, TONGUES[paper.language]
    said = {
        "title": paper.title,
        "titled": runs_of((Run(paper.title, language=paper.title_language),), tongue),
        "issuer": furniture.issuer,
        "number": runs_of(coded(furniture.number, paper.language), tongue),
        "day": furniture.day,
        "original": furniture.original,
        "foot": runs_of((Run(furniture.foot),), tongue),
        "marks": paper.marks,
        "attached": enveloped(paper, set_with=set_with()),
        "tongue": tongue_of(paper.language),
        **laid(paper, sheet),
    }
    return {"paper": json.dumps(said, ensure_ascii=False)}
