"""A drawing of the layout as print can read it."""

import re

import pytest

from bureau.core.layout.style import STANDALONE
from bureau.documents.papers.drawings import Size, for_print, natural, plain_rules
from tests.documents.papers.samples import ALL, drawing


def test_nothing_is_left_that_plain_css_does_not_know() -> None:
    rules = plain_rules(STANDALONE)
    assert not re.search(r"var\(|color-mix|:is\(|:hover|:focus|--|currentColor", rules)
    assert ".viz .t-ink2{fill:#465156}" in rules and ".viz .bx.gone" in rules


def test_colours_are_mixed_as_a_browser_mixes_them() -> None:
    said = plain_rules("svg{--a:#000;--b:#fff}.x{fill:color-mix(in srgb,var(--a) 60%,var(--b))}")
    assert said == ".x{fill:#666666}"


@pytest.mark.parametrize("language", ALL)
def test_from_the_right_words_begin_at_their_end(language: str) -> None:
    svg = for_print(drawing(language).svg)
    is_turned = language == "ar"
    assert (".viz text{text-anchor:end}" in svg) is is_turned
    assert (".viz .end{text-anchor:start}" in svg) is is_turned
    assert svg.count("\u2067") == (svg.count("<text") if is_turned else 0)


def test_a_drawing_is_made_smaller_never_larger() -> None:
    assert natural('<svg class="viz" width="200" height="100">') == Size(150, 75)
    assert Size(150, 75).within(75, 75) == Size(75, 37.5)
    assert Size(150, 75).within(750, 750) == Size(150, 75)


def test_a_drawing_without_a_size_is_refused() -> None:
    with pytest.raises(ValueError, match="width and height"):
        natural("<svg>")
