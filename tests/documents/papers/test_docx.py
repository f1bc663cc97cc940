"""A paper as DOCX, in every language: valid, in its direction, and the same on two runs."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openxml_audit import OpenXmlValidator

from bureau.core.papers.blocks import Furniture, Paper, Paragraph, Run, Table
from bureau.documents.packs import packed
from bureau.documents.papers.docx import docx_bytes
from bureau.documents.papers.docx.elements import NAMES
from bureau.documents.papers.reading import NotOurs, read
from tests.documents.papers.samples import ALL, POST, drawing, poster, sample, table
from tests.documents.papers.words import WORDS

DOCUMENT = "word/document.xml"


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def document(paper: Paper) -> str:
    return parts(docx_bytes(paper))[DOCUMENT].decode()


def changed(content: bytes, old: str, new: str) -> bytes:
    """As if somebody had worked on it: every `old` in its body is `new`."""
    held = parts(content)
    assert old.encode() in held[DOCUMENT]
    return packed(held | {DOCUMENT: held[DOCUMENT].replace(old.encode(), new.encode())})


def errors(content: bytes, folder: Path) -> list[str]:
    file = folder / "paper.docx"
    file.write_bytes(content)
    return [error.description for error in OpenXmlValidator().validate(str(file)).errors]


@pytest.mark.exhaustive
@pytest.mark.parametrize("language", ALL)
def test_it_has_no_errors(language: str, tmp_path: Path) -> None:
    for width in (600, 1400):
        assert errors(docx_bytes(sample(language, rows=9, width=width)), tmp_path) == []


def test_errors_would_be_found(tmp_path: Path) -> None:
    turned = changed(docx_bytes(sample("ar")), "<w:b/><w:bCs/><w:rtl/>", "<w:rtl/><w:bCs/><w:b/>")
    assert errors(turned, tmp_path)


@pytest.mark.parametrize("language", ALL)
def test_the_same_paper_is_the_same_bytes(language: str) -> None:
    assert docx_bytes(sample(language)) == docx_bytes(sample(language))


def test_arabic_runs_from_the_right_in_every_layer() -> None:
    said = document(sample("ar"))
    paragraphs = re.findall(r"<w:p>.*?</w:p>", said)
    assert all("<w:bidi/>" in one for one in paragraphs)
    assert said.count("<w:bidiVisual/>") == said.count("<w:tbl>") == 4
    assert said.count("<w:sectPr>") == said.count("<w:titlePg/><w:bidi/></w:sectPr>") == 1
    spoken = [
        run for run in re.findall(r"<w:r>.*?</w:r>", said) if re.search("[\u0600-\u06ff]", run)
    ]
    assert all("<w:rtl/>" in run for run in spoken if "w:drawing" not in run)


def test_a_code_runs_from_the_left_and_is_never_broken() -> None:
    said = document(sample("ar"))
    assert f">\u200e{POST}\u200e\u200f</w:t>" in said
    words = (Run("A-12", is_code=True), Run(" well-known"))
    paper = Paper("letter", "en", "T", Furniture("I"), (Paragraph(words),))
    assert 'preserve">A</w:t><w:noBreakHyphen/>' in document(paper)
    assert " well-known</w:t>" in document(paper)
    paper = replace(paper, blocks=(Paragraph((Run("of TSB-POSTS for CHF 10"),)),))
    assert "TSB</w:t><w:noBreakHyphen/>" in document(paper) and "CHF 10<" in document(paper)
    paper = replace(paper, blocks=(Paragraph((Run("CHF 10", is_code=True),)),))
    assert "CHF\u00a010<" in document(paper)


def test_no_line_breaks_between_figures() -> None:
    words = (Run("The budget 2024-2025 is well-known."),)
    said = document(Paper("letter", "en", "T", Furniture("I"), (Paragraph(words),)))
    assert "2024</w:t><w:noBreakHyphen/>" in said and "well-known" in said


def test_numbers_and_what_ends_a_line_stand_within_the_margins_from_the_right_too() -> None:
    for language, side in (("ar", "right"), ("fr", "left")):
        held = parts(docx_bytes(sample(language)))
        sides = re.findall(r'lvlJc w:val="(\w+)"', held["word/numbering.xml"].decode())
        assert set(sides) == {side}
        face = held[DOCUMENT].decode().partition("</w:tbl>")[0]
        assert face.count("FaceEnd") == 2 and "TableFigures" not in face
        (style,) = re.findall('styleId="FaceEnd".*?</w:style>', held["word/styles.xml"].decode())
        assert '<w:jc w:val="right"/>' in style


def test_a_foot_of_many_lines_keeps_clear_of_the_text() -> None:
    foot = parts(docx_bytes(sample("ru")))["word/footer1.xml"].decode()
    assert foot.index('"Thin"') < foot.index("<w:tbl>")


def test_chinese_is_set_in_its_own_font_and_language() -> None:
    held = parts(docx_bytes(sample("zh-hans")))
    assert b'w:eastAsia="Noto Sans CJK SC"' in held["word/styles.xml"]
    assert b'w:eastAsia="zh-CN"' in held["word/styles.xml"]
    assert b'<w:rFonts w:hint="eastAsia"/>' in held[DOCUMENT]


@pytest.mark.parametrize(
    ("language", "format_"),
    [("ar", "arabicAbjad"), ("ru", "russianLower"), ("fr", "lowerLetter")],
)
def test_lists_and_paragraphs_are_counted_by_word_itself(language: str, format_: str) -> None:
    held = parts(docx_bytes(sample(language)))
    counted = ElementTree.fromstring(held["word/numbering.xml"])
    formats = {one.get(f"{{{NAMES['w']}}}val") for one in counted.findall(".//{*}numFmt")}
    assert formats == {"decimal", "bullet", format_}
    assert held[DOCUMENT].count(b"<w:numPr>") == 10


def test_a_wide_drawing_turns_its_pages_and_no_others() -> None:
    sizes = re.findall(r"<w:pgSz [^>]*>", document(sample("es", width=1400)))
    assert ["landscape" in size for size in sizes] == [False, True, False]


def test_one_that_a_page_on_its_side_would_show_no_larger_stands_upright() -> None:
    high = drawing("es", width=1400)
    svg = re.sub(r'(<svg [^>]*? height=")[^"]+', r"\g<1>1300", high.svg, count=1)
    paper = replace(sample("es"), blocks=(replace(high, svg=svg),))
    assert re.findall(r"<w:pgSz [^>]*landscape", document(paper)) == []


def test_rows_of_a_short_table_stay_together_of_a_long_one_the_first_and_the_last() -> None:
    def kept(rows: int) -> list[bool]:
        paper = replace(sample("en"), blocks=(table(WORDS["en"], rows),))
        said = document(paper).rpartition("<w:tbl>")[2]
        return ["<w:keepNext/>" in row for row in re.findall(r"<w:tr>.*?</w:tr>", said)]

    assert kept(2) == [True, True, True, True, False]
    assert kept(20) == [True, True, True, *[False] * 36, True, False]


LONG = "Реклассифицировать"


@pytest.mark.parametrize(
    ("count", "words", "size", "lies"),
    [(3, LONG, "", False), (4, LONG, "Small", False), (5, LONG, "", True)],
)
def test_a_table_without_room_has_smaller_letters_or_a_page_on_its_side(
    count: int, words: str, size: str, lies: bool
) -> None:
    head, row = (((Run(one),),) * count for one in ("A", words))
    said = document(replace(sample("ru"), blocks=(Table(head, (row,)),)))
    assert set(re.findall('"Table(?:Text|Head)([^"]*)"', said.rpartition("<w:tbl>")[2])) == {size}
    sizes = re.findall(r"<w:pgSz [^>]*>", said)
    assert ["landscape" in one for one in sizes] == [lies]


def test_a_drawing_is_there_twice_and_described() -> None:
    held = parts(docx_bytes(sample("fr")))
    assert held["word/media/drawing1.png"].startswith(b"\x89PNG")
    assert held["word/media/drawing1.svg"].startswith(b"<svg ")
    assert f'descr="{WORDS["fr"]["alt"]}"' in held[DOCUMENT].decode()


@pytest.mark.parametrize("language", ALL)
def test_it_gives_back_its_value(language: str) -> None:
    paper = sample(language)
    found = read(docx_bytes(paper))
    assert (found.kind, found.language, found.value) == (paper.kind, language, paper.value)
    assert not found.is_edited and WORDS[language]["why"] in found.text.replace("\n", " ")


def test_where_words_were_changed_its_value_is_not_believed() -> None:
    found = read(changed(docx_bytes(sample("en")), "under one head", "under two heads"))
    assert found.is_edited and not found.value and found.was == sample("en").value
    assert "under two heads" in found.text


def test_runs_cut_otherwise_and_unseen_marks_change_nothing() -> None:
    cut = 'under</w:t></w:r><w:r><w:t xml:space="preserve"> one\u00a0head'
    for new in (cut, "under  one\u200e head", "under<w:tab/>one head"):
        old = "under one head"
        if "<w:tab" in new:
            new = "under</w:t><w:tab/><w:t>one head"
        assert not read(changed(docx_bytes(sample("en")), old, new)).is_edited


def test_what_is_marked_as_struck_out_is_not_said() -> None:
    by = 'w:id="1" w:author="x"'
    struck = f"<w:del {by}><w:r><w:delText>old</w:delText></w:r></w:del>"
    added = f"<w:ins {by}><w:r><w:t> new</w:t></w:r></w:ins>"
    new = f"under one</w:t></w:r>{struck}{added}<w:r><w:t> head"
    found = read(changed(docx_bytes(sample("en")), "under one head", new))
    assert found.is_edited and "under one new head" in found.text


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    hostile = "<w:p>&\"'\x0b]]>\x00"
    blocks = (Paragraph((Run(hostile, is_code=True),)),)
    paper = Paper("letter", "en", hostile, Furniture(hostile), blocks, {"a": hostile}, (hostile,))
    assert errors(docx_bytes(paper), tmp_path) == []
    assert read(docx_bytes(paper)).value == {"a": hostile}


@pytest.mark.parametrize("gone", [DOCUMENT, "customXml/item1.xml"])
def test_a_document_without_a_value_is_not_ours(gone: str) -> None:
    held = parts(docx_bytes(replace(sample("en"), blocks=())))
    del held[gone]
    with pytest.raises(NotOurs):
        read(packed(held))


def test_a_poster_lies_on_its_sheet_from_its_face_on(tmp_path: Path) -> None:
    for page, width in (("a3", 23811), ("a1", 31680)):
        content = docx_bytes(replace(poster("ar"), page=page))
        sizes = re.findall(r'<w:pgSz w:w="(\d+)"', parts(content)[DOCUMENT].decode())
        assert sizes == [str(width)] and errors(content, tmp_path) == []
