"""Papers of others read to blocks: what they say is told, what is unsafe is refused."""

import io
import posixpath
import random
import zipfile

import pytest

from bureau.core.papers.blocks import Annex, Box, Heading, Listing, Marker, Paragraph, Run, Table
from bureau.core.papers.checks import check
from bureau.core.papers.faults import Fault
from bureau.core.papers.phrases import Phrase
from bureau.core.papers.pieces import pieces_of
from bureau.core.papers.setting import plain_words
from bureau.core.papers.shipped import BOOK
from bureau.documents.marked_up import PART, PLAIN
from bureau.documents.papers import write
from bureau.documents.papers.akn import NAMESPACE
from bureau.documents.papers.checking import NothingOfAPaper, findings
from bureau.documents.papers.docx.elements import root, w
from bureau.documents.papers.readers.lines import LINES_MOST, Line, joined
from bureau.documents.papers.readers.names import Names
from bureau.documents.papers.readers.text import parts_of_text, text_of
from bureau.documents.papers.reading_blocks import CannotBeRead, blocks_read
from tests.documents.papers.samples import ALL, sample
from tests.documents.papers.words import WORDS

TEXT = """# A proposal

Some words of introduction,
broken over two lines.

## Background
1. The unit is set up in Annex A.
3. It is paid for.
a) by the budget
b) by gifts

| Post | Cost |
|---|---|
| One | 10 |
| Two | 20 |
| **Sum** | **40** |

Annex A: The unit

It is described here.
"""


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def relations(**parts: str) -> str:
    """Where each part stands, by the last word of the type that leads to it."""
    said = "".join(
        f'<Relationship Id="{kind}" Type="{OFFICE}{kind}" Target="{target}"/>'
        for kind, target in parts.items()
    )
    name = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{name}">{said}</Relationships>'


def document(body: str, main: str = "word/document.xml", **parts: str) -> bytes:
    """The least that is a DOCX."""
    written = io.BytesIO()
    folder, name = posixpath.split(main)
    related = {kind: f"/{folder}/{kind}.xml" for kind in parts}
    with zipfile.ZipFile(written, "w") as packed:
        packed.writestr("_rels/.rels", relations(officeDocument=main))
        packed.writestr(f"{folder}/_rels/{name}.rels", relations(**related))
        packed.writestr(main, root("document", w("body", body)))
        for kind, part in parts.items():
            packed.writestr(f"{folder}/{kind}.xml", part)
    return written.getvalue()


def line(words: str, *looks: str) -> str:
    return w("p", w("pPr", *looks), w("r", f"<w:t>{words}</w:t>"))


@pytest.mark.parametrize("language", ALL)
def test_what_we_wrote_comes_back_piece_by_piece(language: str) -> None:
    paper = sample(language)
    again = blocks_read(write(paper, "docx"), BOOK, language=language, is_ours=True)
    said = [(one.kind, one.words.replace("\u00a0", " ")) for one in pieces_of(paper)]
    assert [(one.kind, one.words.replace("\u00a0", " ")) for one in pieces_of(again)] == said


@pytest.mark.parametrize("format", ["html", "akn"])
@pytest.mark.parametrize("language", ALL)
def test_so_it_does_where_it_is_marked_up(language: str, format: str) -> None:
    """Akoma Ntoso has no caption of a drawing: it is a paragraph before it."""
    paper = sample(language)
    again = blocks_read(write(paper, format), BOOK)
    assert (again.kind, again.language, again.title) == (paper.kind, language, paper.title)
    told, chart = pieces_of(paper), WORDS[language]["chart"]
    kinds = {chart: "paragraph"} if format == "akn" else {}
    said = [
        (kinds.get(one.words, one.kind) if one.kind == "caption" else one.kind, one.words)
        for one in told
    ]
    assert [(one.kind, one.words) for one in pieces_of(again)] == said


def test_a_page_of_others_is_read_by_its_elements() -> None:
    page = """<!DOCTYPE html><html><head><title>No</title><style>p {}</style></head><body>
      <nav><p>Home</p></nav><h1>A proposal</h1><h2>Ground</h2>
      <p>Some <b>strong</b>
        words.</p><ol><li>One<ul><li>Inner</li></ul></li></ol>
      <table><tr><th>Post</th><th>Cost</th></tr><tr><td>One</td><td>10</td></tr></table>"""
    paper = blocks_read(page.encode(), BOOK)
    heading, paragraph, listing, table = paper.blocks
    assert (paper.title, paper.kind) == ("A proposal", "")
    assert isinstance(heading, Heading) and heading.level == 1
    assert isinstance(paragraph, Paragraph)
    assert plain_words(paragraph.runs) == "Some strong words."
    assert isinstance(listing, Listing) and listing.items[0].parts is not None
    assert isinstance(table, Table) and table.numeric == {1}


