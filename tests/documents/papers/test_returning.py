"""A paper of ours that somebody worked on: read apart, under limits, to what was changed."""

import io
import re
import zipfile
from dataclasses import replace

import pytest

from bureau.core.papers.phrases import Phrase
from bureau.core.papers.shipped import BOOK
from bureau.core.reasons import Refused
from bureau.core.texts import LANGUAGES
from bureau.documents.papers import returning, write
from bureau.documents.papers.reading import Returned
from bureau.documents.papers.returning import came_back, plain_phrases
from bureau.documents.papers.returning_apart import BYTES_MOST, came_back_apart
from tests.core.papers.specimens import SPECIMENS
from tests.documents.papers.test_checking import deleted, edited, paper, says
from tests.documents.papers.test_reading_blocks import relations

REASON = "Why it is asked."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SPECIMENS)
def test_as_it_was_written_nothing_was_changed(name: str, language: str) -> None:
    said = paper(name, language)
    back = came_back(write(said, "docx"), BOOK)
    assert (back.kind, back.language, back.value, back.edits) == (name, language, said.value, ())


@pytest.mark.exhaustive
def test_what_was_changed_is_told_by_its_place_in_the_value() -> None:
    content = edited(write(paper(), "docx"), says(REASON, "We are asked."))
    (edit,) = came_back_apart(content, BOOK).edits
    assert (edit.source, edit.after) == ("case.background.0", "We are asked. [en]")


def test_tracked_changes_count_as_accepted() -> None:
    (edit,) = came_back(edited(write(paper(), "docx"), deleted(REASON)), BOOK).edits
    assert (edit.source, edit.after) == ("case.background.0", "")


def saved_anew(document: str) -> str:
    """As word processors do: runs cut anew, marked for spelling and with marks of revision."""

    def cut(found: re.Match[str]) -> str:
        looks, words = found[1], found[2]
        half = len(words) // 2
        runs = (
            f'<w:r w:rsidR="00A1">{looks}{_text(part)}</w:r>'
            for part in (words[:half], words[half:])
        )
        return '<w:proofErr w:type="spellStart"/>'.join(runs)

    return re.sub(
        r"<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>|)<w:t(?: [^>]*)?>([^<&]{8,})</w:t></w:r>",
        cut,
        document,
    )


def _text(words: str) -> str:
    return f'<w:t xml:space="preserve">{words}</w:t>'


@pytest.mark.thorough
@pytest.mark.parametrize("language", LANGUAGES)
def test_cut_anew_by_a_word_processor_nothing_is_changed(language: str) -> None:
    content = edited(write(paper("council-paper", language), "docx"), saved_anew)
    assert came_back(content, BOOK).edits == ()


@pytest.mark.exhaustive
def test_phrases_of_the_organisation_are_no_change() -> None:
    own = BOOK.over({("case.cost", "en"): Phrase("What it costs us")})
    assert plain_phrases(BOOK) == [] and len(plain_phrases(own)) == 1
    older = write(replace(paper(), phrases={}), "docx")
    content = edited(older, says(">Cost<", ">What it costs us<"))
    assert came_back_apart(content, own).edits == ()


def test_nor_are_those_that_were_worded_anew_since_it_was_written() -> None:
    anew = BOOK.over({("case.cost", "en"): Phrase("What it costs us")})
    (only,) = came_back(edited(write(paper(), "docx"), says("282,000", "292,000")), anew).edits
    assert "292,000" in only.after


def test_a_phrase_worded_anew_changes_nothing_in_a_paper_that_nobody_edited() -> None:
    own = BOOK.over({("case.cost", "en"): Phrase("What it costs us")})
    assert came_back(write(paper(), "docx"), own).edits == ()


def test_a_pdf_from_before_a_field_was_added_reads_as_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = paper("decision")
    former = {name: value for name, value in said.value.items() if value not in (None, "", [])}
    told = Returned("decision", "en", former)
    monkeypatch.setattr(returning, "read", lambda content: told)
    assert former != said.value and came_back(b"%PDF-", BOOK).value == said.value


@pytest.mark.parametrize(("kind", "language"), [("decision", "xx"), ("nothing", "en")])
def test_a_pdf_of_an_unknown_kind_or_language_is_refused(
    monkeypatch: pytest.MonkeyPatch, kind: str, language: str
) -> None:
    told = Returned(kind, language, paper("decision").value)
    monkeypatch.setattr(returning, "read", lambda content: told)
    with pytest.raises(Refused, match="paper_value_damaged"):
        came_back(b"%PDF-", BOOK)


def test_a_pdf_says_what_it_went_out_with() -> None:
    back = came_back_apart(write(paper("decision"), "pdf"), BOOK)
    assert back.is_pdf and back.value == paper("decision").value and back.edits == ()


def packed(part: str, name: str = "word/document.xml") -> bytes:
    """A package that leads to its text there, where `part` may be."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("_rels/.rels", relations(officeDocument="word/document.xml"))
        package.writestr(name, part)
    return written.getvalue()


def with_part(name: str, part: bytes) -> bytes:
    written = io.BytesIO(write(paper("decision"), "docx"))
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, part)
    return written.getvalue()


ENTITY = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
BAD = {
    "file_empty": b"",
    "not_pdf_nor_docx": b"A letter of somebody",
    "file_damaged": write(paper("decision"), "docx")[:9_000],
    "paper_not_ours": packed("<a/>"),
    "file_unsafe": packed(ENTITY),
    "file_has_macros": with_part("word/vbaProject.bin", b"x"),
    "file_grows": with_part("word/media/zeros.bin", b"\0" * 130_000_000),
    "file_too_large": b"PK" + b"x" * BYTES_MOST,
}


@pytest.mark.exhaustive
@pytest.mark.parametrize("code", BAD)
def test_what_cannot_be_taken_is_told_by_its_reason(code: str) -> None:
    with pytest.raises(Refused) as refused:
        came_back_apart(BAD[code], BOOK)
    assert [reason.code for reason in refused.value.reasons] == [code]


@pytest.mark.exhaustive
def test_a_package_without_a_document_is_no_docx() -> None:
    with pytest.raises(Refused) as refused:
        came_back_apart(packed("<a/>", "other.xml"), BOOK)
    assert [reason.code for reason in refused.value.reasons] == ["not_pdf_nor_docx"]
