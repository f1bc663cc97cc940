"""Spreadsheets read as rows of text: what workbooks hide is refused with its reason."""

import io
import zipfile
from collections.abc import Callable
from random import Random

import pytest
from openpyxl import Workbook

from bureau.config.proving.files import spoiled
from bureau.core.imports.tabled.ground import Ground, Tabled
from bureau.core.imports.tabled.plan import plan_of_tables
from bureau.core.imports.tables import COLUMNS, columns_known, match, read_table
from bureau.core.reasons import Refused
from bureau.documents.apart import read_table_apart, read_table_in
from bureau.documents.sheets import read_sheet
from bureau.documents.tables import Table, columns_of_cells, csv_lines
from bureau.documents.workbooks import xlsx_bytes

HEADINGS = ["number", "title", "grade"]


def known(cells: list[str]) -> int:
    return columns_known("posts", cells)


def workbook(fill: Callable[[Workbook], None] = lambda book: None) -> bytes:
    book = Workbook()
    book.worksheets[0].append(HEADINGS)
    book.worksheets[0].append([7, "=A", 1.5])
    fill(book)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def with_entry(name: str, content: bytes = b"x", mode: int = 0) -> bytes:
    packed = io.BytesIO(workbook())
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as book:
        entry = zipfile.ZipInfo(name)
        entry.external_attr = mode << 16
        book.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def test_the_sheet_whose_headings_are_known_is_read_as_text() -> None:
    content = workbook(lambda book: book.create_sheet("about", 0).append(["Nothing here"]))
    assert read_sheet(content, known) == [(1, HEADINGS), (2, ["7", "", "1.5"])]


def far(book: Workbook) -> None:
    book.worksheets[0]["XFD1048576"] = "far"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (workbook(far), "rows_too_many"),
        (with_entry("xl/media/a", b"0" * 130_000_000), "file_grows"),
        (with_entry("../evil"), "file_unsafe"),
        (with_entry("xl/link", b"/etc/passwd", 0o120777), "file_unsafe"),
        (with_entry("xl/vbaProject.bin"), "file_has_macros"),
        (with_entry("xl/externalLinks/externalLink1.xml"), "file_has_macros"),
        (workbook()[:900], "file_damaged"),
        (b"PK\x03\x04", "file_damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "not_delimited"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1" + "EncryptedPackage".encode("utf-16-le"), "file_locked"),
        (b"", "file_empty"),
    ],
    ids=[
        *("far", "grows", "up", "link", "macro", "outside", "cut", "empty", "old", "locked"),
        "nothing",
    ],
)
def test_what_is_no_plain_workbook_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refused, match=code):
        read_sheet(content, known)


@pytest.mark.thorough
def test_a_workbook_for_which_memory_is_too_small_is_too_large_and_not_damaged() -> None:
    space = b'"http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    sheet = b"<worksheet xmlns=" + space + b'><sheetData><row><c t="inlineStr"><is><t>'
    sheet += b"a" * 110_000_000 + b"</t></is></c></row></sheetData></worksheet>"
    grown = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as book,
        zipfile.ZipFile(grown, "w", zipfile.ZIP_DEFLATED) as other,
    ):
        for name in book.namelist():
            other.writestr(name, sheet if name.endswith("sheet1.xml") else book.read(name))
    with pytest.raises(Refused, match="file_grows"):
        read_table_apart("posts", grown.getvalue())


def test_a_document_of_another_kind_is_no_workbook() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as document:
        document.writestr("word/document.xml", "x")
    with pytest.raises(Refused, match="not_a_workbook"):
        read_sheet(packed.getvalue(), known)


@pytest.mark.thorough
def test_a_spoiled_table_is_read_or_refused_and_always_makes_a_plan() -> None:
    random = Random(7)
    columns = columns_of_cells((name, name) for name in COLUMNS["posts"])
    cells = ("Clerk", "P.3", "A", "GVA", "x", "y", "0.5", "z", "no")
    rows = [(f"N{n}", *cells, *[""] * (len(columns) - len(cells) - 1)) for n in range(9)]
    whole = "".join(csv_lines(Table("posts", columns, rows))).encode()
    read = 0
    for _ in range(150):
        try:
            (_, heading), *body = read_sheet(spoiled(random, whole), known)
        except Refused:
            continue
        said = read_table("posts", match("posts", heading, {}), body)
        table = Tabled("1", "1", "posts", 738_000, said)
        plan_of_tables([table], Ground(grades=frozenset({"P.3"})))
        read += 1
    assert read > 50


def test_entities_that_feed_on_themselves_are_not_expanded() -> None:
    grown = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    sheet = b'<!DOCTYPE a [<!ENTITY a0 "ha">' + grown + b"]><worksheet><sheetData><row>"
    sheet += b'<c t="inlineStr"><is><t>&a11;</t></is></c></row></sheetData></worksheet>'
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as book, zipfile.ZipFile(changed, "w") as other:
        for name in book.namelist():
            other.writestr(name, sheet if name.endswith("sheet1.xml") else book.read(name))
    with pytest.raises(Refused):
        read_table_apart("posts", changed.getvalue())


def with_sheet(sheet: bytes) -> bytes:
    changed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as book,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as other,
    ):
        for name in book.namelist():
            other.writestr(name, sheet if name.endswith("sheet1.xml") else book.read(name))
    return changed.getvalue()