def test_a_text_is_read_to_blocks() -> None:
    paper = blocks_read(TEXT.encode(), BOOK)
    assert (paper.language, paper.title) == ("en", "A proposal")
    first, heading, one, three, listing, table, annex = paper.blocks
    assert isinstance(first, Paragraph) and first.runs[0].text.endswith("over two lines.")
    assert isinstance(heading, Heading) and heading.level == 1
    assert isinstance(one, Paragraph) and isinstance(three, Paragraph)
    assert (one.number, three.number) == (1, 3)
    assert isinstance(listing, Listing) and listing.marker is Marker.LETTERS
    assert isinstance(table, Table) and table.numeric == {1}
    assert isinstance(annex, Annex) and annex.letter == "A" and len(annex.blocks) == 1


BOXES = {
    "lines": "Purpose\nTo put it\nforward.\nAction required by the Council\nTo take note.\n",
    "lines apart": "Purpose\n\nTo put it forward.\n\nAction required\nby the Council\n\nTo note.\n",
    "colons": "Purpose: To put it forward.\nAction required by the Council: To note.\n",
    "tabs": "Purpose\tTo put it forward.\nAction required by the Council\tTo note.\n",
    "columns": "  Purpose            To put it\n                     forward.\n"
    "  Action required    To take note.\n  by the Council\n",
}


@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES)
def test_the_box_of_a_text_is_known_by_its_names(box: str) -> None:
    paper = blocks_read(f"# A proposal\n\n{box}\nBackground\n1. It is old.\n".encode(), BOOK)
    found, heading, one = paper.blocks
    assert isinstance(found, Box) and paper.kind == "committee-document"
    labels = [plain_words(label) for label, _said in found.rows]
    assert labels == ["Purpose", "Action required by the Council"]
    assert all("".join(plain_words(one.runs) for one in said) for _label, said in found.rows)
    assert isinstance(heading, Paragraph) and plain_words(heading.runs) == "Background"
    assert isinstance(one, Paragraph) and one.number == 1


def test_headings_that_are_called_like_rows_of_a_box_are_none() -> None:
    said = "# A proposal\n\nPurpose\n1. It is old.\n2. So it goes.\nReferences\n3. None.\n"
    assert findings(said.encode(), BOOK) == ()


def test_an_annex_begins_where_a_line_is_called_so() -> None:
    said = (
        "# A proposal\n1. The unit is set up as shown in\nAnnex A and described further in\n"
        "Annex B.\nAnnex A\nThe unit\nIt is new.\nAnnex B – What it does\nIt works.\n"
    )
    assert findings(said.encode(), BOOK) == ()
    _one, *annexes = blocks_read(said.encode(), BOOK).blocks
    assert [one.letter for one in annexes if isinstance(one, Annex)] == ["A", "B"]


def test_of_a_pdf_as_text_numbers_stand_alone_and_codes_are_turned() -> None:
    said = "文件\n1.\n\n见附件 A 和附件B。\n2.\n\n完。\n\f附件 A\n\n一\n\f附件 B\n\n二\n"
    assert findings(said.encode(), BOOK) == ()
    said = (
        "\u202bوثيقة\u202c\n\u202b\u202a.1\u202c يعرض الملحق \u202a A\u202cالهيكل،"
        " والملحق \u202a.B\u202c\u202c\n"
        "\f\u202bالملحق \u202aA\u202c\u202c\n\f\u202bالملحق \u202aB\u202c\u202c\n"
    )
    assert findings(said.encode(), BOOK) == ()
    assert len(blocks_read(said.encode(), BOOK).blocks) == 3


def test_where_lines_are_not_broken_each_is_a_paragraph() -> None:
    said = f"Title\n{'Long words. ' * 20}\nShort.\n[bookmark: AnnexA]Annex A\nIts title"
    first, second, annex = blocks_read(said.encode(), BOOK).blocks
    assert isinstance(first, Paragraph) and isinstance(second, Paragraph)
    assert isinstance(annex, Annex) and annex.label == "Annex A" and len(annex.blocks) == 1


