"""Faults in files, as they are sent: every one is found, and nothing in a clean one."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText

from bureau.core.papers.blocks import Paper
from bureau.core.papers.faults import Fault, Finding
from bureau.core.papers.kinds import KINDS
from bureau.core.papers.phrases import Phrase
from bureau.core.papers.shipped import BOOK
from bureau.core.texts import LANGUAGES
from bureau.documents.papers import printed, write
from bureau.documents.papers.checking import findings
from bureau.documents.papers.docx.elements import MATHS, root, w
from bureau.documents.papers.pdf import pdf_bytes
from bureau.documents.papers.reading import read
from tests.core.papers.specimens import SPECIMENS
from tests.core.papers.spoiling import SPOILT, Spoil, valued
from tests.core.papers.test_checks import is_known

UNSEEN = {"letters out of order", "no letter", "a cell"}
"""Cannot be written into a file so; done by hand below."""
SEEDED = [one for one in SPOILT if one[1] not in UNSEEN]
OF_PDF = {Fault.PAGE_DIFFERS}
"""Below, by itself."""
REDRAWN = {"a box", "a row beside a drawing", "a line of the drawing", "the frame of a box"}
DRAWN = [one for one in SPOILT if one[1] in REDRAWN]
MAIN = "word/document.xml"
type Edit = Callable[[str], str]


def paper(name: str = "council-paper", language: str = "en") -> Paper:
    return KINDS[name].setting(SPECIMENS[name], language, BOOK)


def edited(content: bytes, edit: Edit, *, keeps_value: bool = True, changed: str = MAIN) -> bytes:
    """As somebody's hand leaves a document: one part changed, all others as they were."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == changed:
                part, before = edit(part.decode()).encode(), part
                assert part != before or not keeps_value
            if keeps_value or not name.startswith("customXml"):
                new.writestr(name, part)
    return written.getvalue()


def says(words: str, instead: str, count: int = 1) -> Edit:
    return lambda document: document.replace(words, instead, count)


def without(pattern: str) -> Edit:
    return lambda document: re.sub(pattern, "", document, count=1, flags=re.DOTALL)


def deleted(words: str) -> Edit:
    """Taken out while changes are tracked."""
    pattern = rf"<w:r>(?:(?!<w:r>).)*{re.escape(words)}.*?</w:r>"
    return lambda document: re.sub(
        pattern,
        lambda run: f"<w:del>{run[0].replace('w:t', 'w:delText')}</w:del>",
        document,
        count=1,
    )


def hidden(words: str, mark: str = "vanish") -> Edit:
    """Or struck through, by somebody who tracks no changes."""
    pattern = rf"<w:r>((?:<w:rPr>.*?</w:rPr>)?<w:t[^>]*>{re.escape(words)})"
    looks = rf"<w:r><w:rPr><w:{mark}/></w:rPr>\1"
    return lambda document: re.sub(pattern, looks, document, count=1)


FORMULA = f'<w:p><m:oMath xmlns:m="{MATHS}"><m:r><m:t>Cost = 2 × 3</m:t></m:r></m:oMath></w:p>'
BOXED = "<w:txbxContent><w:p><w:r><w:t>Subject to funds.</w:t></w:r></w:p></w:txbxContent>"
OVER_THE_PAGE = f"<w:p><w:r><w:pict>{BOXED}</w:pict></w:r></w:p>"


BY_HAND: list[tuple[Fault, Edit]] = [
    (Fault.ANNEX_ORDER, says(">Annex A<", ">Annex C<", 9)),
    (
        Fault.ANNEX_LABEL,
        says(">Annex B</w:t></w:r><w:r><w:br", ">Attachment</w:t></w:r><w:r><w:br"),
    ),
    (Fault.TABLE_UNEVEN, without(r"<w:tc>(?:(?!<w:tc>).)*cannot be told.*?</w:tc>")),
    (Fault.WORDS_DIFFER, says("NEW is established", "NEW is abolished")),
    (Fault.FIGURE_DIFFERS, says("282,000", "292,000")),
    (Fault.WORDS_ADDED, says("</w:tbl>", "</w:tbl><w:p><w:r><w:t>By hand.</w:t></w:r></w:p>", 2)),
    (Fault.WORDS_MISSING, without(r"<w:p>(?:(?!<w:p>).)*Why it is asked.*?</w:p>")),
    (Fault.WORDS_MISSING, deleted("Why it is asked.")),
    (Fault.WORDS_MISSING, hidden("Why it is asked.")),
    (Fault.WORDS_MISSING, hidden("Why it is asked.", "strike")),
    (Fault.WORDS_MISSING, hidden("Why it is asked.", "dstrike")),
    (Fault.WORDS_ADDED, says("</w:tbl>", f"</w:tbl>{FORMULA}", 2)),
    (Fault.WORDS_ADDED, says("</w:tbl>", f"</w:tbl>{OVER_THE_PAGE}", 2)),
    (Fault.FIGURE_DIFFERS, says(">C24/15<", ">C24/16<")),
    (Fault.FIGURE_DIFFERS, says(">3\u00a0May", ">4\u00a0May")),
    (Fault.WORDS_DIFFER, says("Original: English", "Original: French")),
]


