"""Columns are as wide as what they say asks for."""

import pytest

from bureau.core.papers.blocks import Run, Runs, Table
from bureau.documents.papers.columns import measured

ROOM = 468.0


def cells(*words: str) -> tuple[Runs, ...]:
    return tuple((Run(word),) for word in words)


@pytest.mark.parametrize(
    "rows", [(), (cells("a", "b" * 200, "c " * 200),), (cells("x " * 9, "1", ""),)]
)
def test_together_they_fill_the_room(rows: tuple[tuple[Runs, ...], ...]) -> None:
    widths = measured(Table(cells("Post", "What", "Cost"), rows)).columns(ROOM)
    assert sum(widths) == pytest.approx(ROOM) and min(widths) > 10


def test_a_long_word_is_not_broken_for_a_long_sentence() -> None:
    table = Table(cells("Подразделение", "Описание"), (cells("A", "слово " * 300),))
    first, second = measured(table).columns(ROOM)
    assert 80 < first < 130 and first + second == pytest.approx(ROOM)


@pytest.mark.parametrize(("word", "sized"), [("a", 1.0), ("Реклассифицировать", 0.78)])
def test_letters_are_smaller_only_where_words_have_no_room(word: str, sized: float) -> None:
    table = Table(cells(*"ABCDE"), (cells(*[word] * 5),))
    assert measured(table).scale(ROOM) == pytest.approx(sized, abs=0.03)


def test_codes_and_figures_are_one_piece() -> None:
    code = ((Run("ST02/D1/579 - 580", is_code=True),),)
    row = (*code, *cells("250 000 000 CHF", "words " * 300))
    table = Table(cells("A", "B", "C"), (row,), numeric=frozenset({1}))
    first, second, _ = measured(table).columns(ROOM)
    assert first > 85 and second > 80


def test_a_short_table_is_one_by_its_lines_and_not_by_its_rows() -> None:
    for row, count, whole in (("a", 8, True), ("a", 40, False), ("word " * 400, 3, False)):
        table = Table(cells("Post", "What"), (cells("1", row),) * count)
        assert measured(table).is_short(measured(table).columns(ROOM)) is whole, (row, count)


def test_chinese_may_break_between_characters() -> None:
    table = Table(cells("职", "责"), (cells("东岸测量员" * 40, "地图"),))
    first, second = measured(table).columns(ROOM)
    assert first > 350 and 30 < second
