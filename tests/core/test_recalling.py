"""What was translated before is found again where the words are the same or near."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bureau.core.recalling import Known, Memory
from bureau.core.texts import Status
from bureau.core.tokens import tokens

REVISED, OFFICIAL = Status.REVISED, Status.OFFICIAL
KNOWN = [
    Known("Leads the work of the department", "Dirige les travaux du département", REVISED),
    Known("Leads the work of the division", "Dirige les travaux de la division", OFFICIAL),
    Known("领导本部门的工作", "Leads the work of the department", REVISED),
]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Leads the work of the department", [(100, 0), (83, 1)]),
        ("Leads the work of the section", [(83, 1), (83, 0)]),
        ("leads the work of the department", [(99, 0), (83, 1)]),
        ("领导本司的工作", [(71, 2)]),
        ("Something else", []),
        ("", []),
    ],
)
def test_the_nearest_come_first_and_the_same_is_told_apart(
    words: str, found: list[tuple[int, int]]
) -> None:
    recalled = Memory(KNOWN).nearest(words)
    assert [(one.nearness, KNOWN.index(one.known)) for one in recalled] == found


@pytest.mark.thorough
@given(
    st.lists(
        st.text(st.characters(categories=["L", "Nd"]), min_size=1),
        min_size=1,
        max_size=10,
        unique=True,
    )
)
def test_whatever_was_translated_is_found_by_its_own_words(said: list[str]) -> None:
    memory = Memory(Known(words, f"to {words}", REVISED) for words in said)
    for words in filter(tokens, said):
        (found, *_) = memory.nearest(words)
        assert (found.nearness, found.known.target) == (100, f"to {words}")