def found(content: bytes) -> set[Fault]:
    return {finding.fault for finding in findings(content, BOOK, is_known)}


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_found_in_a_clean_file(name: str, language: str) -> None:
    clean = paper(name, language)
    assert findings(write(clean, "docx"), BOOK, is_known) == ()
    if language in ("ar", "zh-hans"):
        assert findings(write(clean, "pdf"), BOOK, is_known) == ()


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nor_in_one_that_is_marked_up(name: str, language: str) -> None:
    """They carry no value, and are read as what they say."""
    for format in {"html", "akn"}.intersection(KINDS[name].formats):
        clean = write(paper(name, language), format)
        assert findings(clean, BOOK, is_known) == (), format


@pytest.mark.parametrize("format", ["html", "akn"])
@pytest.mark.parametrize(
    ("fault", "words", "instead"),
    [
        (Fault.PARAGRAPH_ORDER, ">2.<", ">7.<"),
        (Fault.ANNEX_ORDER, ">Annex A<", ">Annex C<"),
        (Fault.ANNEX_UNKNOWN, "the structure set out", "the structure of Annex X set out"),
        (Fault.BOX_INCOMPLETE, ">Financial implications<", ">Money<"),
        (Fault.REFERENCE_UNLISTED, ">References<", ">Elsewhere<"),
        (Fault.CITATION_UNKNOWN, "1108", "1109"),
        (Fault.UNTRANSLATED, "Why it is asked", "Почему это"),
    ],
)
def test_what_is_wrong_in_one_is_found(format: str, fault: Fault, words: str, instead: str) -> None:
    said = write(paper(), format).decode()
    assert fault in found(said.replace(words, instead).encode())


@pytest.mark.parametrize("format", ["html", "akn"])
@pytest.mark.parametrize(
    ("fault", "what", "spoil"), DRAWN, ids=[f"{what}: {fault}" for fault, what, _ in DRAWN]
)
def test_so_is_what_was_done_to_a_drawing(
    format: str, fault: Fault, what: str, spoil: Spoil
) -> None:
    assert fault in found(write(spoil(paper()), format)), what


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nor_in_one_that_others_could_have_written(name: str, language: str) -> None:
    foreign = edited(write(paper(name, language), "docx"), lambda same: same, keeps_value=False)
    assert findings(foreign, BOOK, is_known, language=language) == ()


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    ("fault", "what", "spoil"), SEEDED, ids=[f"{a}: {b}" for a, b, _ in SEEDED]
)
def test_each_fault_is_found_in_a_file(fault: Fault, what: str, spoil: Spoil) -> None:
    assert fault in found(write(spoil(paper()), "docx")), what


@pytest.mark.thorough
@pytest.mark.parametrize(("fault", "edit"), BY_HAND)
def test_so_is_each_that_a_hand_put_in(fault: Fault, edit: Edit) -> None:
    assert fault in found(edited(write(paper(), "docx"), edit))


def test_there_are_faults_of_every_sort() -> None:
    faults = {fault for fault, *_ in [*SEEDED, *BY_HAND]}
    assert faults | OF_PDF == {each for each in Fault if each.is_of_the_paper}
    assert len(SEEDED) + len(BY_HAND) >= 40


