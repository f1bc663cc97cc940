"""How each language writes days, figures, lists and punctuation."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bureau.core.papers.profiles import PROFILES
from bureau.core.texts import LANGUAGES

SOME = st.text(alphabet="aé1 :;?!«»,.()职位说明，：عم\u00a0\u202f", max_size=30)


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", "1 يوليو 2024"),
        ("en", "1 July 2024"),
        ("es", "1.º de julio de 2024"),
        ("fr", "1er juillet 2024"),
        ("ru", "1 июля 2024 года"),
        ("zh-hans", "2024年7月1日"),
    ],
)
def test_a_day_is_written_as_the_language_writes_it(language: str, said: str) -> None:
    assert plain(PROFILES[language].say_day(date(2024, 7, 1))) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", "1 318 000 CHF"),
        ("en", "CHF 1,318,000"),
        ("es", "1 318 000 CHF"),
        ("fr", "1 318 000 CHF"),
        ("ru", "1 318 000 CHF"),
        ("zh-hans", "1,318,000 CHF"),
    ],
)
def test_money_is_whole_and_never_broken(language: str, said: str) -> None:
    words = PROFILES[language].say_money(131_799_950, "CHF")
    assert plain(words) == said
    assert " " not in words


def test_what_is_saved_is_below_zero() -> None:
    assert PROFILES["en"].say_money(-131_700_000, "CHF") == "CHF\u00a0\u22121,317,000"


@pytest.mark.parametrize(
    ("language", "words", "dressed"),
    [
        ("fr", "Objet: quoi ? Oui; à 14:30", "Objet\u202f: quoi\u202f? Oui\u202f; à 14:30"),
        ("fr", "un «mot» dit", "un «\u202fmot\u202f» dit"),
        ("fr", "https://x.org/a et C24/15", "https://x.org/a et C24/15"),
        ("zh-hans", "职位 ST02/D1/579 的说明", "职位ST02/D1/579的说明"),
        ("zh-hans", "说明, 见下文: 是 (附件A).", "说明，见下文：是（附件A）。"),
        ("zh-hans", "AI for Good", "AI for Good"),
        ("ar", "المجلس , والأمين", "المجلس، والأمين"),
        ("ru", "ПК-22 – и далее", "ПК-22\u00a0– и далее"),
        ("en", "Purpose: what?", "Purpose: what?"),
    ],
)
def test_punctuation_is_that_of_the_language(language: str, words: str, dressed: str) -> None:
    assert PROFILES[language].dress(words) == dressed


@given(st.sampled_from(LANGUAGES), SOME)
def test_what_is_dressed_stays_so(language: str, words: str) -> None:
    dress = PROFILES[language].dress
    assert dress(dress(words)) == dress(words)


def test_parts_are_listed_in_a_sentence() -> None:
    assert PROFILES["fr"].say_list(["70", "71", "73"]) == "70, 71 et 73"
    assert PROFILES["zh-hans"].say_list(["70", "71"]) == "70和71"
    assert PROFILES["en"].say_list(["70"]) == "70"


def test_only_arabic_runs_from_the_right() -> None:
    assert [one for one in LANGUAGES if PROFILES[one].direction == "rtl"] == ["ar"]


def test_lists_are_lettered_in_the_letters_of_the_language() -> None:
    assert [PROFILES[one].mark(2) for one in ("en", "ru", "ar", "zh-hans")] == [
        "b)",
        "б)",
        "ب)",
        "b）",
    ]


def test_after_the_last_letter_each_is_doubled_as_word_does_it() -> None:
    last = {"en": "z)", "ru": "я)", "ar": "غ)", "zh-hans": "z）"}
    for language, mark in last.items():
        profile = PROFILES[language]
        count = len(profile.letters)
        assert profile.mark(count) == mark
        assert profile.mark(count + 2) == profile.item.format(mark=profile.letters[1] * 2)


def test_every_language_has_its_profile() -> None:
    assert set(PROFILES) == set(LANGUAGES)
    assert len({one.code for one in PROFILES.values()}) == 6