SAVED = {
    "en": "Council document\nPurpose\tTo adopt Annex B.\nAction required by the Council\t"
    "The Council is asked:\na)\tto note Annex A;\nb)\tto adopt it.\n"
    "Relevant link(s) with the Strategic Plan\tNone\n"
    "Financial implications\tNone\nReferences\tConvention, No. 70\n\n1.\tWords.\n"
    "Annex A\nThe old one\nAnnex B\nThe new one\nThe Council,\nconsidering\n"
    "a)\tNo. 70 of the Convention;\nb)\tits own words,\ndecides to adopt it for post ST02/D1/579.",
    "zh-hans": "文件\n目的\t通过附件B。\n理事会需采取的行动\t请理事会：\na） 注意附件A；\n"
    "与《战略规划》的关联\t无\n财务影响\t无\n参考文件\t《公约》第70款\n\n1.\t案文。\n"
    "附件 A\n旧\n附件 B\n新\n理事会，\n考虑到\na） 《公约》第70款，\n做出决定批准职位ST02/D1/579。",
    "ar": "وثيقة\nالغرض\tاعتماد الملحق B.\nالإجراء المطلوب من المجلس\tلا شيء\n"
    "الصلة بالخطة الاستراتيجية\tلا شيء\nالآثار المالية\tلا شيء\nالمراجع\t"
    "الاتفاقية: الرقم 70\n\n1.\tنص.\n"
    "الملحق A\nقديم\nالملحق B\nجديد\nإن المجلس،\nإذ يضع في اعتباره\n"
    "أ)\tالرقم 70 من الاتفاقية؛\nيقرر اعتماد الملحق A.",
}
"""As Word saves a paper as text: a tab behind each name of its box, and behind what counts."""


@pytest.mark.parametrize("language", SAVED)
def test_text_as_word_saves_it_is_read_and_its_faults_are_found(language: str) -> None:
    said = SAVED[language]

    def found(words: str) -> list[tuple[Fault, str]]:
        paper = blocks_read(words.encode(), BOOK, language=language, kind="council-paper")
        return [(one.fault, one.where) for one in check(paper, BOOK)]

    assert found(said) == []
    annex = "附件" if language == "zh-hans" else "الملحق " if language == "ar" else "Annex "
    assert (Fault.ANNEX_UNKNOWN, "F") in found(said.replace(f"{annex}B", f"{annex}F", 1))
    assert (Fault.REFERENCE_UNCITED, "79") in found(said.replace("70", "79", 1))


def test_in_lines_that_are_broken_a_formula_stands_alone_and_an_act_begins_anew() -> None:
    full = "These are words that somebody has broken where a line was full, as long as this one is"
    said = (
        f"Paper\nPurpose\n{full}\nand its end\nReferences\nConvention, No. 70\n\n1. {full}\n"
        "2. See the annex.\nAnnex\nDraft Decision: the description of a post\nThe Council,\n"
        "considering\na) No. 70 of the Convention, in the words of the last one,\n"
        "decides to approve the description of post ST02/D1/579.\n"
    )
    paper = blocks_read(said.encode(), BOOK, kind="council-paper")
    faults = [one for one in check(paper, BOOK) if one.fault is not Fault.BOX_INCOMPLETE]
    assert faults == []
    other = blocks_read(said.replace("70", "79", 1).encode(), BOOK, kind="council-paper")
    told = {(one.fault, one.where) for one in check(other, BOOK)}
    assert {(Fault.REFERENCE_UNCITED, "79"), (Fault.REFERENCE_UNLISTED, "70")} <= told


def test_its_faults_are_found() -> None:
    found = {finding.fault for finding in findings(TEXT.encode(), BOOK)}
    assert {Fault.PARAGRAPH_ORDER, Fault.TOTAL_DIFFERS, Fault.ANNEX_ORDER} == found


def test_styles_are_known_by_their_names_in_any_language_of_word() -> None:
    styles = root("styles", w("style", w("name", val="heading 2"), styleId="berschrift2"))
    body = line("A title") + line("Ground", w("pStyle", val="berschrift2")) + line("1.\tWords")
    paper = blocks_read(document(body, styles=styles.decode()), BOOK)
    heading, paragraph = paper.blocks
    assert isinstance(heading, Heading) and heading.level == 2
    assert isinstance(paragraph, Paragraph) and paragraph.number == 1