@pytest.mark.parametrize("format", ["pdf", "docx"])
def test_what_the_record_denies_is_found_in_both_formats(format: str) -> None:
    (spoil,) = (spoil for fault, _, spoil in SPOILT if fault is Fault.CLAIM_FALSE)
    assert Fault.CLAIM_FALSE in found(write(spoil(paper()), format))
    unreadable = write(valued(lambda _: {"case": 3})(paper()), format)
    assert Fault.VALUE_UNREADABLE in found(unreadable)


def test_a_mark_that_was_taken_off_the_face_is_missing() -> None:
    demonstration = replace(SPECIMENS["council-paper"], is_demonstration=True)
    marked = KINDS["council-paper"].setting(demonstration, "en", BOOK)
    content = write(marked, "docx")
    assert findings(content, BOOK, is_known) == ()
    without_it = edited(content, without(r'<w:p><w:pPr><w:pStyle w:val="Mark"/>.*?</w:p>'))
    assert findings(without_it, BOOK) == (Finding(Fault.WORDS_MISSING, marked.marks[0]),)


@pytest.mark.parametrize(
    ("part", "words", "instead", "fault"),
    [
        ("word/footer1.xml", "NEW-2024", "NEW-2025", Fault.FIGURE_DIFFERS),
        ("word/header1.xml", "Institute", "Office", Fault.WORDS_DIFFER),
    ],
)
def test_what_stands_on_every_page_is_held_against_the_value(
    part: str, words: str, instead: str, fault: Fault
) -> None:
    content = write(paper(), "docx")
    assert found(edited(content, says(words, instead), changed=part)) == {fault}


@pytest.mark.parametrize("format", ["docx", "html"])
def test_the_name_of_a_person_is_in_no_other_language(format: str) -> None:
    for name in ("ليلى بن يوسف", "Оксана Литвин", "陈志远"):
        letter = replace(SPECIMENS["letter"], recipient=name)
        for language in LANGUAGES:
            set_so = KINDS["letter"].setting(letter, language, BOOK)
            assert findings(write(set_so, format), BOOK) == (), (name, language)


ANEW = {("case.cost", "en"): Phrase("What it costs"), ("asked@council", "en"): Phrase("Do it:")}


def test_phrases_that_are_worded_anew_since_make_no_fault() -> None:
    """A paper tells those that it was written with."""
    for format in ("docx", "pdf"):
        assert findings(write(paper(), format), BOOK.over(ANEW), is_known) == ()


def test_of_an_older_paper_that_nobody_changed_it_is_told_once() -> None:
    older = write(replace(paper(), phrases={}), "docx")
    assert findings(older, BOOK, is_known) == ()
    assert findings(older, BOOK.over(ANEW), is_known) == (Finding(Fault.WORDED_OTHERWISE),)
    changed = edited(older, says("282,000", "292,000"))
    assert Fault.FIGURE_DIFFERS in {one.fault for one in findings(changed, BOOK, is_known)}


def test_a_kind_that_nobody_knows_is_unreadable() -> None:
    content = write(replace(paper("letter"), kind="poem"), "docx")
    assert findings(content, BOOK) == (Finding(Fault.VALUE_UNREADABLE, "poem"),)


