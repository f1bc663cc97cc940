"""What stands on the face of a paper, and of a redline of two: as runs that a format writes."""

from collections.abc import Callable
from dataclasses import dataclass

from bureau.core.papers.blocks import (
    Annex,
    Change,
    Drawing,
    Paper,
    Paragraph,
    Role,
    Run,
    Runs,
    Table,
)
from bureau.core.papers.redline import Redline
from bureau.core.papers.wording import joined, marked, wording
from bureau.documents.papers.tongues import coded


@dataclass(frozen=True, slots=True)
class Face:
    """`marks` are paragraphs, so that each may be in one version alone."""

    issuer: Runs
    number: Runs
    original: Runs
    day: Runs
    foot: Runs
    marks: tuple[Paragraph, ...]
    title: Runs


def face_of(paper: Paper) -> Face:
    marks = tuple(Paragraph((Run(mark),), Role.NOTE) for mark in paper.marks)
    title = Run(paper.title, language=paper.title_language)
    return _face(lambda said: said(paper), marks, (title,))


def face_between(redline: Redline) -> Face:
    """With what is another in the two versions marked."""
    marks = tuple(one for one in redline.marks if isinstance(one, Paragraph))

    def both(said: Callable[[Paper], Runs]) -> Runs:
        return wording(said(redline.earlier), said(redline.later))

    return _face(both, marks, redline.title)


def _face(
    of: Callable[[Callable[[Paper], Runs]], Runs], marks: tuple[Paragraph, ...], title: Runs
) -> Face:
    return Face(
        issuer=of(lambda paper: joined((Run(paper.furniture.issuer),))),
        number=of(lambda paper: coded(paper.furniture.number, paper.language)),
        original=of(lambda paper: joined((Run(paper.furniture.original),))),
        day=of(lambda paper: joined((Run(paper.furniture.day),))),
        foot=of(lambda paper: joined((Run(paper.furniture.foot),))),
        marks=marks,
        title=title,
    )


def label_of(annex: Annex) -> Runs:
    return _plain(annex.label, annex.was.label if annex.was else None, annex.change)


def caption_of(block: Table | Drawing) -> Runs:
    """Empty where it has none."""
    return _plain(block.caption, block.was.caption if block.was else None, block.change)


def _plain(now: str, was: str | None, change: Change) -> Runs:
    """Words that are no runs in a block, with what a redline marks of them."""
    runs = joined((Run(now),))
    return marked(runs, change) if was is None else wording(joined((Run(was),)), runs)


def change_of(runs: Runs) -> Change:
    """What all of it is, where all of it is one."""
    found = {run.change for run in runs}
    return found.pop() if len(found) == 1 else Change.NONE
