"""Patterns of GLOB that stand for words in whatever case."""

import pytest

from bureau.web.lookups import either_case, either_case_escaped


@pytest.mark.parametrize(
    ("words", "pattern"),
    [
        ("Ив", "[Ии][Вв]"),
        ("é1 林", "[Éé]1 林"),
        ("*?[]a", "[*][?][[]][Aa]"),
        ("ß", "ß"),  # its capital is two letters
        ("^-", "^-"),
    ],
)
def test_each_letter_stands_for_both_of_its_cases(words: str, pattern: str) -> None:
    assert either_case(words) == pattern


def test_letters_as_json_writes_them_stand_for_both_cases_digit_by_digit() -> None:
    assert either_case_escaped(r"a*\u0441 \u6797") == r"[Aa][*]\u[0][4][24][1] \u[6][7][9][7]"
