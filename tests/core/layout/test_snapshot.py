"""A small chart as it was last looked at by a person; write it anew only after looking again."""

from pathlib import Path

from bureau.core.layout.chart import chart
from tests.core.layout.drawings import WORDS, small

SEEN = Path(__file__).with_name("small.svg")


def test_a_small_chart_is_as_it_was_seen() -> None:
    assert chart(small(), WORDS, standalone=True).svg == SEEN.read_text().rstrip("\n")
