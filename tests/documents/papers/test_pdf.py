"""A paper as PDF, in every language: tagged, whole, and the same on two runs."""

import io
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from bureau.core.layout.lettering import text_width
from bureau.core.papers.blocks import (
    Annex,
    Drawing,
    Heading,
    Listing,
    Paper,
    Paragraph,
    Run,
    Table,
)
from bureau.documents.papers.laying import SHEETS, leads, runs_of
from bureau.documents.papers.pdf import CannotBeSet, pdf_bytes
from bureau.documents.papers.reading import NotOurs, read
from bureau.documents.papers.tongues import TONGUES, coded
from tests.documents.papers.samples import ALL, DECISION, POST, drawing, poster, sample
from tests.documents.papers.words import WORDS

TO_EDGE = 11.0
"""Points from below that no foot comes nearer to the edge of a sheet than."""
NAMES = (
    *("अनीता श्रीवास्तव", "শ্রীমতী", "สมชาย", "አማርኛ", "한국어", "עברית", "Հայերեն", "ქართული"),
    *("ລາວ", "ខ្មែរ", "မြန်မာ", "සිංහල", "தமிழ்", "ދިވެހި", "日本かな"),
)


def opened(paper: Paper) -> PdfReader:
    return PdfReader(io.BytesIO(pdf_bytes(paper)), strict=True)


