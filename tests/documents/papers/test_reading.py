"""Files that were damaged or made by others: never another value than the one that went out."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bureau.documents.papers import write
from bureau.documents.papers.canonical import enveloped
from bureau.documents.papers.reading import NotOurs, opened, read
from tests.documents.papers.samples import sample

WRITTEN = {format: write(sample("en"), format) for format in ("pdf", "docx")}


@pytest.mark.exhaustive
@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**6), format=st.sampled_from(sorted(WRITTEN)))
def test_a_damaged_file_says_the_same_or_nothing(seed: int, format: str) -> None:
    chance, content = random.Random(seed), bytearray(WRITTEN[format])
    for _ in range(chance.choice((1, 20, 200))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    try:
        found = read(bytes(content))
    except NotOurs:
        return
    assert found.is_edited or found.value == sample("en").value


@pytest.mark.parametrize(
    "said", ["", "[]", "{}", '{"bureau": "urn:bureau:paper:1"}', enveloped(sample("en"))[:-9]]
)
def test_what_is_no_value_is_refused(said: str) -> None:
    with pytest.raises(NotOurs):
        opened(said)


def test_a_value_that_was_changed_by_hand_is_refused() -> None:
    said = enveloped(sample("en"))
    assert opened(said).value == sample("en").value
    with pytest.raises(NotOurs, match="damaged"):
        opened(said.replace("ST02", "ST03"))