def test_parts_are_found_by_what_leads_to_them_whatever_they_are_called() -> None:
    styles = root("styles", w("style", w("name", val="heading 1"), styleId="H"))
    body = line("A title") + line("Ground", w("pStyle", val="H"))
    (heading,) = blocks_read(
        document(body, "text/document2.xml", styles=styles.decode()), BOOK
    ).blocks
    assert isinstance(heading, Heading) and plain_words(heading.runs) == "Ground"


def test_what_stands_in_a_note_is_told() -> None:
    notes = root("footnotes", w("footnote", line("But see Annex G."), id=2))
    said = document(line("Title") + line("1.\tWords."), footnotes=notes.decode())
    assert [finding.where for finding in findings(said, BOOK)] == ["G"]


def test_a_link_to_a_place_that_is_there_is_none_to_an_annex() -> None:
    def leading(place: str) -> str:
        link = w("hyperlink", "<w:r><w:t>Ground</w:t></w:r>", anchor=place)
        ground = w("p", w("bookmarkStart", id=1, name="_Toc1"), "<w:r><w:t>1.\tWords</w:t></w:r>")
        return line("Title") + w("p", link) + ground

    assert findings(document(leading("_Toc1")), BOOK) == ()
    assert [one.where for one in findings(document(leading("_Toc2")), BOOK)] == ["_Toc2"]
    page = '<h1>T</h1><a href="#at%20it">See</a><p><a name="at it"></a>Annex</p><p>1.\tx</p>'
    assert not any(one.where == "at it" for one in findings(PAGE.format(page).encode(), BOOK))


def test_a_cell_that_spans_columns_leaves_rows_even() -> None:
    wide = w("tc", w("tcPr", w("gridSpan", val=2)), line("All"))
    rows = w("tr", wide) + w("tr", w("tc", line("One")), w("tc", line("2")))
    (table,) = blocks_read(document(line("Title") + w("tbl", rows)), BOOK).blocks
    assert isinstance(table, Table) and [len(row) for row in (table.head, *table.rows)] == [2, 2]


PAGE, ACT = (
    "<!DOCTYPE html><h1>A proposal</h1>{}",
    f'<akomaNtoso xmlns="{NAMESPACE}">{{}}</akomaNtoso>',
)
OURS = PAGE.format('<article class="paper council-paper" lang="en">{}</article>')
NESTED = "<w:ins>" * PART.depth + "</w:ins>" * PART.depth
TYPED = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'


@pytest.mark.thorough
@pytest.mark.parametrize(
    "content",
    [
        b"\x00\x01",
        b"\xff\xd8\xff\xe0 picture",
        b"%PDF-1.7 of others",
        b"PK\x03\x04 no archive",
        document(NESTED),
        document("", styles=TYPED.encode("utf-16").decode("latin-1")),
        document("<w:p/>" * 100_001),
        b"line\n\n" * 100_001,
        b"<html>" + b"<div>" * (PART.depth + 1),
        b"<?xml version='1.0'?><poem/>",
        b"<?xml version='1.0'?><akomaNtoso",
        b"x" * 5_000_001,
        b"<html><p>" + b"x" * PLAIN.size,
        b"<html>" + b"<p>x" * (LINES_MOST + 1),
        ACT.format("<p>" + "x" * PLAIN.size + "</p>").encode(),
        ACT.format("<p>x</p>" * (LINES_MOST + 1)).encode(),
    ],
    ids=range(16),
)
def test_what_is_unsafe_is_refused(content: bytes) -> None:
    with pytest.raises(CannotBeRead):
        blocks_read(content, BOOK)


DIGITS = "9" * 5000


@pytest.mark.parametrize(
    "said",
    [
        OURS.format('<p class="annex">Annex A</p>'),
        PAGE.format("<table><tr></tr><tr><td>1</td></tr></table>"),
        PAGE.format("<table><tr></tr><tr></tr></table><p>1.\tWords</p>"),
        OURS.format(f'<p><span class="number">{DIGITS}.</span> Words</p>'),
        PAGE.format(
            f"<table><tr><td>Post</td><td>{DIGITS}</td></tr><tr><td>One</td><td>{DIGITS}</td></tr>"
            f"<tr><td><b>Sum</b></td><td>{DIGITS}</td></tr></table>"
        ),
        OURS.format(
            f'<div class="drawing"><svg><text>\u200e+{DIGITS}</text></svg></div><p>1.\tWords</p>'
        ),
        ACT.format('<p><img src="data:image/svg+xml;base64,é"/></p><table><tr/><tr/></table>'),
        "# A proposal\n\n" + "Annex A\n\nWords.\n\n" * 30,
    ],
    ids=range(8),
)
def test_what_others_write_strangely_is_read_all_the_same(said: str) -> None:
    assert blocks_read(said.encode(), BOOK).title in ("A proposal", "")
    try:
        findings(said.encode(), BOOK)
    except NothingOfAPaper:
        return


