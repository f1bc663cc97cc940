"""How pages look, held against pictures that somebody looked at.

After a change that is meant: `python -m tests.documents.papers.test_pictures`, and look at them.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bureau.core.papers.blocks import Paper
from bureau.documents.papers import pdf
from tests.documents.papers.samples import ALL, poster, sample

FOLDER = Path(__file__).parent / "pictures"
POINTS = 40
"""To an inch: large enough to see a letter unjoined or a column turned."""


def pictures(language: str) -> Iterator[tuple[str, bytes]]:
    papers: dict[str, Paper] = {"paper": sample(language)}
    if language in ("ar", "zh-hans"):
        papers["poster"] = poster(language)
    for name, paper in papers.items():
        said = pdf._said(paper, "")
        pages = pdf._compiled(pdf.TEMPLATE, said, format="png", ppi=POINTS)
        for number, content in enumerate(pages if isinstance(pages, list) else [pages], 1):
            yield f"{name}-{language}-{number}.png", content


@pytest.mark.parametrize("language", ALL)
def test_pages_look_as_they_did(language: str) -> None:
    for name, content in pictures(language):
        assert content == (FOLDER / name).read_bytes(), name


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for one in ALL:
        for name, content in pictures(one):
            (FOLDER / name).write_bytes(content)
    print(json.dumps(sorted(path.name for path in FOLDER.iterdir()), indent=1))
