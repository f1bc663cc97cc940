"""What a comment may be about, and who settles or changes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bureau.core.comments import (
    About,
    AboutKind,
    Thread,
    reasons_to_change,
    reasons_to_resolve,
    undecided,
)
from bureau.core.references import Reference

NUMBERS = st.integers(1, 10**9)
PLAIN = st.builds(About, st.sampled_from([one for one in AboutKind if one != "finding"]), NUMBERS)
FINDINGS = st.builds(
    About,
    st.just(AboutKind.FINDING),
    st.just(0),
    st.sampled_from(["circle", "head_of_ended_unit"]),
    st.builds(Reference, st.sampled_from(["unit", "post"]), NUMBERS),
)


@given(PLAIN | FINDINGS)
def test_what_is_written_of_a_thing_is_read_back(about: About) -> None:
    found = About.parse(str(about))
    assert found == (About(AboutKind.CASE) if about.kind is AboutKind.CASE else about)


@pytest.mark.parametrize(
    "said", ["", "x", "case:1", "action:0", "action:", "finding:a", "finding::unit:1", "unit:x"]
)
def test_what_names_nothing_is_refused(said: str) -> None:
    with pytest.raises(ValueError):
        About.parse(said)


def test_only_things_outside_a_case_have_a_reference() -> None:
    assert About(AboutKind.POST, 3).reference() == Reference("post", 3)
    assert About(AboutKind.ACTION, 3).reference() is None


@pytest.mark.parametrize(
    ("thread", "person", "codes"),
    [
        (Thread(1, 7), 7, []),
        (Thread(1, 7), 8, []),
        (Thread(1, 7), 9, ["not_yours_to_do"]),
        (Thread(1, None), 9, ["not_yours_to_do"]),
        (Thread(1, 7, is_resolved=True), 7, ["comment_resolved"]),
        (Thread(1, 7, is_carried=True), 9, ["comment_carried", "not_yours_to_do"]),
    ],
)
def test_who_asked_or_an_author_settles_what_is_open(
    thread: Thread, person: int, codes: list[str]
) -> None:
    assert [one.code for one in reasons_to_resolve(thread, person, {8})] == codes


@pytest.mark.parametrize(
    ("thread", "writer", "last", "codes"),
    [
        (Thread(1, 7), 7, True, []),
        (Thread(1, 7), 7, False, ["comment_answered"]),
        (Thread(1, 7), 8, True, ["not_yours_to_do"]),
        (Thread(1, 7), None, True, ["not_yours_to_do"]),
        (Thread(1, 7, is_carried=True), 7, True, ["comment_carried"]),
        (Thread(1, 7, is_resolved=True), 7, True, ["comment_resolved"]),
    ],
)
def test_own_words_change_while_nobody_answered(
    thread: Thread, writer: int | None, last: bool, codes: list[str]
) -> None:
    assert [one.code for one in reasons_to_change(thread, writer, 7, last=last)] == codes


def test_each_open_thread_is_decided_on() -> None:
    threads = [Thread(1, 7), Thread(2, 7, is_resolved=True), Thread(3, 7), Thread(4, None)]
    assert undecided(threads, {3}) == (1, 4)