def test_phrases_without_their_letter_are_no_error() -> None:
    """Whoever forges a paper forges its phrases."""
    book = BOOK.over({("annex.label", "en"): Phrase("Annex"), ("annex.cited", "en"): Phrase("see")})
    (annex,) = blocks_read(b"# A proposal\n\nAnnex\n\nWords, see.\n", book, language="en").blocks
    assert isinstance(annex, Annex) and annex.letter == ""
    assert check(blocks_read(b"# Title\n\nAnnex\n\nAnnex, see.\n", book), book) == ()


def test_whatever_a_reader_stumbles_over_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(said: str, names: object) -> None:
        raise ValueError("too strange")

    monkeypatch.setattr("bureau.documents.papers.reading_blocks.parts_of_text", stumble)
    with pytest.raises(CannotBeRead, match="too strange"):
        blocks_read(b"Words", BOOK)


def test_what_is_long_and_nearly_something_is_read_in_one_go() -> None:
    """Each would take minutes if it were tried anew from every place."""
    spaces = " " * 200_000
    turned = text_of(f"# A proposal\n\u202a{spaces}A".encode())
    assert turned == f"# A proposal\n{spaces}A"
    names = Names.of(BOOK, "en")
    assert names.letter(f"Annex{spaces}b") == "B" and names.letter(f"Annex{spaces}1") is None
    (line,) = parts_of_text(f"a{spaces}b", names)
    assert isinstance(line, Line) and line.words == f"a{spaces}b"
    cell = "1 " * 20_000
    page = f"<!DOCTYPE html><h1>T</h1><table><tr><th>A<th>B</tr><tr><td>{cell}x<td>{cell}</table>"
    (table,) = blocks_read(page.encode(), BOOK).blocks
    assert isinstance(table, Table) and table.numeric == {1}
    paper = blocks_read(f"# A proposal\n\n1. It is in Annex{spaces}1 of it.\n".encode(), BOOK)
    assert check(paper, BOOK) == ()


def test_what_stands_within_a_cell_is_told_once() -> None:
    """Told at every depth anew, sixty boxes in each other would not end."""
    boxes = "<dl><dt>Name</dt><dd>" * 60 + "Words" + "</dd></dl>" * 60
    (box,) = blocks_read(PAGE.format(boxes).encode(), BOOK).blocks
    assert isinstance(box, Box) and len(box.rows) == 1
    assert "".join(plain_words(one.runs) for one in box.rows[0][1]).count("Words") == 1
    inner = "<table><tr><td>Inner</td></tr></table>"
    tables = f"<table><tbody><tr><th>Post</th></tr><tr><td>One {inner}</td></tr></tbody></table>"
    (table,) = blocks_read(PAGE.format(tables).encode(), BOOK).blocks
    assert isinstance(table, Table)
    assert [plain_words(cell) for row in table.rows for cell in row] == ["One Inner"]


def test_many_runs_that_are_set_alike_are_one() -> None:
    runs = joined(Run("word", is_strong=place >= 100_000) for place in range(200_000))
    assert [run.text for run in runs] == ["word" * 100_000] * 2
    assert joined([Run("a"), Run("", is_strong=True), Run("b"), Run("")]) == (Run("ab"),)


def test_what_a_class_means_in_a_page_of_others_is_not_known() -> None:
    said = (
        '<p class="title"><span class="number">7</span> seats</p><p class="line">Kept</p>'
        '<div class="annex"><p>First</p><p>Second</p></div><ul class="marks"><li>One</li></ul>'
    )
    paper = blocks_read(PAGE.format(said).encode(), BOOK, language="en")
    *paragraphs, listing = paper.blocks
    words = [plain_words(one.runs) for one in paragraphs if isinstance(one, Paragraph)]
    assert words == ["7 seats", "Kept", "First", "Second"]
    assert isinstance(listing, Listing) and paper.title == "A proposal" and paper.marks == ()