def redrawn(part: str, edit: Callable[[bytes], bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(write(paper(), "docx"))) as old:
        with zipfile.ZipFile(written, "w") as new:
            for name in old.namelist():
                held = old.read(name)
                new.writestr(name, edit(held) if name == part else held)
    return written.getvalue()


@pytest.mark.parametrize(
    ("part", "edit"),
    [
        ("drawing1.svg", lambda svg: svg.replace(b"#d8dcd5", b"#ff0000")),
        ("drawing2.svg", lambda svg: svg.replace(b' stroke="#7b8587"', b"")),
        ("drawing1.png", lambda points: points + b"\0"),
    ],
)
def test_a_picture_that_was_drawn_anew_is_found(part: str, edit: Callable[[bytes], bytes]) -> None:
    (one,) = findings(redrawn(f"word/media/{part}", edit), BOOK, is_known)
    assert one.fault is Fault.CHART_DIFFERS and one.where.startswith("Organization chart")


def test_points_that_a_program_wrote_anew_are_not_where_it_left_the_drawing() -> None:
    saved, renamed = io.BytesIO(write(paper(), "docx")), io.BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(renamed, "w") as new:
        for name in old.namelist():
            held = old.read(name)
            if name == "word/_rels/document.xml.rels":
                held = held.replace(b"media/drawing1.png", b"media/image1.png")
            is_points = name == "word/media/drawing1.png"
            new.writestr("word/media/image1.png" if is_points else name, held + b"\0" * is_points)
    assert findings(renamed.getvalue(), BOOK, is_known) == ()


def noted(words: str) -> bytes:
    """A DOCX of ours with a note below a page, as Word puts one in."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    leads = f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    related = "word/_rels/document.xml.rels"
    content = edited(
        write(paper(), "docx"),
        lambda said: said.replace("</Relationships>", leads),
        changed=related,
    )
    written = io.BytesIO(content)
    with zipfile.ZipFile(written, "a") as packed:
        note = w("footnote", w("p", w("r", f"<w:t>{words}</w:t>")), id=2)
        packed.writestr("word/footnotes.xml", root("footnotes", note))
    return written.getvalue()


def test_words_in_a_note_below_a_page_are_words_of_the_paper() -> None:
    assert not read(noted("")).is_edited
    assert found(noted("")) == set()
    said = read(noted("But the post costs twice as much."))
    assert said.is_edited and not said.value
    assert found(noted("But the post costs twice as much.")) == {Fault.WORDS_ADDED}


def test_a_paper_that_was_saved_by_the_stricter_standard_is_the_same() -> None:
    usual = rb"http://schemas.openxmlformats.org/(?!package)(\w+)/2006/"
    written, strict = io.BytesIO(write(paper(), "docx")), io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(strict, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(usual, rb"http://purl.oclc.org/ooxml/\1/", old.read(name)))
    assert not read(strict.getvalue()).is_edited
    assert findings(strict.getvalue(), BOOK, is_known) == ()


def repainted(content: bytes, edit: Callable[[bytes], bytes], page: int) -> bytes:
    """A PDF of which the contents of one page were written anew."""
    writer = PdfWriter(clone_from=io.BytesIO(content))
    contents = writer.pages[page].get_contents()
    assert contents is not None
    before = contents.get_data()
    contents.set_data(edit(before))
    assert contents.get_data() != before
    writer.pages[page].replace_contents(contents)
    return saved(writer)


def saved(writer: PdfWriter) -> bytes:
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def without_a_line(marks: bytes) -> bytes:
    """A line of a chart is a path of its own, drawn upright."""
    return re.sub(rb"[\d.]+ [\d.]+ m\s+[\d.]+ [\d.]+ l\s+S\b", b"", marks, count=1)


def pages_found(content: bytes) -> tuple[Finding, ...]:
    return findings(content, BOOK, is_known)


def test_a_line_that_is_gone_from_a_pdf_is_found_on_its_page() -> None:
    content = write(paper(), "pdf")
    reader = PdfReader(io.BytesIO(content))
    (place, *_) = [n for n, page in enumerate(reader.pages) if "Former" in page.extract_text()]
    spoilt = repainted(content, without_a_line, place)
    assert pages_found(spoilt) == (Finding(Fault.PAGE_DIFFERS, str(place + 1)),)


def test_so_is_a_page_taken_out_or_covered_and_none_where_a_program_only_saved_it() -> None:
    content = write(paper(), "pdf")
    assert pages_found(saved(PdfWriter(clone_from=io.BytesIO(content)))) == ()
    writer = PdfWriter(clone_from=io.BytesIO(content))
    last = len(writer.pages)
    writer.remove_page(last - 1)
    assert pages_found(saved(writer)) == (Finding(Fault.PAGE_DIFFERS, str(last)),)
    writer = PdfWriter(clone_from=io.BytesIO(content))
    writer.add_annotation(0, FreeText(text="Adopted", rect=(50, 550, 200, 650)))
    assert pages_found(saved(writer)) == (Finding(Fault.PAGE_DIFFERS, "1"),)


def test_a_poster_is_known_on_whatever_sheet_it_was_asked_for() -> None:
    for sheet in ("", "A3", "A1"):
        assert findings(pdf_bytes(paper("chart-poster"), sheet), BOOK, is_known) == ()


def test_pages_of_another_version_are_told_and_not_held_against_the_value(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = write(paper("letter"), "pdf")
    monkeypatch.setattr(printed, "set_with", lambda: "another")
    (told,) = findings(content, BOOK)
    assert told == Finding(Fault.SET_OTHERWISE) and not told.fault.is_of_the_paper
