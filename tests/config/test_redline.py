"""What changed between two files of ours, from the shell."""

from dataclasses import replace
from pathlib import Path

import pytest

from bureau.config.cli import main
from bureau.core.papers.kinds import KINDS
from bureau.core.papers.phrases import Phrase
from bureau.core.papers.shipped import BOOK
from bureau.documents.papers import write
from tests.core.papers.specimens import LETTER, SPECIMENS, said
from tests.documents.papers.test_docx import DOCUMENT, changed, parts


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Two letters, the later one in French and with another title; and a decision."""
    values = (
        ("earlier.docx", "letter", LETTER, "en"),
        ("later.pdf", "letter", replace(LETTER, title=said("Quite another title")), "fr"),
        ("decision.docx", "decision", SPECIMENS["decision"], "en"),
    )
    for name, kind, value, language in values:
        paper = KINDS[kind].setting(value, language, BOOK)
        (tmp_path / name).write_bytes(write(paper, name.rpartition(".")[2]))
    return [str(tmp_path / name) for name, *_ in values]


def test_it_writes_a_page_in_the_language_of_the_later_one(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = tmp_path / "changes.html"
    assert main(["redline", *files[:2], "-o", str(written)]) == 0
    assert "Ce qui a changé" in written.read_text() and "<ins" in written.read_text()
    assert "changed" in capsys.readouterr().out


def test_it_writes_the_same_tracked_changes_for_the_same_instant(
    files: list[str], tmp_path: Path
) -> None:
    by = ["--author", "Council Secretariat", "--at", "2027-03-03T12:00:00+00:00"]
    written = [tmp_path / name for name in ("one.docx", "other.docx")]
    for one in written:
        asked = ["redline", *files[:2], "-o", str(one), "--format", "docx", "--language", "en"]
        assert main([*asked, *by]) == 0
    assert written[0].read_bytes() == written[1].read_bytes()
    document = parts(written[0].read_bytes())[DOCUMENT].decode()
    assert 'w:author="Council Secretariat" w:date="2027-03-03T12:00:00Z"' in document


def test_each_is_set_in_the_phrases_that_it_was_written_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    anew = BOOK.over({("case.cost", "en"): Phrase("What it costs")})
    papers = [
        KINDS["council-paper"].setting(SPECIMENS["council-paper"], "en", book)
        for book in (BOOK, anew)
    ]
    names = [str(tmp_path / name) for name in ("earlier.docx", "later.docx", "older.docx")]
    for name, paper in zip(names, [*papers, replace(papers[1], phrases={})], strict=True):
        Path(name).write_bytes(write(paper, "docx"))
    written = str(tmp_path / "changes.html")
    assert main(["redline", *names[:2], "-o", written]) == 0
    told = capsys.readouterr()
    assert "0 changed, 1 added, 1 removed" in told.out and not told.err
    assert main(["redline", names[0], names[2], "-o", written]) == 0
    assert "does not tell the phrases" in capsys.readouterr().err


def test_what_cannot_be_held_together_is_told(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited, nothing = tmp_path / "edited.docx", tmp_path / "nothing.pdf"
    content = Path(files[0]).read_bytes()
    edited.write_bytes(changed(content, LETTER.title.in_language("en"), "Something else"))
    for other, told in (
        (files[2], "two kinds: letter, and decision"),
        (str(edited), "its words were changed"),
        (str(nothing), "cannot be read"),
    ):
        assert main(["redline", files[0], other, "-o", str(tmp_path / "x")]) == 2
        assert told in capsys.readouterr().err