def test_nothing_outside_of_a_workbook_is_read() -> None:
    sheet = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row>'
    sheet += b'<c t="inlineStr"><is><t>a&x;</t></is></c></row></sheetData></worksheet>'
    try:
        found = read_table_apart("posts", with_sheet(sheet))
    except Refused:
        return
    assert "root" not in repr(found)


@pytest.mark.exhaustive
def test_three_million_rows_in_a_small_file_are_refused() -> None:
    space = b'"http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rows = b'<row><c t="n"><v>1</v></c></row>' * 3_000_000
    sheet = b"<worksheet xmlns=" + space + b"><sheetData>" + rows + b"</sheetData></worksheet>"
    content = with_sheet(sheet)
    assert len(content) < 500_000
    with pytest.raises(Refused, match="rows_too_many|file_grows"):
        read_table_apart("posts", content)


def test_a_workbook_whose_entries_are_encrypted_is_locked() -> None:
    locked = bytearray(workbook())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = locked.find(mark)
        while at >= 0:
            locked[at + place] |= 1
            at = locked.find(mark, at + 4)
    with pytest.raises(Refused, match="file_locked"):
        read_sheet(bytes(locked), known)


@pytest.mark.exhaustive
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_we_export_reads_back_equal(form: str) -> None:
    rows = [["1", "=HYPERLINK", "P.4"], ["2", "-x", "P.5"]]
    columns = columns_of_cells((name, name.title()) for name in HEADINGS)
    table = Table("posts", columns, rows, ["A note"])
    content = xlsx_bytes(table) if form == "xlsx" else "".join(csv_lines(table)).encode()
    heading, *found = read_table_apart("posts", content)
    assert heading[1][:3] == HEADINGS and [cells for _, cells in found] == rows


def test_a_heading_is_known_by_its_name_by_what_others_call_it_or_as_somebody_said() -> None:
    matched = match("posts", ["Nr.", "Job title", "Wherever"], {"wherever": "unit"})
    assert matched.columns == (None, "title", "unit")
    assert match("posts", ["POST NUMBER", "number"], {}).columns == (None, "number")
    assert match("posts", ["Post No.", "Reports to:"], {}).columns == ("number", "superior")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r"])
def test_a_file_is_parted_into_columns_also_where_no_heading_is_known(
    separator: str, ending: str
) -> None:
    rows = [["Код", "Наименование", "Входит в"], ["А1", "Министерство", ""], ["Б1", "Отдел", "А1"]]
    content = ending.join(["Титул, с запятой", *map(separator.join, rows), ""]).encode()
    assert [cells for _, cells in read_sheet(content, known)[1:]] == rows


def test_a_row_without_its_key_or_with_one_that_stood_before_is_left_out() -> None:
    rows = [(2, ["1", "A"]), (3, ["", "B"]), (4, ["1", "C"]), (5, ["2", "x" * 600])]
    read = read_table("posts", match("posts", ["number", "title"], {}), rows)
    assert [wish.row for wish in read.wishes] == [2]
    assert [(one.row, one.reason.code) for one in read.misfits] == [
        (3, "key_missing"),
        (4, "key_twice"),
        (5, "text_too_long"),
    ]


def test_an_older_encoding_is_by_what_is_said_else_by_its_look() -> None:
    rows = [["number", "title"], *(["1", f"Clerk é {n}"] for n in range(50)), ["2", "Отдел"]]
    text = "\n".join(";".join(row) for row in rows).replace("é", "e").encode("cp1251")
    assert read_table_in("posts", text, "")[0][-1][1] == ["2", "Отдел"]
    assert read_table_in("posts", text, "")[1] == "cp1251"
    assert read_table_in("posts", text, "cp1252")[0][-1][1] == ["2", "Îòäåë"]
    short = "number;title\n2;Суд\n".encode("cp1251")  # too short to tell by its look
    assert read_table_in("posts", short, "")[1] == "cp1252"
    assert read_table_in("posts", short, "cp1251") == ([(1, rows[0]), (2, ["2", "Суд"])], "cp1251")
    western = "number;title\n2;Élève à l’école\n"
    assert read_table_in("posts", western.encode("cp1252"), "")[1] == "cp1252"
    assert read_table_in("posts", western.encode(), "cp1251")[1] == ""
    assert read_table_in("posts", workbook(), "cp1251")[1] == ""


@pytest.mark.parametrize(
    ("title", "encoding", "taken"),
    [
        ("Начальник отдела кадров и снабжения", "cp1251", "cp1251"),
        ("НАЧАЛЬНИК «ОТДЕЛА» № 5", "cp1251", "cp1251"),
        ("Начальник відділу, Київ", "cp1251", "cp1251"),
        ("رئيس قسم الموارد البشرية والتدريب", "cp1256", "cp1252"),
        ("Προϊστάμενος τμήματος προσωπικού και εκπαίδευσης", "cp1253", "cp1252"),
        ("人力资源和培训部门负责人", "gb18030", "cp1252"),
        ("Référent à l’égalité, ÀÉÈÊ", "cp1252", "cp1252"),
    ],
)
def test_it_looks_cyrillic_only_where_most_high_bytes_are_words_of_such_letters(
    title: str, encoding: str, taken: str
) -> None:
    content = f"number;title\n2;{title}\n".encode(encoding)
    assert read_table_in("posts", content, "")[1] == taken
