"""A redline as a file: its changes are marked, tracked, and taken or refused without a loss."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bureau.core.papers.blocks import Annex, Drawing, Item, Paper, Paragraph, Run, Table
from bureau.core.papers.kinds import KINDS
from bureau.core.papers.redline import redline
from bureau.core.papers.shipped import BOOK
from bureau.core.texts import LANGUAGES
from bureau.documents.papers.docx import docx_bytes
from bureau.documents.papers.docx.tracking import By
from bureau.documents.papers.docx.words import words_of
from bureau.documents.papers.html import redline_fragment
from bureau.documents.papers.reading import read
from bureau.documents.papers.redlines import write_redline
from tests.core.papers.specimens import SPECIMENS
from tests.core.papers.spoiling import walked
from tests.core.papers.values import VALUES
from tests.documents.papers.samples import ALL, sample
from tests.documents.papers.test_docx import DOCUMENT, errors, parts
from tests.documents.papers.test_html import Tags
from tests.documents.papers.words import WORDS

BY = By("Secretariat", datetime(2027, 3, 3, 12, tzinfo=UTC))


def reworked(language: str) -> Paper:
    """The sample with something put in, taken out and worded otherwise in every kind of block."""
    words, paper = WORDS[language], sample(language)

    def change(node: Any) -> Any:
        match node:
            case Run(text=text) if text == words["why"]:
                return replace(node, text=text + " " + words["more"])
            case Table(numeric=numeric) if numeric:
                more = tuple((Run(text),) for text in ("ST02/P4/581", words["clerk"], "1,000"))
                return replace(node, rows=(*node.rows[1:], more), caption=words["cost"])
            case Item() if node.parts:
                first, last = node.parts.items
                return replace(node, parts=replace(node.parts, items=(last, first, first)))
            case Paragraph(number=2):
                new = Paragraph((Run(words["note"]),), number=2)
                return (new, replace(node, number=3))
            case Drawing():
                return replace(node, svg=node.svg.replace("SHO", "SHX"))
            case Annex(letter="B"):
                return replace(node, letter="C", label=words["annex"][:-1] + "C")
        return node

    found: Paper = walked(paper, change)
    furniture = replace(paper.furniture, number="L27/16")
    return replace(found, blocks=tuple(_flat(found.blocks)), furniture=furniture, value={"a": 1})


def _flat(blocks: Any) -> Any:
    for one in blocks:
        yield from (one if isinstance(one, tuple) else (one,))


def tracked(earlier: Paper, later: Paper) -> bytes:
    return write_redline(redline(earlier, later), "docx", BOOK, BY)


def comes_back(earlier: Paper, later: Paper) -> None:
    document = parts(tracked(earlier, later))[DOCUMENT]
    plain = [parts(docx_bytes(one))[DOCUMENT] for one in (earlier, later)]
    assert words_of(document, is_refused=True) == words_of(plain[0])
    assert words_of(document) == words_of(plain[1])


def one_side(said: str, gone: str) -> str:
    """The words of a page without the elements of one name."""
    without = re.sub(rf"<{gone}\b[^>]*>.*?</{gone}>", "", said, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<svg.*?</svg>|<[^>]*>", "", without, flags=re.DOTALL))


@pytest.mark.exhaustive
@pytest.mark.parametrize("language", ALL)
def test_tracked_changes_have_no_errors_either_way(language: str, tmp_path: Path) -> None:
    earlier, later = sample(language), reworked(language)
    assert earlier != later
    for one, other in ((earlier, later), (later, earlier), (earlier, replace(later, blocks=()))):
        assert errors(tracked(one, other), tmp_path) == []
        comes_back(one, other)


@pytest.mark.exhaustive
@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data(), language=st.sampled_from(LANGUAGES))
@settings(max_examples=8, deadline=None)
def test_whatever_changed_can_be_taken_or_refused(
    kind: str, data: st.DataObject, language: str
) -> None:
    values = data.draw(VALUES[kind]), SPECIMENS[kind]
    comes_back(*(KINDS[kind].setting(value, language, BOOK) for value in values))


def test_changes_have_their_author_and_each_its_own_number() -> None:
    said = parts(tracked(sample("en"), reworked("en")))[DOCUMENT].decode()
    stamps = re.findall(r'<w:(?:ins|del) w:id="(\d+)" w:author="(.*?)" w:date="(.*?)"', said)
    assert len(stamps) == len({number for number, *_ in stamps}) > 20
    assert {one[1:] for one in stamps} == {("Secretariat", "2027-03-03T12:00:00Z")}
    assert "<w:rPr><w:ins " in said and "<w:cantSplit/><w:del " in said
    assert tracked(sample("en"), reworked("en")) == tracked(sample("en"), reworked("en"))


def test_it_carries_the_value_of_the_later_version() -> None:
    found = read(tracked(sample("fr"), reworked("fr")))
    assert not found.is_edited and found.value == {"a": 1}


def test_numbers_go_on_whichever_is_taken() -> None:
    held = parts(tracked(sample("en"), reworked("en")))
    counted = re.findall(
        r'<w:pStyle w:val="Numbered"/><w:numPr>.*?w:numId w:val="(\d+)"', held[DOCUMENT].decode()
    )
    assert len(set(counted[-3:])) == 1


@pytest.mark.parametrize("language", ALL)
def test_a_page_marks_what_is_gone_and_what_is_added(language: str) -> None:
    earlier, later = sample(language), reworked(language)
    said = redline_fragment(redline(earlier, later), BOOK)
    tags = Tags(said)
    assert len(tags.named("ins")) > 5 and len(tags.named("del")) > 3
    assert "L27/15" in one_side(said, "ins") and "L27/15" not in one_side(said, "del")
    ids = re.findall(r'\bid="([^"]+)"', said)
    assert len(ids) == len(set(ids))


def test_it_says_how_many_places_differ_in_the_language_of_the_paper() -> None:
    said = redline_fragment(redline(sample("fr"), reworked("fr")), BOOK)
    assert "Supprimé\u202f: 2" in said and "Ce qui a changé" in said
    same = redline_fragment(redline(sample("ru"), sample("ru")), BOOK)
    assert "Ничего не изменилось." in same and "<ins" not in same


def test_what_is_no_format_of_a_redline_is_refused() -> None:
    with pytest.raises(ValueError, match="not written as pdf"):
        write_redline(redline(sample("en"), sample("en")), "pdf", BOOK, BY)


@pytest.mark.parametrize("is_cut", [True, False])
def test_the_last_paragraph_can_come_and_go(is_cut: bool, tmp_path: Path) -> None:
    whole = sample("en")
    both = (whole, replace(whole, blocks=whole.blocks[:2]))
    content = tracked(*(both if is_cut else reversed(both)))
    assert errors(content, tmp_path) == []
    last = parts(content)[DOCUMENT].decode().rpartition("<w:p>")[2]
    assert last.startswith('<w:pPr><w:pStyle w:val="Thin"/></w:pPr></w:p>')