def root_of(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


def page_of(reader: PdfReader, one: Any) -> int:
    return reader.get_destination_page_number(one) or 0


def structure(reader: PdfReader) -> list[tuple[str, str]]:
    """Each element's type, and the scope of a head of a table."""
    found: list[tuple[str, str]] = []
    waiting: list[Any] = [root_of(reader)["/StructTreeRoot"]]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if isinstance(one, IndirectObject) else one
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            scopes = [str(a["/Scope"]) for a in one.get("/A", []) if "/Scope" in a]
            found.append((str(one.get("/S", "")), "".join(scopes)))
            waiting += [one["/K"]] if "/K" in one else []
    return found


@pytest.mark.parametrize("language", ALL)
def test_it_is_tagged_in_its_language_and_direction(language: str) -> None:
    root = root_of(opened(sample(language)))
    assert root["/Lang"] == {"zh-hans": "zh-CN", "en": "en-GB"}.get(language, root["/Lang"])
    assert root["/Lang"][:2] == language[:2]
    assert root["/ViewerPreferences"]["/Direction"] == ("/R2L" if language == "ar" else "/L2R")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


@pytest.mark.parametrize("language", ALL)
def test_its_bookmarks_are_its_headings_and_annexes_begin_pages(language: str) -> None:
    reader = opened(sample(language))
    outline = [one for one in reader.outline if not isinstance(one, list)]
    assert outline[0].title == WORDS[language]["background"]
    first, second = outline[-2:]
    assert page_of(reader, first) + 1 == page_of(reader, second)


@pytest.mark.exhaustive
@pytest.mark.parametrize("language", ALL)
def test_codes_are_never_broken(language: str) -> None:
    said = "".join(page.extract_text() for page in opened(sample(language, rows=30)).pages)
    assert said.count(POST) >= 30 and DECISION in said


def test_the_first_cell_of_a_row_is_its_head() -> None:
    found = structure(opened(sample("en")))
    assert found.count(("/TH", "/Row")) == 6 and found.count(("/TH", "/Column")) == 5
    assert found.count(("/Figure", "")) == 1


@pytest.mark.parametrize("language", ALL)
def test_the_same_paper_is_the_same_bytes(language: str) -> None:
    assert pdf_bytes(sample(language)) == pdf_bytes(sample(language))


def test_a_drawing_that_nobody_described_is_refused() -> None:
    paper = replace(sample("en"), blocks=(replace(drawing("en"), alt=""),))
    with pytest.raises(CannotBeSet, match="alt"):
        pdf_bytes(paper)


@pytest.mark.parametrize("language", ["ar", "en", "zh-hans"])
def test_names_in_many_scripts_are_set_wherever_they_stand(language: str) -> None:
    for said in NAMES:
        runs = (Run(said), Run(said, is_strong=True), Run(said, is_emphasised=True))
        pdf_bytes(replace(sample(language), title=said, blocks=(Paragraph(runs),), marks=(said,)))


def test_a_script_that_our_fonts_have_not_is_refused_by_its_letter() -> None:
    paper = replace(sample("en"), title="a \u13a3\u13cf")
    with pytest.raises(CannotBeSet, match='^its fonts do not have the letter "\u13a3"$'):
        pdf_bytes(paper)


def test_a_poster_is_one_page_of_the_sheet_it_needs_or_is_told_and_a_table_behind() -> None:
    for sheet, least in (("", "A3"), ("A1", "A1")):
        reader = PdfReader(io.BytesIO(pdf_bytes(poster("ar"), sheet)))
        assert len(reader.pages) == 2
        box, size = reader.pages[0].mediabox, SHEETS[least]
        assert (round(box.width), round(box.height)) == (size.height, size.width)


def test_a_wide_drawing_lies_on_its_side_under_its_heading() -> None:
    paper = sample("fr", width=1400)
    pages = opened(paper).pages
    lying = [page for page in pages if page.mediabox.width > page.mediabox.height]
    assert len(lying) == 1 and WORDS["fr"]["annex"] in lying[0].extract_text()
    assert any(isinstance(block, Drawing) for block in poster("fr").blocks)


@pytest.mark.parametrize("language", ALL)
def test_it_gives_back_its_value(language: str) -> None:
    paper = sample(language)
    found = read(pdf_bytes(paper))
    assert (found.kind, found.language, found.value) == (paper.kind, language, paper.value)
    assert not found.is_edited


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nothing", b"PK\x03\x04nothing"])
def test_another_file_is_not_ours(content: bytes) -> None:
    with pytest.raises(NotOurs):
        read(content)


def test_the_number_of_a_document_keeps_its_words_in_their_order() -> None:
    assert [(run.text, run.is_code) for run in coded("الوثيقة C24/15", "ar")] == [
        ("الوثيقة ", False),
        ("C24/15", True),
    ]
    assert [run.is_code for run in coded("C24/15号文件", "zh-hans")] == [True, False]
    assert coded("", "en") == ()


@pytest.mark.parametrize("number", ["DEMO-CoCo N/1", "Decision 640", "C24/15-E"])
def test_the_number_of_a_document_is_one_from_the_right(number: str) -> None:
    parts = [(run.text, run.is_code) for run in coded(f"الوثيقة {number}", "ar")]
    assert parts == [("الوثيقة ", False), (number, True)]


def test_a_chinese_day_stands_in_text_as_in_a_drawing() -> None:
    said = Paragraph((Run("自"), Run("2024年7月1日"), Run("起：")))
    paper = replace(sample("zh-hans"), blocks=(said,))
    assert "自2024年7月1日起" in opened(paper).pages[0].extract_text()


@pytest.mark.parametrize("code", [POST, "TSB-POSTS"])
def test_no_code_is_broken_wherever_it_falls_in_a_line(code: str) -> None:
    """Words before it push it over the end of a line, letter by letter."""
    for long in range(0, 60, 2):
        said = f"{'m' * (long % 20)} {'word ' * (long // 4 + 6)}{code} is it"
        table = Table(((Run(said),),), (((Run(said),),),), said)
        paper = replace(sample("fr"), title=said, blocks=(Paragraph((Run(said),)), table))
        text = "".join(page.extract_text() for page in opened(paper).pages)
        assert text.count(code) == 5, text


def test_a_paragraph_that_leads_to_a_list_stays_with_it() -> None:
    blocks = sample("en").blocks
    leading = [place for place in range(len(blocks)) if leads(blocks, place)]
    assert leading == [3] and isinstance(blocks[4], Listing)


def test_a_reference_to_nothing_leads_nowhere() -> None:
    paper = replace(sample("en"), blocks=(Paragraph((Run("Annex Q", target="gone"),)),))
    assert "Annex Q" in opened(paper).pages[0].extract_text()


def test_latin_letters_stand_a_little_apart_from_chinese() -> None:
    runs = (Run("载于"), Run("附件A", target="a"), Run("的"), Run(POST, is_code=True), Run("，"))
    said = runs_of(runs, TONGUES["zh-hans"])
    assert [one["space_before"] for one in said] == [False, False, False, True, False]
    assert [one["space_after"] for one in said] == [False, True, False, False, False]
    assert not any(one["space_before"] for one in runs_of(runs, TONGUES["fr"]))


@pytest.mark.parametrize("page", ["a3", "a1"])
def test_a_paper_names_the_sheet_it_is_printed_on(page: str) -> None:
    box = opened(replace(poster("zh-hans"), page=page)).pages[0].mediabox
    size = SHEETS[page.upper()]
    assert (round(box.width), round(box.height)) == (size.height, size.width)


@pytest.mark.parametrize("size", [(600, 2000), (1500, 1400), (3000, 500)])
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_a_drawing_of_any_shape_stays_under_its_heading(language: str, size: Any) -> None:
    svg = f'<svg class="viz" width="{size[0]}" height="{size[1]}"><rect/></svg>'
    drawn = replace(drawing(language), svg=svg, beside=None)
    annex = Annex("A", "Annex A", (Run("Chart"),), (drawn,))
    assert len(opened(replace(sample(language), blocks=(annex,))).pages) == 2


def places(paper: Paper) -> list[tuple[int, str, float, float]]:
    """Where each piece of text begins: its page, itself, from the left, from below."""
    found: list[tuple[int, str, float, float]] = []
    for number, page in enumerate(opened(paper).pages):

        def note(text: str, placing: Any, matrix: Any, *_: Any, number: int = number) -> None:
            if text.strip():
                x = placing[0] * matrix[4] + placing[4]
                found.append((number, text.strip(), x, placing[3] * matrix[5] + placing[5]))

        page.extract_text(visitor_text=note)
    return found


def test_a_long_table_keeps_clear_of_the_line_above_it() -> None:
    table = Table((words("Head"),), tuple((words(f"Row {n}"),) for n in range(60)))
    line = Paragraph(words("Before it:"))
    said = {text: y for page, text, _, y in places(replace(sample("en"), blocks=(line, table)))}
    assert said["Before it:"] - said["Row 0"] > 2 * (said["Row 0"] - said["Row 1"])


def test_a_row_stays_on_one_page() -> None:
    cell = words("several words in a cell that is narrow " * 6)
    table = Table((words("A"),) * 4, tuple((words(f"No.{n}"), cell, cell, cell) for n in range(40)))
    paper = replace(sample("en"), blocks=(table,))
    text = [page.extract_text() for page in opened(paper).pages]
    assert all(one.count("several") == 18 * one.count("No.") for one in text)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_neither_the_last_row_of_a_table_nor_its_head_stands_alone_on_a_page(language: str) -> None:
    """Rows before push the last over the end of a page, lines before it the head."""
    head = words("A head in a column that is narrow " * 6)
    for before, count in [(0, n) for n in range(26, 33)] + [(n, 40) for n in range(16, 26, 2)]:
        rows = tuple((words(f"No.{n}"), words("a")) for n in range(count))
        line = Paragraph(words("line"))
        paper = replace(sample(language), blocks=(*[line] * before, Table((head, head), rows)))
        text = [page.extract_text() for page in opened(paper).pages]
        assert [one.count("No.") for one in text if "head" in one][-1] > 1, (before, count)
        assert all("No." in one for one in text if "head" in one), (before, count)


def test_words_that_have_no_room_in_a_table_are_set_smaller_and_not_over_each_other() -> None:
    said = ("Реклассифицировать", "Координационный", "Подразделение") * 3
    table = Table(tuple(words(f"H{n}") for n in range(9)), (tuple(map(words, said)),))
    found: list[tuple[float, float]] = []

    def note(text: str, placing: Any, matrix: Any, _: Any, size: float) -> None:
        if text.strip() in said:
            width = text_width(text.strip(), size * matrix[0] * placing[0], bold=False)
            found.append((placing[0] * matrix[4] + placing[4], width))

    page = opened(replace(sample("ru"), blocks=(table,))).pages[0]
    page.extract_text(visitor_text=note)
    assert page.mediabox.width > page.mediabox.height and len(found) == 9
    assert all(x + wide < after for (x, wide), (after, _) in pairwise(found)), found


@pytest.mark.parametrize("language", ["ar", "ru"])
def test_a_foot_of_many_lines_stays_on_the_sheet_and_clear_of_the_text(language: str) -> None:
    marks = tuple(WORDS[language]["mark"] + " " + "слово " * 40 for _ in range(3))
    text = tuple(Paragraph(words(f"No.{n}")) for n in range(60))
    paper = replace(sample(language), blocks=text, marks=marks)
    foot = [y for page, said, _, y in places(paper) if page == 1 and "слово" in said]
    body = [y for page, said, _, y in places(paper) if page == 1 and "No" in said]
    assert len(foot) > 4 and TO_EDGE < min(foot) and max(foot) < min(body)


def test_lines_in_an_arabic_table_are_no_further_apart_than_its_letters_ask() -> None:
    said = words("كلمة " * 40)
    blocks = (Paragraph(said), Table((words("ب"),), ((said,),)))
    lines = sorted({round(y, 1) for *_, y in places(replace(sample("ar"), blocks=blocks))})
    apart = [round(upper - lower, 1) for lower, upper in pairwise(lines)]
    in_body, in_table = (1.95 * 12, 1.7 * 10.8)
    assert any(abs(one - in_body) < 1 for one in apart), apart
    assert any(abs(one - in_table) < 1 for one in apart), apart


def test_figures_stand_unit_under_unit_also_from_the_right() -> None:
    rows = tuple((words("ا"), words(number)) for number in ("7", "1000000"))
    table = Table((words("ب"), words("ج")), rows, numeric=frozenset({1}))
    said = {text: x for _, text, x, _ in places(replace(sample("ar"), blocks=(table,)))}
    assert said["7"] > said["1000000"] + 20


def test_a_line_that_ends_in_a_colon_stays_with_the_heading_that_it_leads_to() -> None:
    heading = Heading(2, words("First way"))
    for colon in (":", "："):
        assert leads((Paragraph(words(f"As follows{colon}")), heading), 0)
    assert not leads((Paragraph(words("As follows.")), heading), 0)


def words(said: str) -> tuple[Run, ...]:
    return (Run(said),)
