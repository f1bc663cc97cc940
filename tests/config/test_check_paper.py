"""What is wrong with a paper, from the shell: for people and for programs."""

import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from bureau.config.cli import main
from bureau.core.papers.kinds import KINDS
from bureau.core.papers.shipped import BOOK
from bureau.documents.packs import packed
from bureau.documents.papers import write
from tests.core.papers.specimens import SPECIMENS
from tests.core.papers.spoiling import says

pytestmark = pytest.mark.django_db
FRENCH = "Les conséquences financières sont présentées dans le document."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "paper.docx"


def test_a_clean_paper_ends_with_nought(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_bytes(write(KINDS["letter"].setting(SPECIMENS["letter"], "fr", BOOK), "docx"))
    assert main(["check", "paper", str(file)]) == 0
    assert capsys.readouterr().out == "Nothing was found.\n"


@pytest.mark.parametrize(
    "command", [("read",), ("check", "paper"), ("verify", "journal", "--head")]
)
def test_what_never_ends_is_not_read(
    command: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (pipe, Path("/dev/zero"), tmp_path):
        assert main([*command, str(path)]) == 2
        assert "no regular file" in capsys.readouterr().err


def test_what_is_too_large_is_not_read(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bureau.config.shell.FILE_MOST", 10)
    file.write_bytes(b"x" * 11)
    assert main(["read", str(file)]) == 2
    assert "larger than" in capsys.readouterr().err


def test_faults_are_told_in_words(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = KINDS["council-paper"].setting(SPECIMENS["council-paper"], "en", BOOK)
    file.write_bytes(write(says("established", "abolished")(paper), "docx"))
    assert main(["check", "paper", str(file), "--json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["fault"], found["where"]) == ("words_differ", "case.changes.0.said")
    assert found["words"].startswith("Words differ from the data, which say “NEW is established.")
    assert main(["check", "paper", str(file)]) == 1


def test_a_paper_of_others_says_its_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "paper.txt"
    text.write_text("# 文件\n\n1. 一。\n\n3. Why it is asked of the Council today\n")
    assert main(["check", "paper", str(text), "--json", "--language", "zh"]) == 1
    faults = [one["fault"] for one in json.loads(capsys.readouterr().out)]
    assert faults == ["paragraph_order", "untranslated"]


def test_what_cannot_be_read_is_said(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "paper", str(file)]) == 2
    neither, damaged = "(neither DOCX, HTML", "cannot be read. The file is damaged or cut off."
    whole = write(KINDS["letter"].setting(SPECIMENS["letter"], "fr", BOOK), "docx")
    with zipfile.ZipFile(io.BytesIO(whole)) as pack:
        parts = {name: pack.read(name) for name in pack.namelist()}
    for content, told in (
        (b"PK\x03\x04", damaged),
        (whole[:3000], damaged),
        (packed(parts | {"word/header1.xml": b"<cut"}), damaged),
        (packed({"content.xml": b"<office:document-content/>"}), neither),
        (b"{\\rtf1 Lunch is at noon.}", neither),
        (b"%PDF-1.7 of others", "take its DOCX or text"),
    ):
        file.write_bytes(content)
        assert main(["check", "paper", str(file)]) == 2
        assert told in capsys.readouterr().err


def test_a_fault_is_told_without_a_second_stop_and_an_only_annex_as_such(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "paper.txt"
    text.write_text(f"# On lunch\n\n1. {FRENCH}\n\nThis is a menu\nAnnex A\nof bread.\n")
    assert main(["check", "paper", str(text), "--language", "en"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "Annex A is the only one: it needs no letter."
    assert told[-1] == f"Something is not translated: {FRENCH}"


@pytest.mark.parametrize("options", [(), ("--json",), ("--language", "en")])
@pytest.mark.parametrize(
    "words", ["Lunch is at noon.\n", "# A shopping list\n\n- bread\n- tea\n", "See Annex to mail\n"]
)
def test_of_a_text_that_is_no_paper_it_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], words: str
) -> None:
    text = tmp_path / "text.txt"
    text.write_text(words)
    assert main(["check", "paper", str(text), *options]) == 2
    told = capsys.readouterr()
    assert told.out == "" and "nothing of a paper is recognised in it" in told.err


def test_a_paper_of_others_without_fault_is_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "text.txt"
    text.write_text("# On lunch\n\n1. It is at noon.\n\n2. It is of bread.\n")
    assert main(["check", "paper", str(text), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