@pytest.mark.parametrize("mark", ["del", "s", "strike"])
def test_what_is_struck_through_in_a_page_is_gone(mark: str) -> None:
    said = f"<p>1.\tThe unit <{mark}>of Annex G</{mark}> stays.</p><{mark}>Not at all.</{mark}>"
    paper = blocks_read(PAGE.format(said).encode(), BOOK)
    assert [one.words.split() for one in pieces_of(paper)][1:] == [["The", "unit", "stays."]]


def test_cells_of_a_page_that_are_merged_leave_rows_even() -> None:
    rows = (
        '<tr><th colspan="2">Post<th rowspan="2">Cost<tr><td rowspan="2">One<td>P-3'
        '<tr><td>P-4<td>20<tr><td colspan="x">Two<td>P-5<td rowspan="99">30'
    )
    (table,) = blocks_read(PAGE.format(f"<table>{rows}</table>").encode(), BOOK).blocks
    assert isinstance(table, Table)
    said = [[plain_words(cell) for cell in row] for row in (table.head, *table.rows)]
    assert said == [
        ["Post", "", "Cost"],
        ["One", "P-3", ""],
        ["", "P-4", "20"],
        ["Two", "P-5", "30"],
    ]


def told_as_akoma(rows: str) -> bytes:
    """An act of others with one table of these rows."""
    body = f'<mainBody><table eId="table_1">{rows}</table></mainBody>'
    return (
        f'<?xml version="1.0"?><akomaNtoso xmlns="{NAMESPACE}"><statement name="x">{body}'
        "</statement></akomaNtoso>"
    ).encode()


def test_cells_of_akoma_ntoso_that_are_merged_leave_rows_even() -> None:
    rows = (
        '<tr><th colspan="2"><p>Post</p></th><th rowspan="2"><p>Cost</p></th></tr>'
        '<tr><td rowspan="2"><p>One</p></td><td><p>P-3</p></td></tr>'
        "<tr><td><p>P-4</p></td><td><p>20</p></td></tr><!-- the last -->"
        '<tr><!-- two --><td colspan="x"><p>Two</p></td><td><p>P-5</p></td>'
        "<td><p>30</p><table><tr><td><p>of them 5</p></td></tr></table></td></tr>"
    )
    paper = blocks_read(told_as_akoma(rows), BOOK)
    (table,) = paper.blocks
    assert isinstance(table, Table)
    said = [[plain_words(cell) for cell in row] for row in (table.head, *table.rows)]
    assert [row[:2] for row in said] == [["Post", ""], ["One", "P-3"], ["", "P-4"], ["Two", "P-5"]]
    assert [row[2].split() for row in said] == [["Cost"], [], ["20"], ["30", "of", "them", "5"]]
    assert Fault.TABLE_UNEVEN not in {one.fault for one in check(paper, BOOK)}


def test_cells_that_reach_further_than_any_table_are_refused() -> None:
    wide = '<td colspan="60" rowspan="60">x' * 2_000
    with pytest.raises(CannotBeRead):
        blocks_read(PAGE.format(f"<table><tr>{wide}{'<tr><td>y' * 60}</table>").encode(), BOOK)
    wide = '<td colspan="60" rowspan="60"/>' * 2_000
    with pytest.raises(CannotBeRead):
        blocks_read(told_as_akoma(f"<tr>{wide}</tr>{'<tr><td/></tr>' * 60}"), BOOK)


def test_words_that_stand_directly_among_blocks_are_kept() -> None:
    said = (
        "<div>One <b>a<del>n</del>nd</b><br>two<p>Three</p> four <a href='x'>five</a>"
        "<ul><li>Six</ul></div>"
        "<blockquote>Seven</blockquote><pre>Eight\n</pre><a href='x'><div>Nine</div></a>"
        "<svg><text>Drawn</text></svg>"
    )
    *blocks, last = blocks_read(PAGE.format(said).encode(), BOOK, language="en").blocks
    words = [plain_words(one.runs) for one in blocks if isinstance(one, Paragraph)]
    assert words == ["One and\ntwo", "Three", "four five", "Seven", "Eight"]
    assert isinstance(last, Paragraph) and plain_words(last.runs) == "Nine"


@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_is_read_or_refused(seed: int) -> None:
    chance, content = random.Random(seed), bytearray(write(sample("en"), "docx"))
    for _ in range(chance.choice((1, 20, 200))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    try:
        blocks_read(bytes(content), BOOK)
    except CannotBeRead:
        return
