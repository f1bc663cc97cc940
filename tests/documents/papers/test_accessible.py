"""What PDF/UA-1 asks, looked at in what was written: beside the gate of what writes it."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pdfua import validate
from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, IndirectObject

from bureau.documents.papers.pdf import pdf_bytes
from tests.documents.papers.samples import ALL, poster, sample

KNOWN = {
    *("Document", "Title", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "THead"),
    *("TBody", "TR", "TH", "TD", "Figure", "Caption", "Link", "Span", "Strong", "Em", "Div"),
    *("NonStruct", "Part", "Sect"),
}
FAILS_ON_LISTS = ["UA-14-001"]
"""Empty headings: this rule of the second validator falls over any element with several children;
`test_headings_are_not_empty` asks it here."""


@pytest.fixture(scope="module", params=ALL)
def reader(request: pytest.FixtureRequest) -> PdfReader:
    return PdfReader(io.BytesIO(pdf_bytes(sample(request.param, rows=12))), strict=True)


def root_of(reader: PdfReader) -> Any:
    return reader.trailer["/Root"]


def pages_of(reader: PdfReader) -> list[Any]:
    return list(reader.pages)


def elements(reader: PdfReader) -> Iterator[Any]:
    """Every element of the structure, in the order in which it is read."""
    yield from below(root_of(reader)["/StructTreeRoot"])


def below(element: Any) -> Iterator[Any]:
    waiting = [element]
    while waiting:
        one = waiting.pop()
        one = one.get_object() if isinstance(one, IndirectObject) else one
        if isinstance(one, list):
            waiting += reversed(one)
        elif isinstance(one, dict):
            if "/S" in one:
                yield one
            waiting += [one["/K"]] if "/K" in one else []


def test_it_says_that_it_is_tagged_and_shows_its_title(reader: PdfReader) -> None:
    root = root_of(reader)
    assert root["/MarkInfo"] == {"/Marked": True, "/Suspects": False}
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == BooleanObject(True)
    assert reader.metadata is not None and reader.metadata.title


def test_every_element_is_of_a_known_kind(reader: PdfReader) -> None:
    roles = root_of(reader)["/StructTreeRoot"].get("/RoleMap", {})
    found = {one["/S"][1:] for one in elements(reader)}
    assert found <= KNOWN | {name[1:] for name in roles}, found - KNOWN


def test_headings_go_down_by_one(reader: PdfReader) -> None:
    levels = [int(one["/S"][2:]) for one in elements(reader) if one["/S"][1:] in ("H1", "H2", "H3")]
    assert levels[0] == 1
    assert all(later - one <= 1 for one, later in zip(levels, levels[1:], strict=False))


def test_headings_are_not_empty(reader: PdfReader) -> None:
    assert all(one.get("/K") for one in elements(reader) if one["/S"][1:2] == "H")


def test_figures_are_described_and_heads_say_what_they_head(reader: PdfReader) -> None:
    found = list(elements(reader))
    assert all(one.get("/Alt") for one in found if one["/S"] == "/Figure")
    heads = [one for one in found if one["/S"] == "/TH"]
    assert heads and all(any("/Scope" in each for each in one["/A"]) for one in heads)
    for row in (one for one in found if one["/S"] == "/TR"):
        first = row["/K"][0].get_object()
        assert first["/S"] == "/TH"


def test_rows_of_a_table_have_as_many_cells_as_its_head(reader: PdfReader) -> None:
    for table in (one for one in elements(reader) if one["/S"] == "/Table"):
        assert len({len(one["/K"]) for one in below(table) if one["/S"] == "/TR"}) == 1


def test_every_page_is_walked_in_its_order_and_its_links_are_said(reader: PdfReader) -> None:
    for page in pages_of(reader):
        annotations = [one.get_object() for one in page.get("/Annots", [])]
        assert not annotations or page["/Tabs"] == "/S"
        assert all(one.get("/Contents") and "/StructParent" in one for one in annotations)


def test_every_font_lies_in_the_file_and_maps_to_characters(reader: PdfReader) -> None:
    for page in pages_of(reader):
        for font in page["/Resources"].get("/Font", {}).values():
            font = font.get_object()
            (inner,) = font["/DescendantFonts"]
            held = inner.get_object()["/FontDescriptor"].keys()
            assert "/ToUnicode" in font and {"/FontFile2", "/FontFile3"} & set(held)


def test_a_poster_is_tagged_alike() -> None:
    found = list(elements(PdfReader(io.BytesIO(pdf_bytes(poster("zh-hans"))))))
    assert [one.get("/Alt") for one in found if one["/S"] == "/Figure"] == [
        "三个单位的结构图：湖泊局，其下为湖岸部和水深部。"
    ]


@pytest.mark.parametrize("language", ALL)
def test_a_second_validator_finds_nothing(language: str, tmp_path: Path) -> None:
    for name, paper in (("paper", sample(language, rows=12)), ("poster", poster(language))):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(pdf_bytes(paper))
        report = validate(str(path))
        assert [one.message for one in report.findings] == []
        assert {one.rule_id for one in report.skipped} <= set(FAILS_ON_LISTS)


def test_the_second_validator_finds_what_is_taken_out(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(pdf_bytes(sample("en"))))
    for name in ("/Lang", "/MarkInfo", "/ViewerPreferences"):
        del writer.root_object[name]
    writer.write(tmp_path / "spoiled.pdf")
    found = {one.rule_id for one in validate(str(tmp_path / "spoiled.pdf")).findings}
    assert {"UA-01-002", "UA-06-001", "UA-07-002"} <= found
