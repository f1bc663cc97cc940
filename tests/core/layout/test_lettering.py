"""Words are broken where their script allows, with slack for fonts we do not know."""

import pytest

from bureau.core.layout.lettering import text_width, wrap
from tests.core.layout.measured import MEASURED


@pytest.mark.parametrize(
    "text",
    [
        "Telecommunication Standardization Policy Department",
        "دائرة لجان الدراسات والسياسات والتخطيط الاستراتيجي",
        "研究组和政策部（电信标准化局负责政策与研究组工作的部门）",
        "Департамент исследовательских комиссий и политики",
        "x" * 200,
    ],
)
def test_every_line_fits_and_no_letter_is_lost(text: str) -> None:
    lines = wrap(text, 16, 180, most=40)
    assert all(text_width(line, 16) <= 180 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_closing_mark_never_begins_a_line() -> None:
    assert not any(line[0] in "，。）" for line in wrap("政策，政策，政策，政策。" * 3, 16, 84, 40))


def test_what_is_too_long_ends_in_an_ellipsis() -> None:
    lines = wrap("word " * 100, 13, 100, most=3)
    assert len(lines) == 3
    assert lines[-1].endswith("…")


def test_ideographs_are_wide_and_marks_above_letters_take_nothing() -> None:
    assert text_width("部", 16) > 1.5 * text_width("a", 16)
    assert text_width("e\u0301", 16) == text_width("e", 16)


def test_nothing_makes_no_line() -> None:
    assert wrap("  ", 13, 100) == ()


@pytest.mark.parametrize("language", MEASURED)
def test_words_are_thought_as_wide_as_the_widest_font_sets_them(language: str) -> None:
    tags, labels, grades = MEASURED[language]
    for words, size, bold in ((tags, 13, True), (labels, 13, True), (grades, 11, False)):
        for text, width in words.items():
            assert text_width(text, size, bold=bold) > width - 5, text


def test_a_number_is_not_broken_at_the_space_that_groups_its_digits() -> None:
    assert wrap("vacant · 10\u202f409.22 in blocks", 13, 80)[1] == "10\u202f409.22"
