"""Every kind of paper in every format: one entry, and what was written is known by its hashes."""

import hashlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bureau.core.papers.kinds import KINDS
from bureau.core.papers.kinds.council_paper import CouncilPaper, set_council_paper
from bureau.core.papers.shipped import BOOK
from bureau.documents.papers import FORMATS, write
from bureau.documents.papers.fonts import sums
from bureau.documents.papers.manifest import manifest
from bureau.documents.papers.reading import read
from bureau.documents.papers.templates import FOLDER, SHARED, TEMPLATES, template_hash
from tests.core.papers.specimens import SPECIMENS
from tests.core.papers.values import council_papers
from tests.documents.papers.samples import ALL, poster, sample

MOST_SECONDS = 1.0
"""For one paper, on a machine that does other things too."""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ALL)
def test_every_kind_is_written_in_all_its_formats(language: str, kind: str) -> None:
    paper = KINDS[kind].setting(SPECIMENS[kind], language, BOOK)
    for format in KINDS[kind].formats:
        content = write(paper, format)
        assert content == write(paper, format)
        if format in ("pdf", "docx"):
            assert KINDS[kind].read(read(content).value) == SPECIMENS[kind]


@settings(max_examples=12, deadline=None)
@given(value=council_papers(), language=st.sampled_from(ALL))
def test_any_paper_comes_back_as_it_went_out(value: CouncilPaper, language: str) -> None:
    paper = set_council_paper(value, language, BOOK)
    found = read(write(paper, "docx"))
    assert not found.is_edited
    assert KINDS["council-paper"].read(found.value) == value


@pytest.mark.exhaustive
@settings(max_examples=300, deadline=None)
@given(value=council_papers())
def test_three_hundred_papers_come_back_in_each_language(value: CouncilPaper) -> None:
    for language in ALL:
        found = read(write(set_council_paper(value, language, BOOK), "docx"))
        assert not found.is_edited
        assert KINDS["council-paper"].read(found.value) == value


@pytest.mark.parametrize("format", ["akn", "odt", ""])
def test_what_a_kind_has_not_is_refused(format: str) -> None:
    with pytest.raises(ValueError, match="chart-poster is not written as"):
        write(poster("en"), format)


def test_a_paper_is_written_at_once() -> None:
    write(sample("en"), "pdf")
    start = time.perf_counter()
    write(sample("zh-hans", rows=2), "pdf")
    assert time.perf_counter() - start < MOST_SECONDS


@pytest.mark.parametrize("format", FORMATS)
def test_a_manifest_says_what_the_bytes_rest_on(format: str) -> None:
    paper = sample("ar")
    content = write(paper, format)
    said = manifest(paper, format, content, "phrases")
    assert said["sha256"] == hashlib.sha256(content).hexdigest()
    assert said["size"] == len(content) and said["phrases"] == "phrases"
    assert said["fonts"] == (sums() if format in ("pdf", "docx") else {})
    assert said["value"] == manifest(sample("fr"), format, b"", "")["value"]


def test_each_format_is_told_by_its_own_files() -> None:
    assert set(TEMPLATES) == set(FORMATS)
    named = {path for patterns in (*TEMPLATES.values(), SHARED) for path in patterns}
    files = {path.name for path in FOLDER.glob("*.*")} - {"__init__.py", "fonts.py"}
    reading = {"reading.py", "reading_blocks.py", "checking.py"}
    reading |= {"returning.py", "returning_apart.py", "printed.py"}
    assert files - named == {"manifest.py", "templates.py", "redlines.py"} | reading
    assert len({template_hash(format) for format in FORMATS}) == len(FORMATS)
