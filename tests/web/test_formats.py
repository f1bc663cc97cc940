from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import timezone, translation
from django.utils.safestring import mark_safe

from bureau.web import formats
from bureau.web.templatetags import design

DAY = date(2024, 5, 6)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar", "6 مايو 2024"),
        ("en", "6 May 2024"),
        ("es", "6 de mayo de 2024"),
        ("fr", "6 mai 2024"),
        ("ru", "6 мая 2024"),
        ("zh-hans", "2024年5月6日"),
    ],
)
def test_a_day_is_written_as_each_language_writes_it(language: str, words: str) -> None:
    with translation.override(language):
        assert formats.day_in_words(DAY) == words


def test_a_day_of_the_core_reads_like_a_date() -> None:
    assert formats.day_in_words(DAY.toordinal()) == formats.day_in_words(DAY)


def test_an_instant_is_told_in_the_zone_of_who_reads() -> None:
    late = datetime(2024, 6, 10, 22, 30, 5, tzinfo=UTC)
    assert formats.instant_in_words(late) == "10 June 2024, 22:30 UTC"
    with timezone.override("Europe/Zurich"):
        assert design.day(late) == "11 June 2024"
        assert design.instant(late) == "11 June 2024, 00:30 CEST"
        assert design.instant(late, "seconds") == "11 June 2024, 00:30:05 CEST"
    assert design.instant(None) == ""


def test_an_instant_does_not_turn_in_right_to_left_text() -> None:
    late = datetime(2024, 6, 10, 22, 30, tzinfo=UTC)
    with translation.override("ar"):
        said = design.instant(late)
    assert said.startswith("<bdi>10 ") and said.endswith(" <bdi>22:30 UTC</bdi></bdi>")


def test_french_counts_the_first_of_a_month() -> None:
    with translation.override("fr"):
        assert formats.day_in_words(date(2024, 7, 1)) == "1er juillet 2024"


def test_a_half_open_span_shows_its_last_inclusive_day() -> None:
    assert formats.last_day_in_words(date(2024, 7, 1)) == "30 June 2024"
    told = formats.span_in_words(DAY, date(2024, 7, 1))
    assert told == "6 May 2024 to 30 June 2024"


def test_an_open_span_says_since_when() -> None:
    assert formats.span_in_words(DAY, None) == "since 6 May 2024"


def test_a_span_of_one_day_is_that_day() -> None:
    assert formats.span_in_words(DAY, date(2024, 5, 7)) == "6 May 2024"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0"),
        (999, "999"),
        (1580, "1\u202f580"),
        (-1234567, "\u22121\u202f234\u202f567"),
        (Decimal("1234.50"), "1\u202f234.50"),
    ],
)
def test_thousands_are_parted_by_a_narrow_space(number: int | Decimal, words: str) -> None:
    assert formats.number_in_words(number) == words


def test_a_minus_stays_left_of_its_number_and_a_code_whole_in_a_text_from_the_right() -> None:
    with translation.override("ar"):
        assert formats.number_in_words(-127890) == "\u200e\u2212127\u202f890"
        assert formats.number_in_words(5) == "5"
        assert formats.isolated("2 × P.3") == "\u20682 × P.3\u2069"
    assert formats.isolated("2 × P.3") == "2 × P.3"


def test_the_decimal_sign_is_that_of_the_language() -> None:
    with translation.override("fr"):
        assert formats.number_in_words(Decimal("0.5")) == "0,5"


@pytest.mark.parametrize(("hundredths", "words"), [(100, "1"), (50, "0.5"), (1000, "10"), (0, "0")])
def test_hundredths_lose_their_needless_zeros(hundredths: int, words: str) -> None:
    assert formats.hundredths_in_words(hundredths) == words


@pytest.mark.parametrize(("code", "tag"), [("en", "en"), ("zh-hans", "zh-Hans")])
def test_a_language_is_named_as_browsers_name_it(code: str, tag: str) -> None:
    assert formats.tag_of_language(code) == tag


@pytest.mark.parametrize(
    ("words", "likely", "tag"),
    [
        ("As said", "en", "en"),
        ("Comme dit", "fr", "fr"),
        ("كما قيل", "en", "ar"),
        ("Как сказано", "en", "ru"),
        ("如前所述", "en", "zh-Hans"),
        ("As said", "zh-hans", ""),
    ],
)
def test_letters_tell_the_language_of_a_note(words: str, likely: str, tag: str) -> None:
    assert formats.tag_of_words(words, likely) == tag


@pytest.mark.parametrize(
    ("language", "told"), [("en", "P.5, P.4"), ("zh-hans", "P.5、P.4"), ("ar", "P.5، P.4")]
)
def test_several_are_parted_as_the_language_does_it(language: str, told: str) -> None:
    with translation.override(language):
        assert formats.listed(["P.5", "", "P.4"]) == told


def test_between_chinese_sentences_there_is_no_blank() -> None:
    with translation.override("zh-hans"):
        assert formats.gap_between_sentences() == ""
    assert formats.gap_between_sentences() == " "


def test_what_is_parted_in_markup_stays_escaped() -> None:
    words = ["<b>", mark_safe("<bdi>A</bdi>")]
    assert design.listed_html(words) == "&lt;b&gt;, <bdi>A</bdi>"
