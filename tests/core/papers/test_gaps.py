import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bureau.core.papers.gaps import in_gaps

LETTERS = st.text("ab ", max_size=4)


@given(st.lists(LETTERS, min_size=1, max_size=5), st.text("ab ", max_size=14))
def test_they_are_those_of_a_pattern_with_open_places(fixed: list[str], said: str) -> None:
    found = re.fullmatch("(.*?)".join(map(re.escape, fixed)), said, re.DOTALL)
    assert in_gaps(fixed, said) == (found and found.groups())


@given(st.lists(LETTERS, min_size=2, max_size=6), st.data())
def test_what_was_filled_in_is_found_where_it_is_of_other_letters(
    fixed: list[str], data: st.DataObject
) -> None:
    words = [word or " " for word in fixed[1:-1]]
    fixed = [fixed[0], *words, fixed[-1]]
    gaps = [data.draw(st.text("xyz", max_size=3)) for _ in fixed[1:]]
    said = "".join(part for pair in zip(fixed, [*gaps, ""], strict=True) for part in pair)
    assert in_gaps(fixed, said) == tuple(gaps)


@pytest.mark.parametrize(("fixed", "said"), [(["ab", "ba"], "aba"), (["a"], "b"), (["a", ""], "")])
def test_fixed_words_may_not_overlap_or_be_missing(fixed: list[str], said: str) -> None:
    assert in_gaps(fixed, said) is None
