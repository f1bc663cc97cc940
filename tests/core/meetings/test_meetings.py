"""Numbers of documents, days on which they are due, agendas and what becomes of decisions."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bureau.core.meetings.agenda import Load, load_of, next_number, order_of, timed
from bureau.core.meetings.deadlines import Counting, is_late, is_working, last_day_before
from bureau.core.meetings.decisions import FollowUpState, Word, is_overdue, state_of, word_on
from bureau.core.meetings.numbering import (
    flaws_of_pattern,
    flaws_of_variants,
    is_by_session,
    number_said,
    variant_said,
)

OPENING = date(2024, 6, 4).toordinal()
"""A Tuesday."""


@pytest.mark.parametrize(
    ("pattern", "n", "said"),
    [
        ("C{yy}/{n}", 15, "C24/15"),
        ("CoCo {session}/{n}", 3, "CoCo N/3"),
        ("DT/{n}", 1, "DT/1"),
        ("{yyyy}-{session}-{n}", 7, "2024-N-7"),
    ],
)
def test_a_pattern_gives_the_number(pattern: str, n: int, said: str) -> None:
    assert number_said(pattern, n=n, year=2024, session="N") == said
    assert list(flaws_of_pattern(pattern)) == []


@pytest.mark.parametrize(
    ("pattern", "n", "said"),
    [
        ("{number} (Rev.{n})", 2, "C24/15 (Rev.2)"),
        ("{number}-{bis}", 1, "C24/15-bis"),
        ("{number}-{bis}", 3, "C24/15-quater"),
        ("{number}-{bis}", 10, "C24/15-11"),
        ("{number} (Add.{n})", 1, "C24/15 (Add.1)"),
    ],
)
def test_revisions_and_addenda_say_of_what_they_are(pattern: str, n: int, said: str) -> None:
    assert variant_said(pattern, of="C24/15", n=n) == said
    assert list(flaws_of_variants(pattern)) == []


@pytest.mark.parametrize(
    ("pattern", "codes"),
    [
        ("C24", ["pattern_without_place"]),
        ("C{y}/{n}", ["pattern_place_unknown"]),
        ("C{/{n}", ["pattern_brace_alone"]),
        ("", ["pattern_without_place"]),
    ],
)
def test_a_pattern_that_cannot_number_says_why(pattern: str, codes: list[str]) -> None:
    assert [one.code for one in flaws_of_pattern(pattern)] == codes


def test_a_variant_names_what_it_is_of_and_counts() -> None:
    said = [dict(one.facts) for one in flaws_of_variants("Rev.")]
    assert said == [{"place": "{number}"}, {"place": "{n}"}]
    assert is_by_session("{session}/{n}") and not is_by_session("DT/{n}")


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_two_documents_of_a_session_never_share_a_number(one: int, other: int) -> None:
    first, second = (number_said("C{yy}/{n}", n=n, year=2024, session="") for n in (one, other))
    assert (first == second) == (one == other)


@pytest.mark.parametrize(
    ("days", "convention", "last"),
    [
        (0, Counting.CALENDAR, date(2024, 6, 4)),
        (14, Counting.CALENDAR, date(2024, 5, 21)),
        (1, Counting.WORKING, date(2024, 6, 3)),
        (2, Counting.WORKING, date(2024, 5, 31)),
        (10, Counting.WORKING, date(2024, 5, 21)),
    ],
)
def test_a_deadline_is_counted_back_from_the_opening(
    days: int, convention: Counting, last: date
) -> None:
    assert last_day_before(OPENING, days, convention) == last.toordinal()


@given(st.integers(700_000, 760_000), st.integers(1, 60))
def test_working_days_are_counted_as_on_a_wall(opening: int, days: int) -> None:
    due = last_day_before(opening, days, Counting.WORKING)
    assert date.fromordinal(due).weekday() < 5
    assert sum(is_working(day) for day in range(due, opening)) == days


def test_late_is_what_came_after_its_day_or_did_not_come() -> None:
    assert is_late(10, 11, 30) and is_late(10, None, 11)
    assert not is_late(10, 10, 30) and not is_late(10, None, 10) and not is_late(None, None, 30)


def test_items_stand_as_people_count_and_are_numbered_on() -> None:
    numbers = ["10", "2.1", "2", "ADM 2", "2.10", "2.9"]
    assert sorted(numbers, key=order_of) == ["2", "2.1", "2.9", "2.10", "10", "ADM 2"]
    assert next_number(numbers) == "11" and next_number(numbers, "2") == "2.11"
    assert next_number([]) == "1" and next_number([], "3") == "3.1"


@given(st.lists(st.integers(0, 5), max_size=12))
def test_the_next_number_is_a_new_one(gaps: list[int]) -> None:
    taken = [str(sum(gaps[: place + 1]) + 1) for place in range(len(gaps))]
    assert next_number(taken) not in taken


def test_a_sitting_tells_what_it_holds_and_by_how_much_it_overruns() -> None:
    load = load_of([60, None, 150], 180)
    assert (load, load.left, load.over) == (Load(210, 180, 1), -30, 30)
    assert load_of([60], None).left is None and load_of([60], None).over == 0
    assert list(timed(570, [30, None, 45])) == [(570, 600), (600, 600), (600, 645)]


def test_the_last_word_up_to_a_day_tells_what_became_of_a_decision() -> None:
    words = [
        Word(10, 1, FollowUpState.UNDER_WAY, post=3, due=15),
        Word(10, 2, FollowUpState.OPEN),
        Word(20, 3, FollowUpState.DONE),
    ]
    assert state_of(word_on(words, 9)) is FollowUpState.OPEN and word_on(words, 9) is None
    assert word_on(words, 19) == words[1] and state_of(word_on(words, 20)) is FollowUpState.DONE
    assert is_overdue(words[0], 16) and not is_overdue(words[0], 15)
    assert not is_overdue(words[2], 99) and not is_overdue(None, 99)
